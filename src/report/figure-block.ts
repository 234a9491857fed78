import type { Locale } from "../core/bilingual.ts";
import {
  OUTCOMES,
  type BindingItem,
  type ComparisonSummary,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import type { Figure, Row } from "../plots/figure.ts";
import { significant } from "../plots/format.ts";
import { BINDING_GROUPS, BINDING_TITLES, say } from "../plots/labels.ts";
import { markup, table, trusted, type Html } from "./html.ts";
import { COLUMN_TITLES, VERDICTS } from "./words.ts";

/** A figure with its heading, its description in words and the table of its data, folded. */
export function figureBlock(figure: Figure, number: number, summary: ComparisonSummary, locale: Locale): Html {
  const count = figure.rows.length;
  const label = say(locale, `图 ${number}　${figure.name}`, `Figure ${number}. ${figure.name}`);
  const fold = say(locale, `图中数据（${count} 行）与文字说明`, `Data of this figure (${count} rows) and description`);
  const files = say(
    locale,
    `文件：figures/${figure.id}.svg、figures/${figure.id}.csv`,
    `Files: figures/${figure.id}.svg, figures/${figure.id}.csv`,
  );
  return markup`<h3 id="figure-${figure.id}">${label}</h3>
<figure aria-label="${figure.title}">${trusted(figure.svg)}</figure>
<details><summary>${fold}</summary>
<p>${figure.alt}</p>
<p class="note">${files}</p>
<div class="long">${dataTable(figure.rows, summary, locale)}</div>
</details>`;
}

/** The rows of a figure as a table with headings and names in the reader's language. */
function dataTable(rows: readonly Row[], summary: ComparisonSummary, locale: Locale): Html {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = keys.map((key) => ({
    title: COLUMN_TITLES[key]?.[locale] ?? key,
    isNumber: rows.some((row) => typeof row[key] === "number"),
  }));
  const cells = rows.map((row) => keys.map((key) => cellText(key, row[key], summary, locale)));
  return table(columns, cells);
}

function cellText(
  key: string,
  value: string | number | boolean | undefined,
  summary: ComparisonSummary,
  locale: Locale,
): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? say(locale, "是", "yes") : say(locale, "否", "no");
  if (typeof value === "string") return nameOf(key, value, summary, locale);
  return key === "year" ? String(value) : significant(value, 4);
}

/** The reader's word for an id in a column of ids. */
function nameOf(key: string, value: string, summary: ComparisonSummary, locale: Locale): string {
  if (key === "scenario") return summary.scenarios.find((scenario) => scenario.id === value)?.title[locale] ?? value;
  if (key === "item") return BINDING_TITLES[value as BindingItem]?.[locale] ?? value;
  if (key === "group") return BINDING_GROUPS.find((group) => group.id === value)?.title[locale] ?? value;
  if (key === "outcome") return OUTCOMES[value as OutcomeId]?.title[locale] ?? value;
  if (key === "series") return summary.hindcast.find((row) => row.series === value)?.title[locale] ?? value;
  if (key === "verdict") return VERDICTS[value]?.[locale] ?? value;
  return value;
}
