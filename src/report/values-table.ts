import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { ValueRow } from "../experiment/value-rows.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS } from "../model/parameters.ts";
import { say } from "../plots/labels.ts";
import { unitName } from "../plots/outcome-format.ts";
import { markup, table, type Html } from "./html.ts";

/** What differs between the scenarios: a row a parameter that any of them changes, a column a scenario, values by year. */
export function valuesTable(summary: ComparisonSummary, locale: Locale): Html[] {
  const rows = summary.values ?? [];
  if (rows.length === 0) return [];
  const years = [...new Set(rows.map(({ year }) => year))];
  const columns = [
    { title: say(locale, "参数", "Parameter") },
    { title: say(locale, "单位", "Unit") },
    ...summary.scenarios.map(({ title }) => ({ title: title[locale], isNumber: true })),
  ];
  const parameters = [...new Set(rows.map(({ parameter }) => parameter))];
  const body = parameters.map((id) => {
    const { title, unit }: Parameter = PARAMETERS[id];
    const own = rows.filter(({ parameter }) => parameter === id);
    const cells = summary.scenarios.map((scenario) =>
      valuesCell(
        own.filter((row) => row.scenario === scenario.id),
        locale,
      ),
    );
    return [markup`${title[locale]}<br><code>${id}</code>`, unitName(unit, locale), ...cells];
  });
  const list = years.join(say(locale, "、", ", "));
  const caption = say(
    locale,
    `各情景之间不同的参数，依次为 ${list} 年的值（加粗为与基准不同；范围为各县、各城乡类型之间的最小和最大值；未含各世界的抽取）`,
    `Parameters that differ between scenarios, values of ${list} (bold: other than the baseline's; a range spans counties and settings; draws of single worlds not included)`,
  );
  return [table(columns, body, caption)];
}

function valuesCell(rows: readonly ValueRow[], locale: Locale): Html {
  const texts = rows.map((row) => {
    const text = valueText(row, locale);
    return row.isChanged ? markup`<strong>${text}</strong>` : markup`${text}`;
  });
  return { html: texts.map(({ html }) => html).join(" → ") };
}

/** A value or a range over counties; the name of a choice; the word formula where a formula gives the value during the run. */
export function valueText({ parameter, low, high, isLive }: ValueRow, locale: Locale): string {
  if (isLive) return say(locale, "按公式", "by formula");
  const { choices }: Parameter = PARAMETERS[parameter];
  const text = (value: number) => choices?.[value]?.id ?? parameterNumber(value);
  return low === high ? text(low) : `${text(low)}–${text(high)}`;
}

/** A parameter's number at four significant figures, without zeros at its end. */
function parameterNumber(value: number): string {
  const text = Math.abs(Number(value.toPrecision(4))).toLocaleString("en-US", { maximumFractionDigits: 8 });
  return value < 0 ? `−${text}` : text;
}
