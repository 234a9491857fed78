import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { ensembleLine, modelStatus, say, statusBadge } from "../plots/labels.ts";
import { headline, type HeadlineLine, type HeadlineYear } from "./headline.ts";
import { fold, grid, plain, shorten } from "./terminal-text.ts";

/** The headline table as plain text, at most 110 columns wide: a block a year (those of the goals unless chosen), a line a scenario, what the columns mean below. */
export function headlineTable(summary: ComparisonSummary, locale: Locale, chosenYears?: readonly number[]): string {
  const head = [
    `${summary.title[locale]}${say(locale, `（${statusBadge(summary, "zh")}）`, ` (${statusBadge(summary, "en")})`)}`,
    ensembleLine(summary, locale),
  ];
  const years = headline(summary, locale, chosenYears);
  const blocks = years.flatMap((block) => ["", ...blockLines(block, locale)]);
  const hasOpen = years.some((block) => block.lines.some((line) => !line.isSettled));
  const notes = ["", ...notesOf(summary, locale, hasOpen)];
  const text = [...head.flatMap(fold), ...blocks, ...notes.flatMap(fold)];
  return `${text.map((line) => line.trimEnd()).join("\n")}\n`;
}

function blockLines(block: HeadlineYear, locale: Locale): string[] {
  const heads = columnHeads(block, locale);
  const rows = block.lines.map((line) => cells(line).slice(0, heads.length));
  return [say(locale, `到 ${block.year} 年`, `By ${block.year}`), ...grid([heads, ...rows])];
}

function columnHeads({ goal, lines }: HeadlineYear, locale: Locale): string[] {
  const heads = say(
    locale,
    "情景|认定比例|区间|折合县数|与基准之差|区间|误差",
    "Scenario|Certified|Interval|Counties|Difference|Interval|Error",
  ).split("|");
  if (lines[0]?.size !== undefined) heads.splice(5, 0, say(locale, "档", "Size"));
  return goal === undefined ? heads : [...heads, say(locale, `达到 ${goal} 的世界`, `Worlds at ${goal}`)];
}

/** Cells of a line in characters whose width every terminal agrees on. */
function cells(line: HeadlineLine): string[] {
  const mark = line.isSettled ? "" : "*";
  const { share, range, counties, difference, differenceRange, error, chance } = line;
  const all = [
    shorten(line.scenario),
    share,
    range,
    counties,
    difference + mark,
    ...(line.size === undefined ? [] : [line.size]),
    differenceRange,
    error.replace("±", ""),
    chance,
  ];
  return all.map((cell, k) => (k === 0 ? cell : plain(cell)));
}

function notesOf(summary: ComparisonSummary, locale: Locale, hasOpen: boolean): string[] {
  const notes = [
    say(
      locale,
      "认定比例为各世界的中位数，区间为各世界的 5%-95%；差值为同一随机数配对的均值（百分点），误差为其蒙特卡洛标准误。",
      "Certified: median over worlds; Interval: 5-95% of worlds. Difference: mean over worlds paired on the same random numbers, in percentage points; Error: its Monte-Carlo standard error.",
    ),
    say(locale, `模型状态：${modelStatus(summary, "zh")}。`, `Model status: ${modelStatus(summary, "en")}.`),
  ];
  if (hasOpen)
    notes.splice(
      1,
      0,
      say(locale, "* 正负未定：均值离零不到两倍误差。", "* sign not settled: the mean lies within two errors of zero."),
    );
  return notes;
}
