import { PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";

/** Stages of compulsory education that have parameters of their own. */
export const STAGES = ["primary", "junior"] as const;
export type Stage = (typeof STAGES)[number];

const suffixOf = (stage: Stage) => `_${stage}`;

/** The stage a parameter speaks of, by the ending of its id; undefined where it speaks of both. */
export function stageOf(id: string): Stage | undefined {
  return STAGES.find((stage) => id.endsWith(suffixOf(stage)));
}

/**
 * Parameters that come once for each stage, by the name they share: `funding.per_pupil` stands for `funding.per_pupil_primary`
 * and `funding.per_pupil_junior`.
 */
export const FAMILIES: ReadonlyMap<string, readonly ParameterId[]> = new Map(
  PARAMETER_IDS.filter((id) => stageOf(id) === "primary").flatMap((primary) => {
    const name = primary.slice(0, -suffixOf("primary").length);
    const members = STAGES.map((stage) => PARAMETER_IDS.find((id) => id === name + suffixOf(stage)));
    const isWhole = members.every((member) => member !== undefined) && !PARAMETER_IDS.some((id) => id === name);
    return isWhole ? [[name, members] as const] : [];
  }),
);
