import type { Bilingual } from "../core/bilingual.ts";
import type { Switch } from "../model/constraint-switches.ts";
import { LAST_YEAR } from "../model/parameters.ts";
import { sameUntil } from "../model/same-until.ts";
import type { BoundScenario } from "./ensemble.ts";
import { rungTables } from "./constraint-ladder.ts";

/** What a comparison wants explained, by runs beside the visible ones. Positions are those of a world's traces. */
export interface HiddenRuns {
  readonly attribution?: {
    readonly scenario: string;
    readonly players: readonly { readonly id: string; readonly title: Bilingual }[];
    /** Trace of every coalition; player p takes part in coalition m where bit p of m is set. */
    readonly positions: readonly number[];
  };
  readonly ladder?: {
    readonly scenario: string;
    readonly order: readonly Switch[];
    /** Trace of every rung, from no limit to all of them. */
    readonly positions: readonly number[];
  };
}

/** What is to be explained, bound to the counties of a run. */
export interface ExplanationRequest {
  readonly attribution?: Omit<NonNullable<HiddenRuns["attribution"]>, "positions"> & {
    readonly coalitions: readonly BoundScenario[];
  };
  readonly ladder?: Omit<NonNullable<HiddenRuns["ladder"]>, "positions"> & { readonly bound: BoundScenario };
}

/**
 * Puts the scenarios that explanations need behind the visible ones. A scenario equal to one that runs already, in every value and
 * draw, is not run again: the coalition of one package is often a scenario of the comparison.
 */
export function addHiddenRuns(
  visible: readonly BoundScenario[],
  { attribution, ladder }: ExplanationRequest,
): { readonly all: readonly BoundScenario[]; readonly hidden: HiddenRuns } {
  const all = [...visible];
  const position = (bound: BoundScenario) => {
    const known = all.findIndex((other) => isSame(other, bound));
    return known >= 0 ? known : all.push(bound) - 1;
  };
  const coalitions = attribution?.coalitions.map(position);
  const rungs = ladder && rungTables(ladder.bound.table, ladder.order);
  const steps = rungs?.map((table) => position({ ...ladder!.bound, table }));
  return {
    all,
    hidden: {
      ...(attribution && {
        attribution: { scenario: attribution.scenario, players: attribution.players, positions: coalitions! },
      }),
      ...(ladder && { ladder: { scenario: ladder.scenario, order: ladder.order, positions: steps! } }),
    },
  };
}

function isSame(a: BoundScenario, b: BoundScenario): boolean {
  const drawsOf = ({ uncertainties, jointDraws = [] }: BoundScenario) => JSON.stringify([uncertainties, jointDraws]);
  if (drawsOf(a) !== drawsOf(b)) return false;
  return sameUntil(a.table, b.table, LAST_YEAR + 1);
}
