import type { Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type LadderRow, type OutcomeId } from "../experiment/comparison-summary.ts";
import { alternativesOf, differenceAt, endYear, headlineYears } from "../plots/findings.ts";
import { percent, pointSize, points } from "../plots/format.ts";
import { say } from "../plots/labels.ts";
import { fold, grid, plain, shorten } from "./terminal-text.ts";

/** What stands below the headline table, each part only where the comparison has it: pairing, steps, parts of packages, the ladder. */
export function explanationTables(summary: ComparisonSummary, locale: Locale): string[] {
  return [
    pairingLine(summary, locale),
    stepTable(summary, locale),
    attributionTable(summary, locale),
    ladderText(summary, locale),
  ].flatMap((lines) => (lines.length > 0 ? [lines.map((line) => line.trimEnd()).join("\n")] : []));
}

/** Two worlds at least, or nothing can be said of spreads. */
function pairingLine(summary: ComparisonSummary, locale: Locale): string[] {
  const year = endYear(summary);
  const shares = alternativesOf(summary).flatMap(({ id, title }) => {
    const row = differenceAt(summary, id, "certifiedShare", year);
    return row ? [`${title[locale]} ${percent(Math.sqrt(row.varianceRatio))}`] : [];
  });
  if (shares.length === 0 || summary.worlds < 2) return [];
  return fold(
    say(
      locale,
      `配对：${year} 年认定比例之差，配对误差占不配对误差的比例：${shares.join("，")}。`,
      `Pairing: the paired error of the difference by ${year}, as a share of an unpaired one: ${shares.join(", ")}.`,
    ),
  );
}

/** A mean difference with its error, marked where its sign is open. */
const part = (value: number, error: number, isSettled: boolean) =>
  plain(`${points(value)}${isSettled ? "" : "*"} ±${pointSize(error)}`);

/** Each scenario against the one before. */
function stepTable(summary: ComparisonSummary, locale: Locale): string[] {
  const rows = (summary.stepDifferences ?? []).filter(({ outcome }) => outcome === "certifiedShare");
  if (rows.length === 0) return [];
  const years = headlineYears(summary);
  const head = [say(locale, "情景", "Scenario"), ...years.map((year) => byYear(year, locale))];
  const body = alternativesOf(summary).map(({ id, title }) => [
    shorten(title[locale]),
    ...years.map((year) => {
      const row = rows.find((one) => one.scenario === id && one.year === year);
      return row ? part(row.mean, row.standardError, row.isSettled) : "-";
    }),
  ]);
  const title = say(
    locale,
    "与前一个情景之差（认定比例，百分点 ±误差）",
    "Difference from the scenario before (counties certified, points ±error)",
  );
  return [title, ...grid([head, ...body])];
}

/** The part of each package in the difference from the baseline, and their sum. */
function attributionTable(summary: ComparisonSummary, locale: Locale): string[] {
  const rows = (summary.attribution ?? []).filter(({ outcome }) => outcome === "certifiedShare");
  if (rows.length === 0) return [];
  const years = [...new Set(rows.map(({ year }) => year))];
  const packages = [...new Set(rows.map((row) => row.package))];
  const of = (id: string, year: number) => rows.find((row) => row.package === id && row.year === year)!;
  const head = [say(locale, "政策包", "Package"), ...years.map((year) => byYear(year, locale))];
  const body = packages.map((id) => [
    shorten(of(id, years[0]!).title[locale]),
    ...years.map((year) => part(of(id, year).value, of(id, year).standardError, of(id, year).isSettled)),
  ]);
  const sums = years.map((year) => plain(points(packages.reduce((sum, id) => sum + of(id, year).value, 0))));
  const name = titleOf(summary, rows[0]!.scenario, locale);
  const title = say(
    locale,
    `“${name}”与基准之差从何而来，与先后无关（认定比例，百分点 ±误差；Shapley 值，相加等于总差）`,
    `Where the difference of "${name}" comes from, order-free (counties certified, points ±error; Shapley values, which add up)`,
  );
  return [...fold(title), ...grid([head, ...body, [say(locale, "合计", "Sum"), ...sums]])];
}

/** A line an outcome and year: without limits, then what each takes or gives as it is put back. */
function ladderText(summary: ComparisonSummary, locale: Locale): string[] {
  const rows = (summary.ladder ?? []).filter(({ outcome }) => OUTCOMES[outcome].unit === "share");
  if (rows.length === 0) return [];
  const name = titleOf(summary, rows[0]!.scenario, locale);
  const title = say(
    locale,
    `“${name}”的约束阶梯：约束全部去掉，再依次加回（各世界的均值，同一随机数；先后影响各步大小，单位百分点）`,
    `The constraint ladder of "${name}": limits taken away, then put back in this order (means over worlds, same random numbers; steps depend on the order; points)`,
  );
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))];
  const years = [...new Set(rows.map(({ year }) => year))];
  const lines = outcomes.flatMap((outcome) =>
    years.flatMap((year) => {
      const own = rows.filter((row) => row.outcome === outcome && row.year === year);
      return fold(`- ${ladderSentence(own, outcome, year, locale)}`);
    }),
  );
  const hasGain = rows.some(({ step }) => step > 0);
  const notes = [
    ...(rows.some(({ rung, isSettled }) => rung > 0 && !isSettled)
      ? [say(locale, "* 正负未定。", "* sign not settled.")]
      : []),
    ...(hasGain
      ? [
          say(
            locale,
            "正的一步表示加上这项约束后达标的县反而更多：约束少了，招聘、撤并和择校也更多，可能拉大校际差异。",
            "A step upwards means that more counties pass with the limit than without it: without it there are also more hires, closures and moves, which may widen gaps between schools.",
          ),
        ]
      : []),
  ];
  return [...fold(title), ...lines, ...notes.flatMap(fold)];
}

function ladderSentence(rows: readonly LadderRow[], outcome: OutcomeId, year: number, locale: Locale): string {
  const [bottom, ...steps] = rows;
  const added = steps.map(
    ({ title, step, isSettled }) => `+${title[locale]} ${plain(points(step))}${isSettled ? "" : "*"}`,
  );
  const end = percent(rows.at(-1)!.mean);
  return say(
    locale,
    `${year} 年${OUTCOMES[outcome].title.zh}：${bottom!.title.zh}时 ${percent(bottom!.mean)}；${added.join("；")}；即情景本身 ${end}`,
    `${OUTCOMES[outcome].title.en} by ${year}: with ${bottom!.title.en} ${percent(bottom!.mean)}; ${added.join("; ")}; the scenario itself: ${end}`,
  );
}

const byYear = (year: number, locale: Locale) => say(locale, `到 ${year} 年`, `By ${year}`);

function titleOf({ scenarios }: ComparisonSummary, id: string, locale: Locale): string {
  return scenarios.find((scenario) => scenario.id === id)!.title[locale];
}
