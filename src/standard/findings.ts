import type { Relation } from "./editions/edition.ts";
import { roundedAsReported } from "./reporting.ts";
import { TIE } from "./tolerance.ts";
import type { Finding, NotAssessedReason } from "./verdict.ts";

/** Whether a value meets a threshold, the rounding of floating-point division aside. */
export function meets(value: number, relation: Relation, threshold: number): boolean {
  switch (relation) {
    case "at-least":
      return value >= threshold * (1 - TIE);
    case "at-most":
      return value <= threshold * (1 + TIE);
    case "below":
      return value < threshold * (1 - TIE);
    default:
      return relation satisfies never;
  }
}

/**
 * The finding for a number; `undefined` or NaN is not assessed, for the reason given.
 *
 * @param decimals Decimals on the form, where the form rounds; the finding then says whether rounding changes it.
 */
export function measured(
  value: number | undefined,
  relation: Relation,
  threshold: number,
  reason: NotAssessedReason = "not-reported",
  decimals?: number,
): Finding {
  if (value === undefined || Number.isNaN(value)) return notAssessed(reason);
  const isMet = meets(value, relation, threshold);
  const distance = relation === "at-least" ? value - threshold : threshold - value;
  const roundedMet = decimals === undefined ? isMet : meets(roundedAsReported(value, decimals), relation, threshold);
  return {
    status: isMet ? "met" : "missed",
    kind: "measured",
    value,
    relation,
    threshold,
    by: Math.abs(distance),
    margin: distance / threshold,
    roundedDiffers: roundedMet !== isMet,
  };
}

/** The finding for a yes-or-no question. */
export function answered(answer: boolean | undefined, required: boolean): Finding {
  if (answer === undefined) return notAssessed("not-reported");
  return { status: answer === required ? "met" : "missed", kind: "answered", answer, required };
}

/** The finding for what could not be assessed. */
export function notAssessed(reason: NotAssessedReason): Finding {
  return { status: "not-assessed", reason };
}
