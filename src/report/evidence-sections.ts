import type { Locale } from "../core/bilingual.ts";
import type { Source } from "../core/source.ts";
import type { ComparisonSummary, HindcastRow, ScenarioHead } from "../experiment/comparison-summary.ts";
import { PARAMETERS } from "../model/parameters.ts";
import { isWithinTolerance } from "../plots/findings.ts";
import { amount, percent, significant, toleranceText } from "../plots/format.ts";
import { say } from "../plots/labels.ts";
import { unitName } from "../plots/outcome-format.ts";
import type { AppliedChange } from "../scenarios/scenario.ts";
import { markup, section, table, type Html } from "./html.ts";
import { valuesTable } from "./values-table.ts";
import { BASIS, LIMITS, SECTIONS } from "./words.ts";

/** Every change of every scenario: what, from when, where, on what ground, and the line it is written in. */
export function scenariosSection(summary: ComparisonSummary, locale: Locale): Html {
  return section("scenarios", SECTIONS.scenarios[locale], [
    ...valuesTable(summary, locale),
    ...summary.scenarios.map((scenario) => scenarioBlock(scenario, locale)),
  ]);
}

function scenarioBlock(scenario: ScenarioHead, locale: Locale): Html {
  if (scenario.changes.length === 0) {
    const none = say(locale, "不改变任何登记值。", "Changes no registered value.");
    return markup`<h3>${scenario.title[locale]}</h3><p>${none}</p>`;
  }
  const columns = [
    { title: say(locale, "改变什么", "What") },
    { title: say(locale, "怎样改变", "Change") },
    { title: say(locale, "学年", "Years") },
    { title: say(locale, "范围", "Where") },
    { title: say(locale, "依据", "Ground") },
    { title: say(locale, "文件:行", "File:line") },
  ];
  const rows = scenario.changes.map((change) => changeCells(change, locale));
  return markup`<h3>${scenario.title[locale]}</h3><div class="changes">${table(columns, rows)}</div>`;
}

function changeCells(change: AppliedChange, locale: Locale): (string | Html)[] {
  const note = change.note ? markup`<br><span class="note">${change.note[locale]}</span>` : markup``;
  const years =
    change.to === undefined ? say(locale, `${change.from} 起`, `from ${change.from}`) : `${change.from}–${change.to}`;
  return [
    markup`${PARAMETERS[change.parameter]?.title[locale] ?? change.parameter}<br><code>${change.parameter}</code>`,
    markup`${change.text[locale]}${note}`,
    years,
    change.where ?? say(locale, "全国", "whole nation"),
    change.source ? sourceCell(change.source, locale) : "—",
    markup`<code>${change.origin.file}:${change.origin.line}</code>`,
  ];
}

/** A source as text: what kind of ground, title, and the address unlinked. */
function sourceCell(source: Source, locale: Locale): Html {
  const address = source.url === undefined ? markup`` : markup`<br><span class="url">${source.url}</span>`;
  return markup`<span class="note">[${BASIS[source.basis][locale]}]</span> ${source.title}${address}`;
}

/** The figure on errors where there is one, then each figure of the model beside the published one. */
export function hindcastSection(summary: ComparisonSummary, figure: readonly Html[], locale: Locale): Html {
  const columns = [
    { title: say(locale, "系列", "Series") },
    { title: say(locale, "学年", "Year"), isNumber: true },
    { title: say(locale, "模型", "Model"), isNumber: true },
    { title: say(locale, "公布", "Published"), isNumber: true },
    { title: say(locale, "单位", "Unit") },
    { title: say(locale, "相对误差", "Relative error"), isNumber: true },
    { title: say(locale, "容差", "Tolerance"), isNumber: true },
    { title: say(locale, "结论", "Verdict") },
    { title: say(locale, "来源", "Source") },
  ];
  const rows = summary.hindcast.map((row) => [
    row.title[locale],
    String(row.year),
    levelText(row.model, row.unit, locale),
    levelText(row.published, row.unit, locale),
    unitName(row.unit, locale),
    signedPercent(row.relativeError),
    row.tolerance === undefined ? "—" : `±${toleranceText(row.tolerance)}`,
    verdict(row, locale),
    sourceCell(row.source, locale),
  ]);
  const rest = rows.length > 0 ? markup`<div class="checks">${table(columns, rows)}</div>` : undefined;
  const empty = markup`<p>${say(locale, "本次运行没有与公布数据核对。", "This run was not checked against published figures.")}</p>`;
  return section("hindcast", SECTIONS.hindcast[locale], [...figure, rest ?? empty]);
}

/** A model or published figure, shares in per cent, large counts in the reader's own steps. */
function levelText(value: number, unit: string, locale: Locale): string {
  return unit === "share" ? `${significant(value * 100)}%` : amount(value, locale);
}

function signedPercent(value: number): string {
  return (value > 0 ? "+" : "") + percent(value);
}

function verdict(row: HindcastRow, locale: Locale): string | Html {
  const isWithin = isWithinTolerance(row);
  if (isWithin === undefined) return say(locale, "仅列示", "shown only");
  if (isWithin) return say(locale, "容差内", "within");
  return markup`<span class="flag">${say(locale, "超出", "beyond")}</span>`;
}

/** The tables of data and where they come from. */
export function sourcesSection(summary: ComparisonSummary, locale: Locale): Html {
  const columns = [
    { title: say(locale, "内容", "Content") },
    { title: say(locale, "数据表", "Table") },
    { title: say(locale, "来源", "Source") },
  ];
  const rows = summary.sources.map(({ table: file, title, source }) => [
    title[locale],
    markup`<code>${file}</code>`,
    sourceCell(source, locale),
  ]);
  return section("sources", SECTIONS.sources[locale], [table(columns, rows)]);
}

/** Numbers nobody published, with the value used. */
export function assumptionsSection(summary: ComparisonSummary, locale: Locale): Html {
  const count = summary.assumptions.length;
  const intro = say(
    locale,
    `共 ${count} 个数值没有公布的出处。标“随世界变化”的在各世界之间抽取，其影响已在区间之内；其余只取一个值。`,
    `${count} numbers have no published source. Those marked as varying are drawn anew in each world, so intervals hold their effect; the others are kept at one value.`,
  );
  const columns = [
    { title: say(locale, "含义", "Meaning") },
    { title: say(locale, "参数", "Parameter") },
    { title: say(locale, "取值", "Value") },
    { title: say(locale, "单位", "Unit") },
    { title: say(locale, "随世界变化", "Varies") },
    { title: say(locale, "理由", "Reason") },
  ];
  const rows = summary.assumptions.map((row) => [
    row.title[locale],
    markup`<code>${row.id}</code>`,
    row.value,
    unitName(row.unit, locale),
    row.isUncertain ? say(locale, "是", "yes") : say(locale, "否", "no"),
    sourceCell(row.source, locale),
  ]);
  return section("assumptions", SECTIONS.assumptions[locale], [markup`<p>${intro}</p>`, table(columns, rows)]);
}

/** Everything the run wanted its reader to know. */
export function warningsSection(summary: ComparisonSummary, locale: Locale): Html {
  const items = summary.warnings.map(({ code, text }) => markup`<li>${text[locale]} <code>${code}</code></li>`);
  const none = markup`<p>${say(locale, "没有警告。", "None.")}</p>`;
  return section("warnings", SECTIONS.warnings[locale], [items.length > 0 ? markup`<ul>${items}</ul>` : none]);
}

/** What must not be read into the results. */
export function limitsSection(locale: Locale): Html {
  const points = LIMITS[locale].map((point) => markup`<li>${point}</li>`);
  return section("limits", SECTIONS.limits[locale], [markup`<div class="box"><ul>${points}</ul></div>`]);
}
