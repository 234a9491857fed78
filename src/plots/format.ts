import type { Locale } from "../core/bilingual.ts";

const MINUS = "−";

/** A number at `digits` significant figures without exponent or trailing zeros beyond them; `−` for minus. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "—";
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.max(0, digits - 1 - magnitude);
  const step = 10 ** Math.max(0, magnitude + 1 - digits);
  const text =
    decimals > 0 ? Math.abs(value).toFixed(Math.min(decimals, 6)) : String(Math.round(Math.abs(value) / step) * step);
  const sign = value < 0 && Number(text) !== 0 ? MINUS : "";
  return sign + group(text);
}

/** Commas between thousands of the whole part. */
function group(text: string): string {
  const [whole, fraction] = text.split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A share (0–1) as a percentage: whole from 10 %, one decimal below and close to 100 %. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return "—";
  return `${percentNumber(share)}%`;
}

function percentNumber(share: number): string {
  const value = share * 100;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 0.05) return value < 0 ? `−0.1` : "<0.1";
  const isFine = size < 9.95 || (size > 99 && size < 99.95);
  const text = size.toFixed(isFine ? 1 : 0);
  return (value < 0 ? MINUS : "") + text;
}

/** An interval of shares, such as `18–27%`. */
export function percentRange(low: number, high: number): string {
  return `${percentNumber(low)}–${percentNumber(high)}%`;
}

/** A difference of shares in percentage points with its sign, without unit: `+6.1`, `−0.4`, `0.0`. */
export function points(difference: number): string {
  if (!Number.isFinite(difference)) return "—";
  const value = difference * 100;
  const text = Math.abs(value).toFixed(Math.abs(value) < 99.5 ? 1 : 0);
  return withSign(value, text);
}

/** A size in percentage points without sign, such as a Monte-Carlo error: one decimal, two below 0.1. */
export function pointSize(size: number): string {
  const value = Math.abs(size) * 100;
  return value.toFixed(value > 0 && value < 0.095 ? 2 : 1);
}

function withSign(value: number, text: string): string {
  if (Number(text) === 0) return text;
  return (value < 0 ? MINUS : "+") + text;
}

/** Percentage points spelled out in the reader's language, such as `+6.1 个百分点`. */
export function pointsInWords(difference: number, locale: Locale): string {
  return locale === "zh" ? `${points(difference)} 个百分点` : `${points(difference)} percentage points`;
}

/** A large number in the reader's own steps: 万 and 亿, or million and billion. */
export function amount(value: number, locale: Locale): string {
  const size = Math.abs(value);
  if (locale === "zh") {
    if (size >= 1e8) return `${significant(value / 1e8)} 亿`;
    if (size >= 1e4) return `${significant(value / 1e4)} 万`;
  } else {
    if (size >= 1e9) return `${significant(value / 1e9)} bn`;
    if (size >= 1e6) return `${significant(value / 1e6)} m`;
  }
  return significant(value);
}

/** A goal as people say it: `1/3` for a third, else a percentage. */
export function goalShare(share: number): string {
  return Math.abs(share - 1 / 3) < 0.002 ? "1/3" : percent(share);
}

/** A tolerance as a percentage without needless decimals: `3%`, `2.5%`. */
export function toleranceText(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** A tick in percentage points with its sign and as many decimals as it needs. */
export function axisPoints(difference: number): string {
  const text = String(Math.round(Math.abs(difference) * 1e4) / 100);
  return text === "0" ? "0" : (difference < 0 ? MINUS : "+") + text;
}
