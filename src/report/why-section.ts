import type { Locale } from "../core/bilingual.ts";
import type {
  AttributionRow,
  ComparisonSummary,
  ConstraintRow,
  LadderRow,
  OutcomeId,
} from "../experiment/comparison-summary.ts";
import { OUTCOMES } from "../experiment/comparison-summary.ts";
import { CONSTRAINT_IDS, CONSTRAINTS, DECISIONS } from "../model/constraints.ts";
import { alternativesOf, differenceAt, headlineYears } from "../plots/findings.ts";
import { amount, percent, points } from "../plots/format.ts";
import { say } from "../plots/labels.ts";
import { outcomeScale, scaled, scaledDifference, unitName } from "../plots/outcome-format.ts";
import { markup, section, table, type Html } from "./html.ts";
import { SECTIONS } from "./words.ts";

/** Why the odds are no better: what kept decisions from their full size, what each package and each constraint is worth, how well pairs pair. */
export function whySection(summary: ComparisonSummary, figures: readonly Html[], locale: Locale): Html {
  const parts = [
    ...constraintTables(summary, locale),
    ...attributionTables(summary, locale),
    ...ladderTables(summary, locale),
    ...pairingTable(summary, locale),
  ];
  const intro = say(
    locale,
    "县每年要补教师、轮岗、撤并、安置学生、建设。每件事想做多少、做成多少、没做成的部分先被什么挡住，逐县逐年记录后在这里汇总。",
    "Every year a county hires, rotates, closes, places pupils and builds. What it wanted, what it got, and what stopped the rest first is noted for every county and year, and summed up here.",
  );
  return section("why", SECTIONS.why[locale], [markup`<p>${intro}</p>`, ...figures, ...parts]);
}

/** A table a headline year: each decision of each scenario, wanted, got, and the shares of the rest by constraint. */
function constraintTables(summary: ComparisonSummary, locale: Locale): Html[] {
  const rows = summary.constraints ?? [];
  const year = headlineYears(summary)[0]!;
  const own = rows.filter((row) => row.year === year && row.wanted > 0);
  if (own.length === 0) return [];
  const shown = CONSTRAINT_IDS.filter((id) => own.some(({ short }) => short[id] > 0));
  const columns = [
    { title: say(locale, "决定", "Decision") },
    { title: say(locale, "情景", "Scenario") },
    { title: say(locale, "想要", "Wanted"), isNumber: true },
    { title: say(locale, "做成", "Got"), isNumber: true },
    ...shown.map((id) => ({ title: CONSTRAINTS[id][locale], isNumber: true })),
  ];
  const body = own.map((row) => [
    `${DECISIONS[row.decision].title[locale]} (${unitName(DECISIONS[row.decision].unit, locale)})`,
    scenarioTitle(summary, row.scenario, locale),
    amount(row.wanted, locale),
    percent(row.got / row.wanted),
    ...shown.map((id) => shortCell(row, id)),
  ]);
  const caption = say(
    locale,
    `${year} 年：想要、做成的比例，以及没做成的部分先被什么挡住（占想要的比例）`,
    `${year}: wanted, share got, and what stopped the rest first (shares of what was wanted)`,
  );
  const note = say(locale, "全部年份见 constraints.csv。", "All years: constraints.csv.");
  return [table(columns, body, caption), markup`<p class="note">${note}</p>`];
}

function shortCell({ short, wanted }: ConstraintRow, id: (typeof CONSTRAINT_IDS)[number]): string {
  return short[id] === 0 ? "—" : percent(short[id] / wanted);
}

/** A table an outcome and year: the part of each package in the difference from the baseline. */
function attributionTables(summary: ComparisonSummary, locale: Locale): Html[] {
  const rows = (summary.attribution ?? []).filter(({ outcome }) => outcome === "certifiedShare");
  if (rows.length === 0) return [];
  const years = [...new Set(rows.map(({ year }) => year))];
  const name = scenarioTitle(summary, rows[0]!.scenario, locale);
  const columns = [
    { title: say(locale, "政策包", "Package") },
    ...years.map((year) => ({ title: say(locale, `到 ${year} 年`, `By ${year}`), isNumber: true })),
  ];
  const packages = [...new Set(rows.map((row) => row.package))];
  const body = packages.map((id) => {
    const own = rows.filter((row) => row.package === id);
    return [
      own[0]!.title[locale],
      ...years.map((year) =>
        partCell(
          own.find((row) => row.year === year),
          locale,
        ),
      ),
    ];
  });
  const sums = years.map((year) => {
    const sum = rows.filter((row) => row.year === year).reduce((total, { value }) => total + value, 0);
    return points(sum);
  });
  const caption = say(
    locale,
    `“${name}”与基准之差（百分点）由哪个政策包而来：Shapley 值，与先后无关，相加等于总差`,
    `Where the difference of “${name}” from the baseline comes from (points): Shapley values, free of order, which add up to it`,
  );
  return [table(columns, [...body, [say(locale, "合计", "Sum"), ...sums]], caption)];
}

function partCell(row: AttributionRow | undefined, locale: Locale): string | Html {
  if (!row) return "—";
  return row.isSettled
    ? points(row.value)
    : markup`${points(row.value)} <span class="flag">${say(locale, "正负未定", "sign not settled")}</span>`;
}

/** A table a scenario, outcome and year: constraints switched on one after another. */
function ladderTables(summary: ComparisonSummary, locale: Locale): Html[] {
  const rows = summary.ladder ?? [];
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))];
  const years = [...new Set(rows.map(({ year }) => year))];
  return outcomes.flatMap((outcome) =>
    years.map((year) =>
      ladderTable(
        summary,
        rows.filter((row) => row.outcome === outcome && row.year === year),
        locale,
      ),
    ),
  );
}

function ladderTable(summary: ComparisonSummary, rows: readonly LadderRow[], locale: Locale): Html {
  const { outcome, year, scenario } = rows[0]!;
  const scale = outcomeScale(outcome, Math.max(...rows.map(({ mean }) => Math.abs(mean))), locale);
  const columns = [
    { title: say(locale, "约束（依次加上）", "Constraint switched on") },
    { title: `${OUTCOMES[outcome as OutcomeId].title[locale]} (${scale.unit})`, isNumber: true },
    { title: say(locale, "这一步的变化", "This step"), isNumber: true },
  ];
  const body = rows.map((row) => {
    const flag = row.rung > 0 && !row.isSettled ? say(locale, "（未定）", " (open)") : "";
    const step = row.rung === 0 ? "—" : scaledDifference(row.step, scale) + flag;
    return [row.title[locale], scaled(row.mean, scale), step];
  });
  const name = scenarioTitle(summary, scenario, locale);
  const caption = say(
    locale,
    `“${name}” ${year} 年：先去掉约束，再逐个加回（同一随机数；先后会影响各步大小）`,
    `“${name}” in ${year}: constraints taken away, then put back one by one (same random numbers; the size of a step depends on the order)`,
  );
  return table(columns, body, caption);
}

/** How much of the spread the pairing takes away, by scenario. */
function pairingTable(summary: ComparisonSummary, locale: Locale): Html[] {
  const years = headlineYears(summary);
  const scenarios = alternativesOf(summary);
  if (scenarios.length === 0 || summary.worlds < 2) return [];
  const columns = [
    { title: say(locale, "情景", "Scenario") },
    ...years.map((year) => ({ title: String(year), isNumber: true })),
  ];
  const body = scenarios.map(({ id, title }) => [
    title[locale],
    ...years.map((year) => {
      const row = differenceAt(summary, id, "certifiedShare", year);
      return row ? percent(Math.sqrt(row.varianceRatio)) : "—";
    }),
  ]);
  const caption = say(
    locale,
    "配对的效果：配对差值的误差是不配对时的百分之几（越小越好；100% 表示配对没有用）",
    "What pairing does: the error of the paired difference as a share of the unpaired one (smaller is better; 100% means that pairing does nothing)",
  );
  return [table(columns, body, caption)];
}

function scenarioTitle(summary: ComparisonSummary, id: string, locale: Locale): string {
  return summary.scenarios.find((scenario) => scenario.id === id)?.title[locale] ?? id;
}
