import type { Bilingual } from "../core/bilingual.ts";
import type { Source } from "../core/source.ts";
import type { NationalFigure } from "../data/national-series.ts";
import type { ParameterTable } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_POLICY_YEAR, PARAMETERS, PARAMETER_IDS } from "../model/parameters.ts";
import { SHARE_GROUPS } from "../model/share-groups.ts";
import { YEARS } from "../model/trace.ts";
import type { Goal, ResolvedComparison, ResolvedScenario } from "../scenarios/scenario.ts";
import { attributionRows } from "./attribution.ts";
import type { AssumptionRow, ComparisonSummary } from "./comparison-summary.ts";
import { ladderRows } from "./constraint-ladder.ts";
import { constraintRows } from "./constraint-rows.ts";
import { countyOddsRows, countyStandingRows } from "./county-rows.ts";
import type { FoldedWorlds } from "./fold-worlds.ts";
import type { HiddenRuns } from "./hidden-runs.ts";
import { hindcastRows } from "./hindcast.ts";
import { lifeRows } from "./life-rows.ts";
import {
  bindingRows,
  certifiedRows,
  differenceRows,
  fairnessRows,
  goalRows,
  lostRows,
  outcomeRows,
  provinceRows,
  stepDifferenceRows,
  type Results,
} from "./summarise.ts";
import { valueRows } from "./value-rows.ts";
import { warningsOf } from "./warnings.ts";

/** Everything a comparison rests on besides its worlds. */
export interface ComparisonInput {
  readonly id: string;
  readonly title: Bilingual;
  readonly runId: string;
  readonly engineVersion: string;
  readonly seed: string;
  /** Worlds that ended in an error. */
  readonly failedWorlds?: number;
  /** A one-at-a-time design, of which the traces are those of member 0. */
  readonly design?: "oat";
  /** Member of each trace, where members have several worlds. */
  readonly members?: readonly number[];
  readonly scenarios: readonly ResolvedScenario[];
  readonly nationLabel: Bilingual;
  readonly status: "synthetic" | "observed";
  /** Two-digit codes in the order of the traces, with county units simulated in each and the units they stand for. */
  readonly provinces: readonly string[];
  readonly simulatedByProvince: readonly number[];
  readonly unitsByProvince: readonly number[];
  /** Simulated counties in the order of the traces. */
  readonly counties: Results["counties"];
  /** Values of the scenarios in these counties, before draws; in the order of the scenarios. */
  readonly tables: readonly ParameterTable[];
  /** Whether the table is the nation, so that its past can be held against published figures. */
  readonly isNation: boolean;
  readonly figures: readonly NationalFigure[];
  readonly sources: readonly { readonly table: string; readonly title: Bilingual; readonly source: Source }[];
  /** What the comparison asks to be shown. */
  readonly shown?: Shown;
  /** What the traces beyond those of the scenarios explain. */
  readonly hidden?: HiddenRuns;
}

/** What a comparison file says about tables and figures. */
export type Shown = Pick<ResolvedComparison, "differences" | "outcomes" | "years" | "by" | "thresholds" | "views">;

/** Turns the worlds of an ensemble into everything the report says; hidden runs come after the scenarios. */
export function summariseComparison(input: ComparisonInput, folded: FoldedWorlds): ComparisonSummary {
  const { scenarios } = input;
  const results: Results = {
    numbers: folded.numbers,
    tallies: folded.tallies,
    scenarioIds: scenarios.map(({ id }) => id),
    provinces: input.provinces,
    simulatedByProvince: input.simulatedByProvince,
    unitsByProvince: input.unitsByProvince,
    factors: folded.factors,
    counties: input.counties,
    ...(input.members && { members: input.members }),
  };
  const units = sumUp(input.unitsByProvince);
  const goals = scenarios[0]!.goals;
  const goalYears = yearsOf(goals, input.shown?.years);
  const isProvincial = input.shown?.by.includes("province") ?? true;
  const rows = {
    ...certifiedRows(results),
    differences: differenceRows(results),
    goalChances: goalRows(results, goals),
    provinces: isProvincial ? provinceRows(results) : [],
    binding: bindingRows(results),
    outcomes: outcomeRows(results),
    constraints: constraintRows(results),
    whereLost: lostRows(results, goalYears).filter(({ level }) => isProvincial || level !== "province"),
    ...fairnessRows(results, goalYears),
    countyOdds: countyOddsRows(results, goalYears),
    countyStandings: countyStandingRows(results),
    hindcast: input.isNation ? hindcastRows(results, input.figures, units) : [],
  };
  const summary: ComparisonSummary = {
    id: input.id,
    title: input.title,
    runId: input.runId,
    engineVersion: input.engineVersion,
    seed: input.seed,
    worlds: folded.numbers.worlds,
    ...(input.failedWorlds && { failedWorlds: input.failedWorlds }),
    ...(input.design && { design: input.design }),
    nation: {
      label: input.nationLabel,
      status: input.status,
      counties: units,
      simulated: sumUp(input.simulatedByProvince),
    },
    years: YEARS,
    lastObservedYear: FIRST_POLICY_YEAR - 1,
    firstPolicyYear: FIRST_POLICY_YEAR,
    scenarios: scenarios.map(({ id, title, changes }, s) => ({ id, title, isBaseline: s === 0, changes })),
    goals,
    values: valueRows(results.scenarioIds, input.tables, [FIRST_POLICY_YEAR, ...goalYears]),
    ...rows,
    ...explanationRows(results, input, goalYears),
    ...shownParts(input.shown),
    assumptions: assumptionRows(scenarios[0]!),
    sources: input.sources,
    warnings: [],
  };
  const lives = folded.lives && lifeRows(results.scenarioIds, folded.lives);
  return { ...summary, ...(lives && { lives }), warnings: warningsOf(summary, scenarios) };
}

/** Rows that a comparison has only if it asks for them. */
function explanationRows(
  results: Results,
  { shown, hidden }: ComparisonInput,
  years: readonly number[],
): Pick<ComparisonSummary, "stepDifferences" | "attribution" | "ladder"> {
  const outcomes = [...new Set(["certifiedShare", "readyShare", ...(shown?.outcomes ?? [])] as const)];
  return {
    ...(shown?.differences.includes("vs-previous") && { stepDifferences: stepDifferenceRows(results) }),
    ...(hidden?.attribution && { attribution: attributionRows(results, hidden.attribution, years) }),
    ...(hidden?.ladder && { ladder: ladderRows(results, hidden.ladder, outcomes, years) }),
  };
}

/** What tables and figures read of the comparison file. */
function shownParts(shown: Shown | undefined): Partial<ComparisonSummary> {
  const { outcomes, years, by, thresholds, views } = shown ?? {};
  return {
    ...(outcomes && { sideOutcomes: outcomes }),
    ...(years && { extraYears: years }),
    ...(by && { regionLevels: by }),
    ...(thresholds && { thresholds }),
    ...(views && { views }),
  };
}

/** Years of the goals and those asked for beside them, in order; the last year where there are none. */
export function yearsOf(goals: readonly Goal[], extra: readonly number[] = []): readonly number[] {
  const years = [...new Set([...goals.map(({ year }) => year), ...extra])].sort((a, b) => a - b);
  return years.length > 0 ? years : [YEARS.at(-1)!];
}

/** Numbers of the registry that nobody published. */
function assumptionRows({ uncertainties, jointDraws = [] }: ResolvedScenario): AssumptionRow[] {
  const shares = jointDraws.flatMap((draw) => [SHARE_GROUPS[draw.shares].central, SHARE_GROUPS[draw.shares].province]);
  const uncertain = new Set([...uncertainties.map(({ parameter }) => parameter), ...shares]);
  return PARAMETER_IDS.filter((id) => PARAMETERS[id].source.basis === "assumption").map((id) => {
    const { title, unit, value, source, choices }: Parameter = PARAMETERS[id];
    const text =
      typeof value === "number"
        ? (choices?.[value]?.id ?? String(value))
        : Object.entries(value)
            .map(([year, v]) => `${year}: ${v}`)
            .join(", ");
    return { id, title, unit, value: text, isUncertain: uncertain.has(id), source };
  });
}

function sumUp(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
