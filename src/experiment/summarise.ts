import { FIRST_POLICY_YEAR } from "../model/parameters.ts";
import { STANDINGS } from "../model/outcomes.ts";
import { YEARS } from "../model/trace.ts";
import type { Goal } from "../scenarios/scenario.ts";
import {
  type BindingRow,
  type CertifiedShareRow,
  type DifferenceRow,
  type GoalChanceRow,
  type OutcomeId,
  type OutcomeRow,
  type ProvinceRow,
  type WorldShareRow,
} from "./comparison-summary.ts";
import { moneyRows, type MoneyRow } from "./money.ts";
import type { CountyTally } from "./county-tallies.ts";
import { OUTCOME_IDS, type RatioFactors } from "./outcome-values.ts";
import { equityRows, levelRows, type EquityRow, type LevelRow } from "./equity.ts";
import { isSignSettled, spreadOf, variance } from "./spread.ts";
import { regionsOf, whereLostRows, type WhereLostRow } from "./where-lost.ts";
import { outcomeAt, type WorldNumbers } from "./world-numbers.ts";

/** What the rows are made from. */
export interface Results {
  /** Numbers of the worlds, hidden runs after the scenarios. */
  readonly numbers: WorldNumbers;
  /** Counts of the counties, in the order of the scenarios. */
  readonly tallies: readonly CountyTally[];
  readonly scenarioIds: readonly string[];
  readonly provinces: readonly string[];
  /** County units simulated in each province, and the units they stand for. */
  readonly simulatedByProvince: readonly number[];
  readonly unitsByProvince: readonly number[];
  readonly factors: RatioFactors;
  /** Simulated counties in the order of the traces. */
  readonly counties: readonly {
    readonly code: string;
    readonly name: string;
    readonly province: string;
    readonly weight: number;
  }[];
  /** Member of each world, where members have several. */
  readonly members?: readonly number[];
}

/** Values of an outcome over worlds; `scenario` is its position in a world, hidden runs included. */
export function worldValues(
  { numbers }: Pick<Results, "numbers">,
  scenario: number,
  outcome: OutcomeId,
  year: number,
): Float64Array {
  return numbers.of(scenario)("outcomes", outcomeAt(outcome, year - YEARS[0]!));
}

/** Most worlds whose shares are kept one by one; the table of indicators has all. */
const WORLD_ROWS = 1000;

/** Share of counties certified: spread over worlds, and the first `WORLD_ROWS` worlds one by one. */
export function certifiedRows(results: Results): { certifiedShare: CertifiedShareRow[]; worldShares: WorldShareRow[] } {
  const certifiedShare: CertifiedShareRow[] = [];
  const worldShares: WorldShareRow[] = [];
  results.scenarioIds.forEach((scenario, s) => {
    for (const year of YEARS) {
      const values = worldValues(results, s, "certifiedShare", year);
      certifiedShare.push({ scenario, year, ...spreadOf(values, results.members) });
      values.subarray(0, WORLD_ROWS).forEach((share, world) => worldShares.push({ scenario, world, year, share }));
    }
  });
  return { certifiedShare, worldShares };
}

/** Spread of every outcome in every scenario and year. */
export function outcomeRows(results: Results): OutcomeRow[] {
  return results.scenarioIds.flatMap((scenario, s) =>
    OUTCOME_IDS.flatMap((outcome) =>
      YEARS.map((year) => {
        const values = worldValues(results, s, outcome, year);
        return { scenario, outcome, year, ...spreadOf(values, results.members) };
      }),
    ),
  );
}

/**
 * Differences to the baseline in the same worlds, from the first policy year on. The sign is settled if the mean lies more than
 * two Monte-Carlo errors from 0, or if no world differs at all; one world alone settles nothing.
 * @param against Position of the scenario that another is held against, by its own position.
 */
export function differenceRows(results: Results, against: (scenario: number) => number = () => 0): DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  results.scenarioIds.forEach((_, s) => {
    if (s === 0) return;
    for (const outcome of OUTCOME_IDS) {
      for (const year of YEARS.filter((y) => y >= FIRST_POLICY_YEAR))
        rows.push(difference(results, s, against(s), outcome, year));
    }
  });
  return rows;
}

/** Differences to the scenario before, in the order of the comparison; the first is held against the baseline. */
export function stepDifferenceRows(results: Results): DifferenceRow[] {
  return differenceRows(results, (scenario) => scenario - 1);
}

function difference(results: Results, s: number, other: number, outcome: OutcomeId, year: number): DifferenceRow {
  const scenario = results.scenarioIds[s]!;
  const own = worldValues(results, s, outcome, year);
  const base = worldValues(results, other, outcome, year);
  const paired = own.map((value, i) => value - base[i]!);
  const spread = spreadOf(paired, results.members);
  const apart = variance(own) + variance(base);
  return {
    scenario,
    outcome,
    year,
    ...spread,
    isSettled: isSignSettled(paired, results.members),
    varianceRatio: apart > 0 ? variance(paired) / apart : 0,
  };
}

/** Share of worlds that meet each goal; its error is that of a proportion, or of the members' shares where they have several worlds. */
export function goalRows(results: Results, goals: readonly Goal[]): GoalChanceRow[] {
  return results.scenarioIds.flatMap((scenario, s) =>
    goals.map((goal) => {
      const values = goalValues(results, s, goal);
      const isMet = (value: number) => (goal.op === ">=" ? value >= goal.value : value <= goal.value);
      const met = Array.from(values, (value) => (isMet(value) ? 1 : 0));
      const chance = met.reduce<number>((sum, one) => sum + one, 0) / met.length;
      const ofProportion = Math.sqrt((chance * (1 - chance)) / met.length);
      const standardError = results.members ? spreadOf(met, results.members).standardError : ofProportion;
      return { scenario, goal: goal.id, chance, standardError };
    }),
  );
}

/** Values of a goal's metric over worlds, in the nation or in one province. */
function goalValues(results: Results, scenario: number, { metric, scope, year }: Goal): Float64Array {
  if (scope === "nation") return worldValues(results, scenario, metric, year);
  return provinceShares(results, scenario, results.provinces.indexOf(scope), year - YEARS[0]!);
}

/** Share of a province's counties certified, over worlds. */
function provinceShares({ numbers, provinces, unitsByProvince }: Results, s: number, p: number, y: number) {
  const certified = numbers.of(s)("certifiedByProvince", y * provinces.length + p);
  return certified.map((units) => units / unitsByProvince[p]!);
}

/** Mean share certified by province. */
export function provinceRows(results: Results): ProvinceRow[] {
  const { scenarioIds, provinces, simulatedByProvince, members } = results;
  return scenarioIds.flatMap((scenario, s) =>
    provinces.flatMap((province, p) =>
      YEARS.map((year, y) => {
        const { mean, standardError } = spreadOf(provinceShares(results, s, p, y), members);
        return { scenario, province, year, share: mean, standardError, counties: simulatedByProvince[p]! };
      }),
    ),
  );
}

/** Most counties whose own rows are kept in the summary; the table on disk has all. */
const COUNTY_ROWS = 200;

/** Where the odds are lost in the nation, its provinces and, if they are few, its counties. */
export function lostRows({ tallies, scenarioIds, counties }: Results, years: readonly number[]): WhereLostRow[] {
  const regions = regionsOf(counties);
  return scenarioIds
    .flatMap((scenario, s) => whereLostRows(scenario, tallies[s]!.lost, regions, years))
    .filter(({ level }) => level !== "county" || counties.length <= COUNTY_ROWS);
}

/** Who gains and who loses, levels beside dispersion, and who pays, in every scenario. */
export function fairnessRows(
  { numbers, scenarioIds, members }: Results,
  years: readonly number[],
): { equity: EquityRow[]; levels: LevelRow[]; money: MoneyRow[] } {
  const baseline = numbers.of(0);
  return {
    equity: scenarioIds.flatMap((scenario, s) => equityRows(scenario, numbers.of(s), baseline, years, members)),
    money: scenarioIds.flatMap((scenario, s) => moneyRows(scenario, numbers.of(s), baseline, years, members)),
    levels: scenarioIds.flatMap((scenario, s) => levelRows(scenario, numbers.of(s), baseline, years, members)),
  };
}

/** Mean share of counties by standing: certified, waiting, or the item that binds. Sums to 1 in every year. */
export function bindingRows({ numbers, scenarioIds }: Results): BindingRow[] {
  return scenarioIds.flatMap((scenario, s) =>
    YEARS.flatMap((year, y) => {
      const standings = STANDINGS.map((_, k) => numbers.of(s)("standings", y * STANDINGS.length + k));
      const all = standings[0]!.map((_, w) => standings.reduce((sum, counties) => sum + counties[w]!, 0));
      return STANDINGS.map((item, k) => {
        const share = standings[k]!.reduce((sum, counties, w) => sum + counties / all[w]! / numbers.worlds, 0);
        return { scenario, year, item, share };
      });
    }),
  );
}
