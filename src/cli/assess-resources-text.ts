import type { Bilingual, Locale } from "../core/bilingual.ts";
import type { Edition } from "../standard/editions/edition.ts";
import { COEFFICIENT_DECIMALS, roundedAsReported, VALUE_DECIMALS } from "../standard/reporting.ts";
import type { CoefficientVerdict, Finding, IndicatorFinding, Verdict } from "../standard/verdict.ts";
import { alignedTable } from "./assess-table.ts";
import * as words from "./assess-words.ts";

/** What every part of the text needs. */
export interface Context {
  readonly edition: Edition;
  /** The text in the reader's language. */
  readonly say: (text: Bilingual) => string;
  readonly locale: Locale;
}

/** Label and unit of an indicator, or of what stands in its place in the 2012 edition. */
export function indicatorWords(id: IndicatorFinding["indicator"] | CoefficientVerdict["indicator"], edition: Edition) {
  if (id === "composite") return { label: words.COMPOSITE, unit: { zh: "", en: "" } };
  if (id === "provincialBaseline") return { label: words.BASELINE, unit: { zh: "", en: "" } };
  const rule = edition.indicators.find((indicator) => indicator.id === id);
  if (!rule) throw new RangeError(`indicator ${id} is not in edition ${edition.id}`);
  return { label: rule.label, unit: rule.unit };
}

/** The table of the differential coefficients. */
export function coefficientLines({ coefficients }: Verdict, { edition, say }: Context): readonly string[] {
  const head = [
    say({ zh: "指标", en: "indicator" }),
    say({ zh: "学段", en: "stage" }),
    say({ zh: "均值", en: "mean" }),
    say({ zh: "差异系数", en: "coefficient" }),
    say({ zh: "上限", en: "limit" }),
    "",
  ];
  const rows = coefficients.map(({ indicator, stage, mean, coefficient, finding }) => {
    const isTested = finding.status !== "not-assessed" && finding.kind === "measured";
    return [
      say(indicatorWords(indicator, edition).label),
      say(words.STAGE_WORDS[stage]),
      mean === undefined ? "" : fixed(mean, VALUE_DECIMALS),
      coefficient === undefined ? "" : fixed(coefficient, COEFFICIENT_DECIMALS),
      isTested ? fixed(finding.threshold, VALUE_DECIMALS) : "",
      statusWord(finding, say),
    ];
  });
  return alignedTable([head, ...rows], 2);
}

function fixed(value: number, decimals: number): string {
  return roundedAsReported(value, decimals).toFixed(decimals);
}

function statusWord(finding: Finding, say: Context["say"]): string {
  if (finding.status === "not-assessed") return say(words.REASON_WORDS[finding.reason]);
  return finding.status === "met" ? say({ zh: "达标", en: "met" }) : say({ zh: "未达标", en: "missed" });
}

/** The table of schools and indicators with its key. */
export function schoolLines({ schools }: Verdict, { edition, say }: Context): readonly string[] {
  const first = schools[0];
  if (!first) return [];
  const statusWords = {
    passes: say({ zh: "通过", en: "passes" }),
    fails: say({ zh: "不通过", en: "fails" }),
    undecided: say({ zh: "未定", en: "undecided" }),
  };
  const labels = first.indicators.map(({ indicator }, at) => {
    const { label, unit } = indicatorWords(indicator, edition);
    return `${at + 1} ${say(label)}${unit.en ? say({ zh: `（${unit.zh}）`, en: ` (${unit.en})` }) : ""}`;
  });
  const head = [say({ zh: "学校", en: "school" }), say({ zh: "学段", en: "stage" }), say({ zh: "学生", en: "pupils" })];
  const rows = schools.map(({ name, stage, pupils, status, indicators }) => [
    name,
    say(words.STAGE_WORDS[stage]),
    pupils === undefined ? "?" : String(pupils),
    ...indicators.map((found) => markedValue(found, say)),
    statusWords[status],
  ]);
  const numbers = first.indicators.map((_, at) => `${at + 1} `);
  return [labels.join("; "), ...alignedTable([[...head, ...numbers, ""], ...rows], 2), say(words.LEGEND)];
}

function markedValue({ finding, reachesFloor, relaxedBy }: IndicatorFinding, say: Context["say"]): string {
  if (finding.status === "not-assessed") return "?";
  const mark = finding.status === "met" ? (relaxedBy ? "*" : " ") : reachesFloor ? "~" : "!";
  if (finding.kind === "answered") return `${say(finding.answer ? words.YES : words.NO)}${mark}`;
  return `${fixed(finding.value, VALUE_DECIMALS)}${mark}`;
}
