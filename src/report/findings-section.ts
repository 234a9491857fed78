import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Figure } from "../plots/figure.ts";
import { gatedHindcast } from "../plots/findings.ts";
import { modelStatus, say, worldsNote } from "../plots/labels.ts";
import { goalsTable } from "./goals-table.ts";
import { headline, type HeadlineLine, type HeadlineYear } from "./headline.ts";
import { markup, section, table, type Html } from "./html.ts";
import { READING, SECTIONS } from "./words.ts";

/** Figures whose titles are the headline, in order of importance. */
const HEADLINE_FIGURES = ["certified-fan", "paired-difference", "losers", "end-range-bars", "binding-items"];

/** Title, run and the honesty strip: what kind of data, how many worlds, how many unsourced numbers, how well history is met. */
export function masthead(summary: ComparisonSummary, locale: Locale): Html {
  const { nation, runId, seed, engineVersion } = summary;
  const run = say(
    locale,
    `运行 ${runId} · 种子 ${seed} · 引擎 ${engineVersion}`,
    `Run ${runId} · seed ${seed} · engine ${engineVersion}`,
  );
  return markup`<header>
<p class="kicker">${say(locale, "junheng · 县域义务教育优质均衡情景报告", "junheng · scenario report on quality and balanced compulsory education")}</p>
<h1>${summary.title[locale]}</h1>
<p class="meta">${nation.label[locale]} · ${run}</p>
${honestyStrip(summary, locale)}
</header>`;
}

function honestyStrip(summary: ComparisonSummary, locale: Locale): Html {
  const { checked } = gatedHindcast(summary);
  const isSynthetic = summary.nation.status === "synthetic";
  const status = isSynthetic
    ? say(locale, "合成数据，不是真实的县", "Synthetic data, no real county")
    : say(locale, "真实县名录，学校为合成", "Real counties, synthetic schools");
  const validation =
    checked === 0
      ? say(locale, "未做", "not done")
      : say(locale, modelStatus(summary, "zh"), modelStatus(summary, "en"));
  const entries: readonly (readonly [string, string])[] = [
    [say(locale, "数据状态", "Data status"), status],
    [say(locale, "模拟世界数", "Simulated worlds"), `${summary.worlds}${worldsNote(summary, locale)}`],
    [say(locale, "没有出处的假设", "Assumptions without a source"), String(summary.assumptions.length)],
    [say(locale, "历史核对", "Check against history"), validation],
  ];
  return markup`<dl class="strip">${entries.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** The findings in sentences, then the headline table, a block a year. */
export function findingsSection(summary: ComparisonSummary, figures: readonly Figure[], locale: Locale): Html {
  const titles = HEADLINE_FIGURES.flatMap((id) => figures.find((figure) => figure.id === id)?.title ?? []);
  const blocks = headline(summary, locale).map((block) => headlineBlock(block, locale));
  return section("findings", SECTIONS.findings[locale], [
    markup`<ol class="findings">${titles.map((title) => markup`<li>${title}</li>`)}</ol>`,
    ...blocks,
    ...goalsTable(summary, locale),
    markup`<p class="note">${headlineNote(locale)}</p>`,
  ]);
}

function headlineBlock(block: HeadlineYear, locale: Locale): Html {
  const columns = [
    { title: say(locale, "情景", "Scenario") },
    { title: say(locale, "认定比例（90% 区间）", "Certified (90% interval)"), isNumber: true },
    { title: say(locale, "折合县数", "Counties"), isNumber: true },
    { title: say(locale, "与基准之差，百分点（90% 区间）", "Difference, points (90% interval)"), isNumber: true },
    { title: say(locale, "蒙特卡洛误差", "Monte-Carlo error"), isNumber: true },
    ...(block.goal === undefined
      ? []
      : [
          {
            title: say(locale, `达到目标 ${block.goal} 的世界`, `Worlds at the goal of ${block.goal}`),
            isNumber: true,
          },
        ]),
  ];
  const rows = block.lines.map((line) => headlineCells(line, locale).slice(0, columns.length));
  return table(columns, rows, say(locale, `到 ${block.year} 年`, `By ${block.year}`));
}

function headlineCells(line: HeadlineLine, locale: Locale): (string | Html)[] {
  const flag = line.isSettled
    ? markup``
    : markup` <span class="flag">${say(locale, "正负未定", "sign not settled")}</span>`;
  const difference =
    line.difference === "—" ? markup`—` : markup`${flag} <strong>${line.difference}</strong> (${line.differenceRange})`;
  return [
    line.scenario,
    markup`<strong>${line.share}</strong> (${line.range})`,
    line.counties,
    difference,
    line.error,
    line.chance,
  ];
}

function headlineNote(locale: Locale): string {
  return say(
    locale,
    "认定比例为各世界的中位数；差值为同一随机数配对的均值；误差为该均值的蒙特卡洛标准误。",
    "Certified is the median over worlds; the difference is a mean, paired on the same random numbers; the error is the Monte-Carlo standard error of that mean.",
  );
}

/** The box that explains years, worlds, intervals and differences. */
export function readingSection(locale: Locale): Html {
  const points = READING[locale].map((point) => markup`<li>${point}</li>`);
  return section("reading", SECTIONS.reading[locale], [markup`<div class="box"><ul>${points}</ul></div>`]);
}
