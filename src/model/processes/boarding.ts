import { binomial } from "../../core/distributions.ts";
import type { Stream } from "../../core/stream.ts";
import { drawWithoutReplacement } from "../../core/urn.ts";
import { BAND_GRADES, bandOf, boardingOdds, boardingTermsOf, mayBoard, type BoardingTerms } from "../boarding.ts";
import type { YearContext } from "../context.ts";
import { followBoarders } from "../pupil-trail.ts";
import {
  cell,
  GRADES,
  GROUPS,
  homeOf,
  HOMES,
  incomeOf,
  INCOMES,
  KINDS,
  LOW_INCOME,
  type CountyState,
} from "../state.ts";

/** Bands of grades in the order in which they are given beds: 7–9, 4–6, 1–3 (assumed: the oldest first). */
const BANDS = [2, 1, 0] as const;
/** First number of the lottery for beds; the numbers of those who would board lie below. */
const BED_LOTTERY = GROUPS * 64;

/**
 * Those of one band who would board, by group, and those who find no bed. Only in grades 1–3 residency is kept apart; above, the pupils of
 * an income class and home are drawn together, in the place of the local ones, because their chance is the same.
 */
const wouldBoard = new Int32Array(GROUPS);
const urn = new Int32Array(GROUPS);
const withoutBed = new Int32Array(GROUPS);

/**
 * In September pupils from far away move into the dormitories as far as there are beds; the others go a long way every day.
 * Rules BOA-1 to BOA-3.
 *
 * Reads `pupils`, `sites.travelKm`, `.beds`; writes `sites.boarders`, `youngBoarders` and the tallies of boarders and long commuters. Draws one binomial
 * per band, income class and home (in grades 1–3 also residency) of pupils who may board, and where beds are short one draw without replacement per site and band.
 */
export function board(state: CountyState, context: YearContext): void {
  const { value, stream, trail } = context;
  const { sites } = state;
  trail?.boards.fill(0);
  const terms = boardingTermsOf(value);
  const draws = stream("boarding");
  sites.boarders.fill(0);
  state.youngBoarders.fill(0);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || !isFarFromHome(state, site, terms)) continue;
    let beds = sites.beds[site]!;
    for (const band of BANDS) {
      const n = drawBand(state, site, band, terms[band === 2 ? 1 : 0], draws);
      if (n === 0) continue;
      const boarding = Math.min(n, beds);
      giveBeds(state, site, band, n - boarding, draws);
      if (trail) followBand(context, site, band, terms[band === 2 ? 1 : 0].lowestGrade);
      beds -= boarding;
    }
  }
}

function isFarFromHome({ sites }: CountyState, site: number, terms: readonly [BoardingTerms, BoardingTerms]): boolean {
  for (let i = 0; i < 2 * HOMES; i++)
    if (sites.travelKm[site * 2 * HOMES + i]! > terms[i < HOMES ? 0 : 1].fromKm) return true;
  return false;
}

/** Draws who of a band would board; returns their number. */
function drawBand(state: CountyState, site: number, band: number, terms: BoardingTerms, draws: Stream): number {
  const { travelKm } = state.sites;
  const entity = address(site, band);
  let total = 0;
  wouldBoard.fill(0);
  for (let home = 0; home < HOMES; home++) {
    const way = travelKm[(site * 2 + terms.stage) * HOMES + home]!;
    if (!mayBoard(terms, GRADES, way)) continue;
    for (let income = 0; income < INCOMES; income++) {
      const first = income * KINDS + home;
      if (countEligible(state, site, band, first, terms.lowestGrade) === 0) continue;
      const odds = boardingOdds(terms, band * BAND_GRADES, income, way);
      for (let group = first; group < (band === 0 ? first + KINDS : first + 1); group += HOMES) {
        if (urn[group] === 0) continue;
        total += wouldBoard[group] = binomial(urn[group]!, odds / (1 + odds), draws, entity, group * 64);
      }
    }
  }
  return total;
}

/**
 * Counts the pupils of an income class and home, whose local group is `first`, who may board: in grades 1–3 by residency, above all of them in
 * the place of the local ones. Returns their sum.
 */
function countEligible(
  { pupils }: CountyState,
  site: number,
  band: number,
  first: number,
  lowestGrade: number,
): number {
  const start = band * BAND_GRADES;
  let [local, leftBehind, migrant] = [0, 0, 0];
  for (let grade = Math.max(start, lowestGrade); grade < start + BAND_GRADES; grade++) {
    const at = cell(site, grade, first);
    local += pupils[at]!;
    leftBehind += pupils[at + HOMES]!;
    migrant += pupils[at + 2 * HOMES]!;
  }
  const sum = local + leftBehind + migrant;
  urn[first] = band === 0 ? local : sum;
  if (band === 0) {
    urn[first + HOMES] = leftBehind;
    urn[first + 2 * HOMES] = migrant;
  }
  return sum;
}

function address(site: number, band: number): number {
  return site * BANDS.length + band;
}

/** Draws who of a band finds no bed, and counts boarders and those who commute instead. */
function giveBeds(state: CountyState, site: number, band: number, short: number, draws: Stream): void {
  const { sites, tally } = state;
  withoutBed.fill(0);
  if (short > 0) drawWithoutReplacement(wouldBoard, short, withoutBed, draws, address(site, band), BED_LOTTERY);
  tally.longCommuters += short;
  for (let group = 0; group < GROUPS; group++) {
    const n = wouldBoard[group]! - withoutBed[group]!;
    if (n === 0) continue;
    sites.boarders[site * 2 + (band === 2 ? 1 : 0)]! += n;
    if (incomeOf(group) === LOW_INCOME) tally.boardersLowIncome += n;
    if (band > 0) continue;
    tally.youngBoarders += n;
    state.youngBoarders[group]! += n;
  }
}

/** Marks the traced pupils among the boarders of a band: those of a group, above grade 3 of an income class and home. */
function followBand(context: YearContext, site: number, band: number, lowestGrade: number): void {
  const drawnAs = (group: number) => (band === 0 ? group : incomeOf(group) * KINDS + homeOf(group));
  for (let drawn = 0; drawn < GROUPS; drawn++) {
    const boarders = wouldBoard[drawn]! - withoutBed[drawn]!;
    if (boarders === 0) continue;
    const isAmong = (at: number, grade: number, group: number) =>
      at === site && bandOf(grade) === band && grade >= lowestGrade && drawnAs(group) === drawn;
    followBoarders(context, isAmong, boarders, urn[drawn]!);
  }
}
