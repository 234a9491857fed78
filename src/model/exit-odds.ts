import { REGULATED_SIZE } from "./class-size.ts";
import { exp } from "../core/elementary.ts";
import { normal } from "../core/normal.ts";
import type { YearContext } from "./context.ts";
import { ruralPayEffect } from "./rural-pay.ts";
import { teaches, VILLAGE, type CountyState } from "./state.ts";

/** Age in months up to which a teacher counts as young. */
export const YOUNG_UNTIL = 30 * 12;
/** Entity of the county's yearly effect in the stream of teachers; ids of teachers are smaller. */
const COUNTY_EFFECT = 0x7ffffff0;

/** Who leaves the profession this year: odds by site and stage and factors on them by person. */
export interface ExitRisk {
  /** Odds p / (1 − p) of a teacher of 30 or older who teaches at home: index `site × 2 + stage`. */
  readonly odds: Float64Array;
  /** Factors by who the teacher is: index young + 2 · posted away + 4 · unwilling (rules EXI-3, EXI-4). */
  readonly factors: Float64Array;
  /** Highest chance to leave that anyone has. */
  readonly highest: number;
}

/** The year's risks (rules EXI-1 to EXI-6). Draws one normal. */
export function exitRisk(state: CountyState, context: YearContext): ExitRisk {
  const odds = exitOdds(state, context);
  const factors = personalFactors(context);
  let highest = 0;
  for (let at = 0; at < odds.length; at++) highest = Math.max(highest, odds[at]!);
  highest *= Math.max(...factors);
  return { odds, factors, highest: highest / (1 + highest) + 1e-9 };
}

/**
 * Odds by site and stage: village or other base rate (rule EXI-1), pay of village teachers (EXI-2), classes above the regulated
 * size (EXI-5), county and year (EXI-6).
 */
export function exitOdds(state: CountyState, context: YearContext): Float64Array {
  const { sites } = state;
  const effect = exp(context.value("teachers.exit_county_sd") * normal(context.stream("teacher.year"), COUNTY_EFFECT));
  const village = effect * oddsOf(context.value("teachers.exit_rate_rural")) * exp(ruralPayEffect(state, context));
  const other = effect * oddsOf(context.value("teachers.exit_rate_urban"));
  const perTenPupils = context.value("teachers.exit_class_effect");
  const odds = new Float64Array(sites.count * 2);
  for (let site = 0; site < sites.count; site++) {
    const base = sites.setting[site] === VILLAGE ? village : other;
    for (let stage = 0; stage < 2; stage++) {
      if (!teaches(sites.kind[site]!, stage)) continue;
      const excess = sites.largestClass[site * 2 + stage]! - REGULATED_SIZE[stage as 0 | 1];
      odds[site * 2 + stage] = excess > 0 ? base * exp((perTenPupils * excess) / 10) : base;
    }
  }
  return odds;
}

/** Factors on the odds of exit by who the teacher is: index young + 2 · posted away + 4 · unwilling (rules EXI-3, EXI-4). */
function personalFactors(context: YearContext): Float64Array {
  const effects = [
    context.value("teachers.exit_young_effect"),
    context.value("teachers.exit_away_effect"),
    context.value("rotation.exit_effect"),
  ];
  return Float64Array.from({ length: 8 }, (_, who) =>
    exp(effects.reduce((sum, effect, k) => ((who >> k) & 1 ? sum + effect : sum), 0)),
  );
}

function oddsOf(chance: number): number {
  return chance / (1 - chance);
}
