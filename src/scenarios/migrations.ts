import type { Bilingual } from "../core/bilingual.ts";
import type { Place } from "./place.ts";

/**
 * What becomes of one thing when the model goes from one version to the next.
 *
 * `rename`, `rescale` and `rename-key` are necessary: they keep what the file means, run by themselves and are reported. `judge` says
 * that numbers written for the older model mean something else now: they need a person, and the file is refused until one
 * has looked. An uncertainty `dist: prior` holds no number of its own, so `judge` moves it to the successor by itself.
 *
 * A name that stands for a parameter of each stage is a name of its own here.
 */
export type Step =
  | { readonly kind: "rename"; readonly parameter: string; readonly to: string }
  /** Values in the old unit, times an exact decimal factor, are values in the new one. */
  | { readonly kind: "rescale"; readonly parameter: string; readonly times: string; readonly unit: string }
  /** `map` is a map of the grammar, by its name there. */
  | { readonly kind: "rename-key"; readonly map: string; readonly key: string; readonly to: string }
  | JudgementStep;

export interface JudgementStep {
  readonly kind: "judge";
  readonly parameter: string;
  /** The parameter that takes its place; absent where the old one keeps its id. */
  readonly to?: string;
  /** What changed. */
  readonly reason: Bilingual;
  /** What to write instead. */
  readonly advice: Bilingual;
}

/** The steps from one version of the registry to the next. */
export interface Migration {
  readonly from: number;
  readonly steps: readonly Step[];
}

/** One word or number of a file that a migration writes anew. */
export interface Edit {
  readonly place: Place;
  readonly old: string | number;
  readonly now: string | number;
}

/** Every migration, oldest first. A step is never changed once files have been migrated by it. */
export const MIGRATIONS: readonly Migration[] = [
  {
    from: 1,
    steps: [
      {
        kind: "judge",
        parameter: "stocks.equipment_depreciation",
        to: "stocks.equipment_life",
        reason: {
          zh: "设备不再按年折旧率减值，而是按购置批次到期报废",
          en: "equipment no longer loses a share of its value each year; each year's purchases are scrapped together at the end of their life",
        },
        advice: {
          zh: "改写 stocks.equipment_life（4至10年）；折旧率 0.125 大致相当于 8 年",
          en: "write stocks.equipment_life in years (4 to 10); 8 years are near a rate of 0.125",
        },
      },
      {
        kind: "judge",
        parameter: "certification.lapse_rate",
        to: "certification.recheck_rate",
        reason: {
          zh: "过去是每年被撤销认定的概率，现在是每年被复查的概率，复查不合格才撤销",
          en: "it was the chance of losing the certificate in a year; now it is the chance of being checked again, and only a county that falls short loses it",
        },
        advice: {
          zh: "改写 certification.recheck_rate：要撤销得一样多，数值应当更大",
          en: "write certification.recheck_rate: a larger number withdraws as many certificates",
        },
      },
      {
        kind: "judge",
        parameter: "certification.gaming_share",
        reason: {
          zh: "过去是掩盖缺口的比例（1 表示标准值的一半），现在是标准值中最多可以掩盖的比例，逐项逐校计算",
          en: "it was measured so that 1 hid half of a requirement; now it is the largest part of a threshold that is hidden, item by item and school by school",
        },
        advice: {
          zh: "核对数值；同样的程度大致是原数值的一半",
          en: "check the number: half of the old one is about as much",
        },
      },
      {
        kind: "judge",
        parameter: "certification.audit_detection",
        reason: {
          zh: "过去是一个县的虚报被发现的概率，现在是每一项虚报被发现的概率",
          en: "it was the chance that a county's misreporting is found; now it is the chance for each hidden item",
        },
        advice: {
          zh: "核对数值；虚报几项的县要同样容易被发现，数值应当更小",
          en: "check the number: a smaller one finds a county with several hidden items as often",
        },
      },
      {
        kind: "judge",
        parameter: "teachers.transfer_rate",
        reason: {
          zh: "过去是乡村教师调往城镇的比率，现在是乡村教师中谋求调动的比例，其中只有一部分调成",
          en: "it was the rate at which village teachers moved to town; now it is the share who look for another post, of whom only some find one",
        },
        advice: {
          zh: "核对数值；要调走得一样多，数值应当更大",
          en: "check the number: a larger one moves as many",
        },
      },
    ],
  },
];

/** The migration step that ended a parameter's id, and the model that still had it; undefined where no model had it. */
export function endOf(parameter: string): { readonly from: number; readonly to: string | undefined } | undefined {
  for (const { from, steps } of MIGRATIONS) {
    for (const step of steps) {
      if (step.kind === "rename" && step.parameter === parameter) return { from, to: step.to };
      if (step.kind === "judge" && step.parameter === parameter && step.to !== undefined) return { from, to: step.to };
    }
  }
  return undefined;
}
