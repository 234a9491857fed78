import { exp, log } from "../core/elementary.ts";
import type { Value } from "./schools.ts";
import { cell, FIRST_JUNIOR_GRADE, GRADES, HOMES, INCOMES, KINDS, LOW_INCOME, type CountyState } from "./state.ts";

/** Ways are weighed up to this many km beyond the one from which a pupil may board (assumed: beyond it every family feels alike). */
const WEIGHED_KM = 6;
/** Leaning towards boarding at the shortest way that allows it, by stage (logit; set so that boarders of 2020 come near the shares of about 2017, P111, as far as the ways of the built-in counties allow). */
const LEANING = [1.5, 3] as const;

/** What decides whether a pupil of a stage boards, in one county and year. */
export interface BoardingTerms {
  readonly stage: number;
  /** Way from which a pupil may board (km). */
  readonly fromKm: number;
  /** Utility of a km less to go (logit). */
  readonly perKm: number;
  /** Disutility of boarding by band of grades: 1–3, 4–6, 7–9. */
  readonly disutility: readonly [number, number, number];
  readonly lowIncome: number;
  /** Lowest grade that may board, counted from 0. */
  readonly lowestGrade: number;
}

export function boardingTerms(value: Value, stage: number): BoardingTerms {
  return {
    stage,
    fromKm: value(stage === 0 ? "boarding.from_km_primary" : "boarding.from_km_junior"),
    perKm: value(stage === 0 ? "choice.distance_weight_primary" : "choice.distance_weight_junior"),
    disutility: [
      value("boarding.disutility_grades_1_3"),
      value("boarding.disutility_grades_4_6"),
      value("boarding.disutility_grades_7_9"),
    ],
    lowIncome: value("boarding.low_income_effect"),
    lowestGrade: value("boarding.lowest_grade") - 1,
  };
}

/** Grades of a band. */
export const BAND_GRADES = 3;

/** Band of grades in which families judge boarding alike: 0 for grades 1–3, 1 for 4–6, 2 for 7–9. */
export function bandOf(grade: number): number {
  return grade >= FIRST_JUNIOR_GRADE ? 2 : grade < 3 ? 0 : 1;
}

/** True if a pupil of a grade who lives that far away may board (rule BOA-1). */
export function mayBoard({ fromKm, lowestGrade }: BoardingTerms, grade: number, way: number): boolean {
  return way > fromKm && grade >= lowestGrade;
}

/** e to the utility of boarding over that of the daily way, for a pupil who may board: the odds of boarding (rule BOA-1). */
export function boardingOdds(terms: BoardingTerms, grade: number, income: number, way: number): number {
  const saved = terms.perKm * Math.min(way - terms.fromKm, WEIGHED_KM);
  const leaning = LEANING[terms.stage]! + (income === LOW_INCOME ? terms.lowIncome : 0);
  return exp(leaning + saved - terms.disutility[bandOf(grade)]!);
}

/** What the way to a place is worth: −b_d·min(way, longest) and, at a place with beds, the value of the choice to board there. */
export function accessUtility(
  terms: BoardingTerms,
  grade: number,
  income: number,
  way: number,
  longest: number,
  bedShare: number,
): number {
  const daily = -terms.perKm * Math.min(way, longest);
  if (bedShare === 0 || !mayBoard(terms, grade, way)) return daily;
  return daily + bedShare * log(1 + boardingOdds(terms, grade, income, way));
}

/** What decides whether pupils board, by stage. */
export function boardingTermsOf(value: Value): readonly [BoardingTerms, BoardingTerms] {
  return [boardingTerms(value, 0), boardingTerms(value, 1)];
}

/** Pupils of a stage at a site who are expected to board if there are beds for all (persons; rule BOA-1). */
export function expectedBoarders(
  { pupils, sites }: Pick<CountyState, "pupils" | "sites">,
  site: number,
  terms: BoardingTerms,
): number {
  const { stage } = terms;
  const [first, end] = stage === 0 ? [0, FIRST_JUNIOR_GRADE] : [FIRST_JUNIOR_GRADE, GRADES];
  let expected = 0;
  for (let home = 0; home < HOMES; home++) {
    const way = sites.travelKm[(site * 2 + stage) * HOMES + home]!;
    if (way <= terms.fromKm) continue;
    for (let band = bandOf(first); band <= bandOf(end - 1); band++) {
      const from = Math.max(band * BAND_GRADES, terms.lowestGrade);
      for (let income = 0; income < INCOMES; income++) {
        const n = countBand(pupils, site, from, (band + 1) * BAND_GRADES, income * KINDS + home);
        if (n === 0) continue;
        const odds = boardingOdds(terms, band * BAND_GRADES, income, way);
        expected += (n * odds) / (1 + odds);
      }
    }
  }
  return expected;
}

/** Pupils of an income class and home in the grades of a band, of all residencies (persons). */
function countBand(pupils: Int32Array, site: number, from: number, end: number, first: number): number {
  let n = 0;
  for (let grade = from; grade < end; grade++)
    for (let group = first; group < first + KINDS; group += HOMES) n += pupils[cell(site, grade, group)]!;
  return n;
}

/** Boarders of a site last September (persons). */
export function boardersOf({ sites }: Pick<CountyState, "sites">, site: number): number {
  return sites.boarders[site * 2]! + sites.boarders[site * 2 + 1]!;
}
