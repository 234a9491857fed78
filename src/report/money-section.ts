import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ScenarioHead } from "../experiment/comparison-summary.ts";
import type { MoneyRow } from "../experiment/money.ts";
import { PAYERS, SPENDING } from "../model/accounts.ts";
import { alternativesOf, baselineOf } from "../plots/findings.ts";
import { significant } from "../plots/format.ts";
import { say } from "../plots/labels.ts";
import { markup, section, table, type Html } from "./html.ts";
import { LINE_TITLES, PAYER_TITLES } from "./money-words.ts";
import { SECTIONS } from "./words.ts";

/** What it costs and who pays: the baseline by line and payer in the last goal year, then what each scenario adds. */
export function moneySection(summary: ComparisonSummary, figures: readonly Html[], locale: Locale): Html {
  const year = Math.max(...summary.money.map((row) => row.year));
  const rows = summary.money.filter((row) => row.year === year);
  const intro = say(
    locale,
    "按 2020 年价格。中央、省、县三方按支出项目分摊，合计等于账本；县自己的钱是有限的：一项多花，往往由“其他经常支出”让出，总额不变也不等于没有代价。差值为与基准的配对均值，“未定”表示正负未定。",
    "Prices of 2020. Every line is split over central, province and county and adds up to the ledger. A county's own money is bounded: what one line takes, “other recurrent” often gives up, so an unchanged sum does not mean no cost. Differences are paired means, “open” where the sign is not settled.",
  );
  const caption = say(locale, `${year} 年基准：谁付什么（亿元）`, `Baseline in ${year}: who pays what (bn yuan)`);
  const levels = payerTable(rows, baselineOf(summary), (own) => amountText(own, "mean", locale), caption, locale);
  const changes = alternativesOf(summary).map((scenario) =>
    payerTable(
      rows,
      scenario,
      (own) => changeText(own, locale),
      say(locale, `${scenario.title.zh}：多付多少（亿元）`, `${scenario.title.en}: what it adds (bn yuan)`),
      locale,
    ),
  );
  return section("money", SECTIONS.money[locale], [markup`<p>${intro}</p>`, ...figures, levels, ...changes]);
}

/** A row per line that anyone pays, a column per payer and their sum. */
function payerTable(
  all: readonly MoneyRow[],
  scenario: ScenarioHead,
  cell: (rows: readonly MoneyRow[]) => string | Html,
  caption: string,
  locale: Locale,
): Html {
  const rows = all.filter((row) => row.scenario === scenario.id);
  const isChange = !scenario.isBaseline;
  const lines = SPENDING.filter((line) =>
    rows.some((row) => row.line === line && (isChange ? row.difference : row.mean) !== 0),
  );
  const columns = [
    { title: say(locale, "支出", "Line") },
    ...PAYERS.map((payer) => ({ title: PAYER_TITLES[payer][locale], isNumber: true })),
    { title: say(locale, "合计", "Sum"), isNumber: true },
  ];
  const cells = (name: string, own: readonly MoneyRow[]) => [
    name,
    ...PAYERS.map((payer) => cell(own.filter((row) => row.payer === payer))),
    cell(own),
  ];
  const body = lines.map((line) =>
    cells(
      LINE_TITLES[line][locale],
      rows.filter((row) => row.line === line),
    ),
  );
  return table(columns, [...body, cells(say(locale, "合计", "Sum"), rows)], caption);
}

const STEP = { zh: 1e8, en: 1e9 } as const;

function amountText(rows: readonly MoneyRow[], key: "mean" | "difference", locale: Locale): string {
  return significant(rows.reduce((sum, row) => sum + row[key], 0) / STEP[locale], 3);
}

function changeText(rows: readonly MoneyRow[], locale: Locale): string | Html {
  const sum = rows.reduce((total, row) => total + row.difference, 0);
  if (rows.every((row) => row.difference === 0)) return "0";
  const text = (sum > 0 ? "+" : "") + significant(sum / STEP[locale], 2);
  // The errors of lines are not independent, so a sum is marked only where it is one line's own.
  if (rows.length > 1 || rows[0]!.isSettled) return text;
  return markup`${text} <span class="note">${say(locale, "未定", "open")}</span>`;
}
