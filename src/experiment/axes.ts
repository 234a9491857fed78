import type { Uncertainty } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import type { JointDraw, ShareGroupId } from "../model/share-groups.ts";

/** What a scenario draws. */
export interface Drawn {
  readonly uncertainties: readonly Uncertainty[];
  readonly jointDraws?: readonly JointDraw[];
}

/** What one uniform number of a member stands for: a parameter, or one of the two cuts that divide the shares of a group. */
export type AxisId = ParameterId | `${ShareGroupId}#central` | `${ShareGroupId}#province`;

/** The cuts of a group: the central share, and the province's share of what is left. */
export function cutsOf(shares: ShareGroupId): readonly [central: AxisId, province: AxisId] {
  return [`${shares}#central`, `${shares}#province`];
}

/** Axes of what a scenario draws, in order. */
export function axesOf({ uncertainties, jointDraws = [] }: Drawn): readonly AxisId[] {
  return [...uncertainties.map(({ parameter }) => parameter), ...jointDraws.flatMap(({ shares }) => cutsOf(shares))];
}
