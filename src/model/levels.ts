import type { StageAssessment } from "../standard/assess-stage.ts";
import { RESOURCE_INDICATORS, STAGES } from "../standard/stage-table.ts";

/** What is kept of each indicator and stage: county means weighted by pupils, pupils, coefficients, and counties with schools. */
export const LEVEL_PARTS = ["mean", "pupils", "coefficient", "counties"] as const;

/** Indicators of both stages: index `stage × 7 + indicator`. */
export const STAGE_INDICATORS: readonly { readonly stage: (typeof STAGES)[number]; readonly indicator: string }[] =
  STAGES.flatMap((stage) => RESOURCE_INDICATORS.map((indicator) => ({ stage, indicator })));

/** Width of the levels of one year. */
export const LEVELS = STAGE_INDICATORS.length * LEVEL_PARTS.length;

/**
 * Adds the level (mean over pupils) and the dispersion (differential coefficient) of each indicator of a county, so that a
 * smaller coefficient that comes with a lower level shows. Rule EQU-2.
 */
export function addLevels(
  stages: readonly Pick<StageAssessment, "mean" | "coefficient">[],
  pupils: readonly number[],
  weight: number,
  out: Float64Array,
): void {
  stages.forEach((stage, s) => {
    if (pupils[s] === 0) return;
    for (let k = 0; k < RESOURCE_INDICATORS.length; k++) {
      if (!Number.isFinite(stage.mean[k]!) || !Number.isFinite(stage.coefficient[k]!)) continue;
      const at = (s * RESOURCE_INDICATORS.length + k) * LEVEL_PARTS.length;
      out[at]! += weight * pupils[s]! * stage.mean[k]!;
      out[at + 1]! += weight * pupils[s]!;
      out[at + 2]! += weight * stage.coefficient[k]!;
      out[at + 3]! += weight;
    }
  });
}
