import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { EquityMeasure, EquityRow, LevelRow } from "../experiment/equity.ts";
import { WORSE } from "../experiment/equity.ts";
import { CATEGORIES, type Category } from "../model/exposure.ts";
import { alternativesOf, baselineOf } from "../plots/findings.ts";
import { percent, points, significant } from "../plots/format.ts";
import { BINDING_TITLES, say } from "../plots/labels.ts";
import { markup, table, type Html } from "./html.ts";
import { CATEGORY_TITLES, MEASURE_TITLES, STAGE_TITLES } from "./equity-words.ts";

/** Who gains and who loses in the last goal year: the baseline's levels, then each scenario's differences, then levels beside dispersion. */
export function equityTables(summary: ComparisonSummary, locale: Locale): Html[] {
  if (summary.equity.length === 0) return [];
  const year = Math.max(...summary.equity.map((row) => row.year));
  const rows = summary.equity.filter((row) => row.year === year);
  const baseline = baselineOf(summary);
  const intro = say(
    locale,
    "下表按户籍与流动、家庭收入、居住地和学校列出学生实际遇到的条件：先是基准，再是各情景与基准的差。“得”和“失”只在差值超过两倍误差时标出。“派出校”和“接收校”是当年骨干教师净轮出、净轮入的学校。",
    "What pupils meet, by residency, family income, home and school: the baseline first, then each scenario's difference. “gains” and “loses” stand only where the difference exceeds two errors. Sending and receiving schools are those that gave more backbone teachers to rotation in the year than they got, or fewer.",
  );
  const levels = measureTable(
    rows.filter((row) => row.scenario === baseline.id),
    (row) => levelText(row.measure, row.mean),
    say(locale, `${year} 年基准：各类学生遇到的条件`, `Baseline in ${year}: what pupils of each kind meet`),
    locale,
  );
  const changes = alternativesOf(summary).map((scenario) =>
    measureTable(
      rows.filter((row) => row.scenario === scenario.id),
      (row) => changeCell(row, locale),
      say(
        locale,
        `${scenario.title.zh}：与基准之差，${year} 年`,
        `${scenario.title.en}: difference from the baseline, ${year}`,
      ),
      locale,
    ),
  );
  const note = say(locale, "所有目标年份：equity.csv、levels.csv。", "All goal years: equity.csv, levels.csv.");
  return [
    markup`<h3>${say(locale, "谁得谁失", "Who gains, who loses")}</h3><p>${intro}</p>`,
    levels,
    ...changes,
    ...levelTables(summary, year, locale),
    markup`<p class="note">${note}</p>`,
  ];
}

function measureTable(
  rows: readonly EquityRow[],
  cell: (row: EquityRow) => string | Html,
  caption: string,
  locale: Locale,
): Html {
  const measures = Object.keys(WORSE) as EquityMeasure[];
  const columns = [
    { title: say(locale, "学生", "Pupils") },
    ...measures.map((measure) => ({ title: MEASURE_TITLES[measure][locale], isNumber: true })),
  ];
  const body = CATEGORIES.flatMap((category: Category) => {
    const own = rows.filter((row) => row.category === category);
    if (own.length === 0) return [];
    const cells = measures.map((measure) => {
      const row = own.find((one) => one.measure === measure);
      return row ? cell(row) : "—";
    });
    return [[CATEGORY_TITLES[category][locale], ...cells]];
  });
  return table(columns, body, caption);
}

function levelText(measure: EquityMeasure, value: number): string {
  return IS_SHARE.has(measure) ? percent(value) : significant(value, 3);
}

const IS_SHARE: ReadonlySet<EquityMeasure> = new Set<EquityMeasure>(["qualifiedTeachers", "youngBoarders", "refusals"]);

function changeCell(row: EquityRow, locale: Locale): string | Html {
  if (row.verdict === "same") return "0";
  if (row.verdict === "not settled") return markup`<span class="note">${say(locale, "未定", "open")}</span>`;
  const text = IS_SHARE.has(row.measure) ? points(row.difference) : signed(row.difference);
  const word = row.verdict === "gains" ? say(locale, "得", "gains") : say(locale, "失", "loses");
  return markup`${text} <span class="flag">${word}</span>`;
}

function signed(value: number): string {
  return (value > 0 ? "+" : "") + significant(value, 2);
}

/** Levels and coefficients of the fourteen indicators, so that balance bought by lower levels shows. */
function levelTables(summary: ComparisonSummary, year: number, locale: Locale): Html[] {
  const rows = summary.levels.filter((row) => row.year === year);
  const baseline = rows.filter((row) => row.scenario === baselineOf(summary).id);
  const alternatives = alternativesOf(summary);
  const columns = [
    { title: say(locale, "指标", "Indicator") },
    { title: say(locale, "基准水平", "Level, baseline"), isNumber: true },
    { title: say(locale, "基准差异系数", "Coefficient, baseline"), isNumber: true },
    ...alternatives.map((scenario) => ({
      title: say(locale, `${scenario.title.zh}：水平 / 系数之差`, `${scenario.title.en}: level / coefficient`),
      isNumber: true,
    })),
  ];
  const cells = baseline.map((row) => [
    `${STAGE_TITLES[row.stage]![locale]} · ${BINDING_TITLES[row.indicator as keyof typeof BINDING_TITLES][locale]}`,
    significant(row.level, 3),
    row.coefficient.toFixed(3),
    ...alternatives.map(({ id }) => levelCell(rows, row, id, locale)),
  ]);
  const caption = say(
    locale,
    `水平与差异并看，${year} 年（系数变小而水平也变低的标“拉低”）`,
    `Levels beside dispersion, ${year} (“levelled down”: a smaller coefficient with a lower level)`,
  );
  return [table(columns, cells, caption)];
}

function levelCell(
  rows: readonly LevelRow[],
  { stage, indicator }: LevelRow,
  scenario: string,
  locale: Locale,
): string | Html {
  const row = rows.find((one) => one.scenario === scenario && one.stage === stage && one.indicator === indicator);
  if (!row) return "—";
  const change = row.coefficientDifference;
  const text = `${signed(row.levelDifference)} / ${change > 0 ? "+" : change < 0 ? "−" : ""}${Math.abs(change).toFixed(3)}`;
  if (!row.isLevellingDown) return text;
  return markup`${text} <span class="flag">${say(locale, "拉低", "levelled down")}</span>`;
}
