import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { ensembleLine, modelStatus, say, statusBadge } from "../plots/labels.ts";
import { displayWidth } from "../core/display-width.ts";
import { foldText } from "../core/fold-text.ts";
import { headline, type HeadlineLine, type HeadlineYear } from "./headline.ts";

const WIDEST = 110;
const NAME_WIDTH = 24;
const GAP = "  ";

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
  const widths = heads.map((head, k) => Math.max(...[head, ...rows.map((row) => row[k]!)].map(displayWidth)));
  const lines = [heads, ...rows].map((row) => row.map((cell, k) => pad(cell, widths[k]!, k > 0)).join(GAP));
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1));
  return [say(locale, `到 ${block.year} 年`, `By ${block.year}`), lines[0]!, rule, ...lines.slice(1)];
}

function columnHeads({ goal }: HeadlineYear, locale: Locale): string[] {
  const heads = say(
    locale,
    "情景|认定比例|区间|折合县数|与基准之差|区间|误差",
    "Scenario|Certified|Interval|Counties|Difference|Interval|Error",
  ).split("|");
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
    differenceRange,
    error.replace("±", ""),
    chance,
  ];
  return all.map((cell, k) => (k === 0 ? cell : plain(cell)));
}

/** A line broken at the widest column. */
const fold = (line: string) => foldText(line, WIDEST);

function plain(cell: string): string {
  return cell.replaceAll("−", "-").replaceAll("–", "-").replaceAll("—", "-");
}

/** A name cut to the width of its column, ending in two dots where cut. */
function shorten(name: string): string {
  if (displayWidth(name) <= NAME_WIDTH) return name;
  let kept = "";
  for (const character of name) {
    if (displayWidth(kept + character) > NAME_WIDTH - 2) break;
    kept += character;
  }
  return `${kept}..`;
}

function pad(cell: string, width: number, isRight: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(cell)));
  return isRight ? space + cell : cell + space;
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
