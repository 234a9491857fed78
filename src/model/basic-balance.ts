import { EDITION_2012 } from "../standard/editions/2012.ts";
import { STAGES } from "../standard/stage-table.ts";
import { ITEMS, type Readiness } from "./readiness.ts";

/** What the standard of 2012 asks about a county. */
export interface BasicStanding {
  /** Composite differential coefficient of the primary and the junior stage. */
  readonly composite: readonly [number, number];
  /** Score of the county government's work, points of 100. */
  readonly governmentScore: number;
  /** Schools in scope, and those below the provincial baseline. */
  readonly schools: number;
  readonly failingSchools: number;
  /** The county's own forecast of passing (share). */
  readonly forecast: number;
}

const BALANCE = ITEMS.indexOf("balance");
const GOVERNMENT = ITEMS.indexOf("government");

/**
 * A county's readiness under the standard of 2012, in the form the queue reads (CER-17): composite coefficients of at most 0.65 and
 * 0.55, 85 points for the government, every school at the provincial baseline. Items of 2017 that 2012 does not ask are met.
 */
export function basicReadiness(standing: BasicStanding): Readiness {
  const { composite, governmentScore, schools, failingSchools, forecast } = standing;
  const margins = new Float64Array(ITEMS.length).fill(Infinity);
  STAGES.forEach((stage, s) => {
    margins[BALANCE] = Math.min(margins[BALANCE]!, 1 - composite[s]! / EDITION_2012.compositeLimit[stage]);
  });
  margins[GOVERNMENT] = governmentScore / leastScore() - 1;
  const binding = margins[BALANCE]! <= margins[GOVERNMENT]! ? BALANCE : GOVERNMENT;
  const isReady = margins[binding]! >= 0 && failingSchools === 0;
  return {
    strict: margins,
    margins,
    reported: margins,
    binding,
    isReady,
    looksReady: margins[binding]! >= 0,
    hidden: new Int32Array(4),
    relaxations: 0,
    uncured: 0,
    forecast,
    schools,
    failingSchools,
    failingAtTier: failingSchools,
    monitored: 2,
    tier: 1,
    credit: 0,
    looksReadyAtTier: isReady,
  };
}

/** Points the edition asks of the government's work. */
function leastScore(): number {
  const [condition] = EDITION_2012.government[0]!.conditions;
  return condition?.kind === "number" ? condition.threshold : 0;
}
