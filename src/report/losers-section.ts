import type { Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type OutcomeId } from "../experiment/comparison-summary.ts";
import { alternativesOf, baselineOf, differenceAt, endYear, isSignOpen, outcomeAt } from "../plots/findings.ts";
import { say } from "../plots/labels.ts";
import { outcomeScale, scaled, scaledDifference } from "../plots/outcome-format.ts";
import { equityTables } from "./equity-tables.ts";
import { markup, section, table, type Html } from "./html.ts";
import { SECTIONS } from "./words.ts";

/** Who loses: the figure where there is one, then every outcome at the last headline year. */
export function losersSection(summary: ComparisonSummary, figure: readonly Html[], locale: Locale): Html {
  const intro = say(
    locale,
    "认定比例上升时，有些后果可能同时变差：学校撤并、上学路程变长、低年级孩子寄宿、随迁子女被拒。下面把它们与基准逐项比较，好坏两个方向都列出。",
    "While certificates rise, other things can get worse: schools close, ways grow longer, young children board, migrant children are refused. They are set against the baseline below, whichever way they go.",
  );
  return section("losers", SECTIONS.losers[locale], [
    markup`<p>${intro}</p>`,
    ...figure,
    outcomeTable(summary, locale),
    ...equityTables(summary, locale),
  ]);
}

/** Baseline value of every outcome and the paired difference of each scenario. */
function outcomeTable(summary: ComparisonSummary, locale: Locale): Html {
  const year = endYear(summary);
  const baseline = baselineOf(summary);
  const alternatives = alternativesOf(summary);
  const columns = [
    { title: say(locale, "后果", "Outcome") },
    { title: say(locale, "单位", "Unit") },
    { title: baseline.title[locale], isNumber: true },
    ...alternatives.map((scenario) => ({ title: scenario.title[locale], isNumber: true })),
  ];
  const rows = (Object.keys(OUTCOMES) as OutcomeId[]).flatMap((outcome) => {
    const level = outcomeAt(summary, baseline.id, outcome, year);
    if (!level) return [];
    const scale = outcomeScale(outcome, level.mean, locale);
    const differences = alternatives.map(({ id }) => {
      const row = differenceAt(summary, id, outcome, year);
      if (!row) return "—";
      return scaledDifference(row.mean, scale) + (isSignOpen(row) ? say(locale, "（未定）", " (open)") : "");
    });
    return [[OUTCOMES[outcome].title[locale], scale.unit, scaled(level.mean, scale), ...differences]];
  });
  const caption = say(
    locale,
    `${year} 年全部后果：基准均值，以及各情景与基准的配对差值（“未定”＝正负未定）`,
    `All outcomes in ${year}: mean of the baseline, and paired differences from it (“open” = sign not settled)`,
  );
  return table(columns, rows, caption);
}
