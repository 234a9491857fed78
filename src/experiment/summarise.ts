import { FIRST_POLICY_YEAR } from "../model/parameters.ts";
import { STANDINGS } from "../model/outcomes.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import type { Goal } from "../scenarios/scenario.ts";
import {
  OUTCOMES,
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
import { outcomeValue, pupilRatio, type RatioFactors } from "./outcome-values.ts";
import { equityRows, levelRows, type EquityRow, type LevelRow } from "./equity.ts";
import { isSignSettled, spreadOf, variance } from "./spread.ts";
import { regionsOf, whereLostRows, type WhereLostRow } from "./where-lost.ts";

/** Traces of an ensemble: one list of scenarios per world, the baseline first. */
export type Traces = readonly (readonly Trace[])[];

/** What the rows are made from. */
export interface Results {
  readonly traces: Traces;
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

export const OUTCOME_IDS = Object.keys(OUTCOMES) as readonly OutcomeId[];

/** Values of an outcome over worlds; `scenario` is a position in the traces, hidden runs included. */
export function worldValues(
  { traces, factors }: Results,
  scenario: number,
  outcome: OutcomeId,
  year: number,
): Float64Array {
  return Float64Array.from(traces, (world) => outcomeValue(world[scenario]!, outcome, year - YEARS[0]!, factors));
}

/** Share of counties certified: spread over worlds, and every world. */
export function certifiedRows(results: Results): { certifiedShare: CertifiedShareRow[]; worldShares: WorldShareRow[] } {
  const certifiedShare: CertifiedShareRow[] = [];
  const worldShares: WorldShareRow[] = [];
  results.scenarioIds.forEach((scenario, s) => {
    for (const year of YEARS) {
      const values = worldValues(results, s, "certifiedShare", year);
      certifiedShare.push({ scenario, year, ...spreadOf(values, results.members) });
      values.forEach((share, world) => worldShares.push({ scenario, world, year, share }));
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
  const { traces, provinces, unitsByProvince } = results;
  const p = provinces.indexOf(scope);
  const at = (year - YEARS[0]!) * provinces.length + p;
  return Float64Array.from(traces, (world) => world[scenario]!.certifiedByProvince[at]! / unitsByProvince[p]!);
}

/** Mean share certified by province. */
export function provinceRows({
  traces,
  scenarioIds,
  provinces,
  simulatedByProvince,
  unitsByProvince,
  members,
}: Results): ProvinceRow[] {
  return scenarioIds.flatMap((scenario, s) =>
    provinces.flatMap((province, p) =>
      YEARS.map((year, y) => {
        const values = Float64Array.from(
          traces,
          (world) => world[s]!.certifiedByProvince[y * provinces.length + p]! / unitsByProvince[p]!,
        );
        const { mean, standardError } = spreadOf(values, members);
        return { scenario, province, year, share: mean, standardError, counties: simulatedByProvince[p]! };
      }),
    ),
  );
}

/** Most counties whose own rows are kept in the summary; the table on disk has all. */
const COUNTY_ROWS = 200;

/** Where the odds are lost in the nation, its provinces and, if they are few, its counties. */
export function lostRows({ traces, scenarioIds, counties }: Results, years: readonly number[]): WhereLostRow[] {
  const regions = regionsOf(counties).filter(({ level }) => level !== "county" || counties.length <= COUNTY_ROWS);
  const weights = counties.map(({ weight }) => weight);
  return scenarioIds.flatMap((scenario, s) => {
    const own = traces.map((world) => world[s]!);
    return whereLostRows(scenario, own, weights, regions, years);
  });
}

/** Who gains and who loses, levels beside dispersion, and who pays, in every scenario. */
export function fairnessRows(
  { traces, scenarioIds, factors, members }: Results,
  years: readonly number[],
): { equity: EquityRow[]; levels: LevelRow[]; money: MoneyRow[] } {
  const own = (s: number) => traces.map((world) => world[s]!);
  return {
    equity: scenarioIds.flatMap((scenario, s) => equityRows(scenario, own(s), own(0), years, members)),
    money: scenarioIds.flatMap((scenario, s) =>
      moneyRows(scenario, own(s), own(0), years, (trace, y) => pupilRatio(trace, y, factors), members),
    ),
    levels: scenarioIds.flatMap((scenario, s) => levelRows(scenario, own(s), own(0), years, members)),
  };
}

/** Mean share of counties by standing: certified, waiting, or the item that binds. Sums to 1 in every year. */
export function bindingRows({ traces, scenarioIds }: Results): BindingRow[] {
  return scenarioIds.flatMap((scenario, s) =>
    YEARS.flatMap((year, y) =>
      STANDINGS.map((item, k) => {
        let share = 0;
        for (const world of traces) {
          const { standings } = world[s]!;
          let all = 0;
          for (let i = 0; i < STANDINGS.length; i++) all += standings[y * STANDINGS.length + i]!;
          share += standings[y * STANDINGS.length + k]! / all / traces.length;
        }
        return { scenario, year, item, share };
      }),
    ),
  );
}
