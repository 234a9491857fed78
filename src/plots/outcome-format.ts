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
  counties: { zh: "个县", en: "counties" },
  sites: { zh: "所（点）", en: "sites" },
  schools: { zh: "所", en: "schools" },
  km: { zh: "公里", en: "km" },
  persons: { zh: "人", en: "persons" },
  "persons/year": { zh: "人/年", en: "persons a year" },
  ratio: { zh: "比值", en: "ratio" },
  SD: { zh: "标准差", en: "SD" },
  yuan: { zh: "元", en: "yuan" },
  "yuan/year": { zh: "元/年", en: "yuan a year" },
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
