import { OUTCOMES, type OutcomeId } from "../experiment/comparison-summary.ts";
import type { Bilingual, Locale } from "../core/bilingual.ts";
import { points, significant } from "./format.ts";

/** How the values of an outcome are written: divided by `divisor`, followed by `unit`. */
export interface OutcomeScale {
  readonly divisor: number;
  readonly unit: string;
}

const UNITS: Readonly<Record<string, Bilingual>> = {
  share: { zh: "比例", en: "share" },
  factor: { zh: "倍数", en: "factor" },
  "share/year": { zh: "比例/年", en: "share a year" },
  "share of the requirement": { zh: "占应配数的比例", en: "share of the requirement" },
  "share of the threshold": { zh: "占门槛的比例", en: "share of the threshold" },
  "share of own grounds": { zh: "占本校场地的比例", en: "share of own grounds" },
  counties: { zh: "个县", en: "counties" },
  "counties/year": { zh: "个县/年", en: "counties a year" },
  sites: { zh: "所（点）", en: "sites" },
  schools: { zh: "所", en: "schools" },
  km: { zh: "公里", en: "km" },
  persons: { zh: "人", en: "persons" },
  "persons/year": { zh: "人/年", en: "persons a year" },
  "persons/post": { zh: "人/岗", en: "persons a post" },
  pupils: { zh: "名学生", en: "pupils" },
  "pupils/class": { zh: "学生/班", en: "pupils a class" },
  "pupils/teacher": { zh: "学生/教师", en: "pupils a teacher" },
  "teachers/class": { zh: "教师/班", en: "teachers a class" },
  ratio: { zh: "比值", en: "ratio" },
  "ratio/SD": { zh: "比值/标准差", en: "ratio per SD" },
  SD: { zh: "标准差", en: "SD" },
  "SD/year": { zh: "标准差/年", en: "SD a year" },
  "SD per ten pupils above the regulated size": {
    zh: "标准差/每超标准班额十人",
    en: "SD per ten pupils above the regulated size",
  },
  points: { zh: "分", en: "points" },
  "points of 100": { zh: "百分制分", en: "points of 100" },
  "points/km": { zh: "分/公里", en: "points per km" },
  "points/SD": { zh: "分/标准差", en: "points per SD" },
  logit: { zh: "对数优势", en: "logit" },
  "logit/year": { zh: "对数优势/年", en: "logit a year" },
  "logit/km": { zh: "对数优势/公里", en: "logit per km" },
  "logit/SD": { zh: "对数优势/标准差", en: "logit per SD" },
  log: { zh: "对数", en: "log" },
  "log points": { zh: "对数点", en: "log points" },
  "log/share": { zh: "对数/比例", en: "log per share" },
  "log/SD": { zh: "对数/标准差", en: "log per SD" },
  elasticity: { zh: "弹性", en: "elasticity" },
  year: { zh: "年", en: "year" },
  years: { zh: "年", en: "years" },
  grade: { zh: "年级", en: "grade" },
  choice: { zh: "选项", en: "choice" },
  "0/1": { zh: "0 或 1", en: "0 or 1" },
  "0 or 1": { zh: "0 或 1", en: "0 or 1" },
  yuan: { zh: "元", en: "yuan" },
  "yuan/year": { zh: "元/年", en: "yuan a year" },
  "yuan/pupil/year": { zh: "元/生·年", en: "yuan per pupil and year" },
  "yuan/boarder/year": { zh: "元/寄宿生·年", en: "yuan per boarder and year" },
  "yuan/rider/year": { zh: "元/乘车学生·年", en: "yuan per rider and year" },
  "yuan/teacher/year": { zh: "元/教师·年", en: "yuan per teacher and year" },
  "yuan/member/year": { zh: "元/成员校·年", en: "yuan per member school and year" },
  "yuan/site/year": { zh: "元/所·年", en: "yuan per site and year" },
  "yuan/place": { zh: "元/学位", en: "yuan per place" },
  "yuan/bed": { zh: "元/床位", en: "yuan per bed" },
  "yuan/room": { zh: "元/间", en: "yuan per room" },
  "yuan/m²": { zh: "元/平方米", en: "yuan per m²" },
};

/** A unit in the reader's language; one without a translation keeps its name. */
export function unitName(unit: string, locale: Locale): string {
  return UNITS[unit]?.[locale] ?? unit;
}

/** The scale for values up to `largest` in size: percent for shares, 万 and 亿 or thousands, millions and billions for counts and money. */
export function outcomeScale(outcome: OutcomeId, largest: number, locale: Locale): OutcomeScale {
  const { unit } = OUTCOMES[outcome];
  const name = unitName(unit, locale);
  if (unit === "share") return { divisor: 0.01, unit: "%" };
  const steps: readonly (readonly [number, string])[] =
    locale === "zh"
      ? [
          [1e8, "亿"],
          [1e4, "万"],
        ]
      : [
          [1e9, "billion "],
          [1e6, "million "],
          [1e4, "thousand "],
        ];
  const step = steps.find(([size]) => Math.abs(largest) >= size);
  if (!step) return { divisor: 1, unit: name };
  return { divisor: step[1].startsWith("thousand") ? 1e3 : step[0], unit: step[1] + name };
}

/** A value in the units of its scale, three significant figures. */
export function scaled(value: number, { divisor }: OutcomeScale): string {
  return significant(value / divisor);
}

/** A difference in the units of its scale with its sign, two significant figures; percentage points from 1 up with one decimal. */
export function scaledDifference(value: number, { divisor }: OutcomeScale): string {
  if (divisor === 0.01 && Math.abs(value) >= 0.01) return points(value);
  const text = significant(value / divisor, 2);
  return value > 0 && text !== "0" ? `+${text}` : text;
}

/** Tick labels for an axis whose ticks lie `step` apart: just the decimals that tell them apart. */
export function tickText(value: number, step: number, { divisor }: OutcomeScale): string {
  const shown = Math.abs(step / divisor);
  const decimals = shown > 0 ? Math.max(0, -Math.floor(Math.log10(shown) + 1e-9)) : 0;
  const number = value / divisor;
  const text = Math.abs(number).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return number < 0 && Number(text.replaceAll(",", "")) !== 0 ? `−${text}` : text;
}
