import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Figure } from "../plots/figure.ts";
import { say } from "../plots/labels.ts";
import { figureTable } from "./figure-table.ts";
import { markup, table, trusted, type Html } from "./html.ts";

/** Most rows of a figure's data printed in the report; the file beside it has all. */
export const PRINTED_ROWS = 600;

/** A figure with its heading, its description in words and the table of its data, folded. */
export function figureBlock(figure: Figure, number: number, summary: ComparisonSummary, locale: Locale): Html {
  const count = figure.rows.length;
  const label = say(locale, `图 ${number}　${figure.name}`, `Figure ${number}. ${figure.name}`);
  const fold = say(locale, `图中数据（${count} 行）与文字说明`, `Data of this figure (${count} rows) and description`);
  const files = say(
    locale,
    `文件：figures/${figure.id}.zh.svg、figures/${figure.id}.zh.csv`,
    `Files: figures/${figure.id}.en.svg, figures/${figure.id}.en.csv`,
  );
  const cut = say(
    locale,
    `。这里只印前 ${PRINTED_ROWS} 行，全部 ${count} 行见 CSV 文件`,
    `. Only the first ${PRINTED_ROWS} rows are printed here; all ${count} are in the CSV file`,
  );
  return markup`<h3 id="figure-${figure.id}">${label}</h3>
<figure aria-label="${figure.title}">${trusted(figure.svg)}</figure>
<details><summary>${fold}</summary>
<p>${figure.alt}</p>
<p class="note">${files}${count > PRINTED_ROWS ? cut : ""}</p>
<div class="long">${dataTable(figure, summary, locale)}</div>
</details>`;
}

function dataTable(figure: Figure, summary: ComparisonSummary, locale: Locale): Html {
  const { columns, rows } = figureTable({ rows: figure.rows.slice(0, PRINTED_ROWS) }, summary, locale);
  return table(columns, rows);
}
