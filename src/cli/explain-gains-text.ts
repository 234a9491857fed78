import { say, type Locale } from "../core/bilingual.ts";
import type { EquityRow } from "../experiment/equity.ts";
import { significant } from "../plots/format.ts";
import { CATEGORY_TITLES, MEASURE_TITLES } from "../report/equity-words.ts";
import { colon, headOf } from "./explain-text.ts";
import type { Explanation } from "./explain.ts";

/** Most gains or losses shown for a scenario and year. */
const MOST_LINES = 6;

/** Relative change below which a gain or loss is not worth a line. */
const LEAST_SIZE = 0.001;

/** Size of a gain or loss relative to its level; quality, whose level may be 0, is measured in standard deviations already. */
function sizeOf({ measure, difference, mean }: EquityRow): number {
  return Math.abs(measure === "quality" ? difference : difference / (mean - difference));
}

/** Who gains and who loses in each scenario and year, the largest changes first. */
export function gainsPart(explanation: Explanation, locale: Locale): string[] {
  const { equity, scenarios, years } = explanation;
  if (!equity) return [];
  const lines = scenarios.flatMap(({ id }) =>
    years.flatMap((year) =>
      (["loses", "gains"] as const).flatMap((verdict) => {
        const rows = equity
          .filter((row) => row.scenario === id && row.year === year && row.verdict === verdict)
          .filter((row) => sizeOf(row) >= LEAST_SIZE)
          .sort((a, b) => sizeOf(b) - sizeOf(a));
        if (rows.length === 0) return [];
        const word = verdict === "loses" ? say(locale, "变差", "worse off") : say(locale, "变好", "better off");
        const shown = rows
          .slice(0, MOST_LINES)
          .map(
            ({ category, measure, difference }) =>
              `${CATEGORY_TITLES[category][locale]} · ${MEASURE_TITLES[measure][locale]} ${difference > 0 ? "+" : ""}${significant(difference, 2)}`,
          );
        const more =
          rows.length > shown.length
            ? [say(locale, `另有 ${rows.length - shown.length} 项`, `${rows.length - shown.length} more`)]
            : [];
        return [
          `  ${headOf(explanation, id, year, locale)}${say(locale, "，", ", ")}${word}${colon(locale)}${[...shown, ...more].join(say(locale, "；", "; "))}`,
        ];
      }),
    ),
  );
  return [
    say(
      locale,
      "谁得谁失（正负已定、变化超过千分之一的；全部见 equity.csv）",
      "Who gains and loses (signs settled, by 0.1 % or more; all in equity.csv)",
    ),
    ...lines,
  ];
}
