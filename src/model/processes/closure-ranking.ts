import { teacherCost } from "../rural-pay.ts";
import { SMALLEST_IN_SCOPE } from "../scope.ts";
import { EDITION_2017 } from "../../standard/editions/2017.ts";
import { stageRule } from "../../standard/stage-rule.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { createObservation, observe, type Observation } from "../observe.ts";
import { teachersAimedAt } from "../staffing.ts";
import { PRIMARY, VILLAGE, wayKm, type CountyState } from "../state.ts";
import { FAR_KM } from "./closure-moves.ts";
import { destinationOf, stageOf } from "./receiving-school.ts";

/** Positions of the choices of `consolidation.rule`. */
export const THRESHOLD = 0;
const COST_SAVING = 1;
const LEAST_DISRUPTION = 2;
const CERTIFICATION = 3;

/** A village school below this size that cannot close becomes a teaching point of grades 1–4 (pupils; the standard's line). */
export const SMALLEST_SCHOOL = SMALLEST_IN_SCOPE;

const WIDTH = 7;
/** Stocks that follow the pupils, by indicator: degrees, backbone, specialists and equipment; rooms and grounds do not. */
const FOLLOWS = [1, 1, 1, 0, 0, 1, 0] as const;
const LIMITS = (["primary", "junior"] as const).map((stage) => stageRule(EDITION_2017, stage).coefficientLimit);

/** How much the county wants a site closed: larger first. `receiver` is −1 for a site that would stay as a teaching point. */
type Score = (site: number, receiver: number) => number;

/**
 * Puts the year's proposals in order (rule NET-11). The lot has chosen how many: as many candidates with a receiver are proposed
 * as it took, and as many without, under every rule; the rule decides which. Without a rule the lot's choice stands.
 *
 * @param candidates Sites with pupils below the threshold, in order.
 * @param isDrawn Whether the lot proposes the candidate.
 */
export function rankProposals(
  state: CountyState,
  context: YearContext,
  candidates: readonly number[],
  isDrawn: (site: number) => boolean,
): number[] {
  const rule = context.value("consolidation.rule");
  const drawn = candidates.filter(isDrawn);
  if (rule === THRESHOLD || drawn.length === 0) return drawn;
  const score = scoreOf(rule, state, context);
  const destinations = new Map(candidates.map((site) => [site, destinationOf(state, context, site)]));
  const isFree = (site: number) => destinations.get(site)!.block === "none";
  const free = best(candidates.filter(isFree), drawn.filter(isFree).length, (site) =>
    score(site, destinations.get(site)!.receiver),
  );
  // Blocked sites stay; only for the certificate does it matter which of them fall under the standard's line.
  const blocked = drawn.filter((site) => !isFree(site));
  if (rule !== CERTIFICATION) return [...free, ...blocked];
  const all = candidates.filter((site) => !isFree(site));
  return [...free, ...best(all, blocked.length, (site) => score(site, -1))];
}

/** The `wanted` sites of the highest score, highest first; ties by site. */
function best(sites: readonly number[], wanted: number, score: (site: number) => number): number[] {
  const scores = new Map(sites.map((site) => [site, score(site)]));
  return [...sites].sort((a, b) => scores.get(b)! - scores.get(a)! || a - b).slice(0, wanted);
}

function scoreOf(rule: number, state: CountyState, context: YearContext): Score {
  if (rule === COST_SAVING) return (site, receiver) => savingPerPupil(state, context, site, receiver);
  if (rule === LEAST_DISRUPTION) {
    return (site, receiver) => -siteEnrolment(state.sites, site) * wayKm(state.sites, site, receiver);
  }
  return balanceGain(state);
}

/**
 * Yearly money a closure saves per pupil moved (yuan): operating money above that of the same pupils at the receiver, pay of
 * the teachers whom a small school needs beyond the ratio, less the buses. The receiver is taken to be large enough for the ratio.
 */
function savingPerPupil(state: CountyState, context: YearContext, site: number, receiver: number): number {
  const { sites } = state;
  const n = siteEnrolment(sites, site);
  const stage = stageOf(state, site);
  const perPupil = stage === 0 ? "funding.per_pupil_primary" : "funding.per_pupil_junior";
  const lift = sites.setting[site] === VILLAGE ? 1 + context.value("funding.remoteness_supplement") : 1;
  const funded = Math.max(n, context.valueAt("funding.small_school_floor", sites.setting[site]!)) * lift;
  const there = context.schoolValue(perPupil, sites, receiver);
  const operating = context.schoolValue(perPupil, sites, site) * funded - there * n;
  const ratio = context.value(
    stage === 0 ? "teachers.pupils_per_teacher_primary" : "teachers.pupils_per_teacher_junior",
  );
  const perClass = context.value("teachers.teachers_per_class_small");
  const spare = teachersAimedAt(n, sites.classes[site * 2 + stage]!, ratio, perClass) - n / ratio;
  const pay = spare * teacherCost(state, context);
  const busShare = context.valueAt("consolidation.bus_share", sites.setting[receiver]!);
  const riders = wayKm(sites, site, receiver) > FAR_KM ? n * busShare : 0;
  return (operating + pay - riders * context.value("consolidation.bus_cost")) / n;
}

/** Enrolment and, by indicator, amounts and amounts² ÷ pupils of a stage's schools in scope: what the coefficients are made of. */
interface Sums {
  pupils: number;
  readonly amounts: Float64Array;
  readonly squares: Float64Array;
}

/**
 * Fall of the county's binding squared differential coefficients, over the squared limit, if a site closed into its receiver or,
 * without one, fell under the line below which the standard leaves teaching points out. Binding are the coefficients that
 * miss their limit; all fourteen where none does.
 *
 *     CV² = P · Σ (Aᵢ² / Pᵢ) / (Σ Aᵢ)² − 1
 */
function balanceGain(state: CountyState): Score {
  const { sites } = state;
  const observation = observe(state, createObservation(sites.count));
  const rows = [0, 1].map((stage) => rowsOf(observation, stage, sites.count));
  const sums = [sumsOf(observation, 0), sumsOf(observation, 1)];
  const misses = sums.map((sum, stage) =>
    Array.from({ length: WIDTH }, (_, k) => squaredCoefficient(sum, k) > LIMITS[stage]! * LIMITS[stage]!),
  );
  const anyMisses = misses.some((stage) => stage.includes(true));
  return (site, receiver) => {
    const stage = stageOf(state, site);
    const isSchool = sites.kind[site] === PRIMARY && siteEnrolment(sites, site) < SMALLEST_SCHOOL;
    if (receiver < 0 && !isSchool) return 0;
    const row = rows[stage]![site]!;
    const to = receiver < 0 ? -1 : rows[stage]![receiver]!;
    const after = sumsAfter(observation, stage, sums[stage]!, row, to, receiver < 0 ? 0 : siteEnrolment(sites, site));
    let gain = 0;
    for (let k = 0; k < WIDTH; k++) {
      if (anyMisses && !misses[stage]![k]) continue;
      gain += squaredCoefficient(sums[stage]!, k) - squaredCoefficient(after, k);
    }
    return gain / (LIMITS[stage]! * LIMITS[stage]!);
  };
}

/** Row of each site in a stage's return; −1 where it is out of scope. */
function rowsOf(observation: Observation, stage: number, count: number): Int16Array {
  const rows = new Int16Array(count).fill(-1);
  for (let row = 0; row < observation.tables[stage as 0 | 1].count; row++)
    rows[observation.siteOf[stage as 0 | 1][row]!] = row;
  return rows;
}

function sumsOf(observation: Observation, stage: number): Sums {
  const { count, pupils, amounts } = observation.tables[stage as 0 | 1];
  const sums = { pupils: 0, amounts: new Float64Array(WIDTH), squares: new Float64Array(WIDTH) };
  for (let row = 0; row < count; row++) {
    sums.pupils += pupils[row]!;
    for (let k = 0; k < WIDTH; k++) {
      const amount = amounts[row * WIDTH + k]!;
      sums.amounts[k]! += amount;
      sums.squares[k]! += (amount * amount) / pupils[row]!;
    }
  }
  return sums;
}

/** The sums once the school in `row` (−1: out of scope) is gone and its pupils and movable stocks are in row `to` (−1: nowhere). */
function sumsAfter(observation: Observation, stage: number, sums: Sums, row: number, to: number, moving: number): Sums {
  const { pupils, amounts } = observation.tables[stage as 0 | 1];
  const after = { pupils: sums.pupils, amounts: sums.amounts.slice(), squares: sums.squares.slice() };
  if (row >= 0) after.pupils -= pupils[row]!;
  if (to >= 0) after.pupils += moving;
  for (let k = 0; k < WIDTH; k++) {
    const gone = row >= 0 ? amounts[row * WIDTH + k]! : 0;
    after.amounts[k]! -= gone;
    if (row >= 0) after.squares[k]! -= (gone * gone) / pupils[row]!;
    if (to < 0) continue;
    const before = amounts[to * WIDTH + k]!;
    const now = before + gone * FOLLOWS[k]!;
    after.amounts[k]! += now - before;
    after.squares[k]! += (now * now) / (pupils[to]! + moving) - (before * before) / pupils[to]!;
  }
  return after;
}

function squaredCoefficient(sums: Sums, k: number): number {
  const total = sums.amounts[k]!;
  return total > 0 ? Math.max(0, (sums.pupils * sums.squares[k]!) / (total * total) - 1) : 0;
}
