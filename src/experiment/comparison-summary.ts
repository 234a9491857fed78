import type { Bilingual } from "../core/bilingual.ts";
import type { Source } from "../core/source.ts";
import type { Constraint, Decision } from "../model/constraints.ts";
import { STANDINGS } from "../model/outcomes.ts";
import { OUTCOMES, type OutcomeId } from "../model/outcome-catalogue.ts";
import type { EquityRow, LevelRow } from "./equity.ts";
import type { LifeRows } from "./life-rows.ts";
import type { MoneyRow } from "./money.ts";
import type { ValueRow } from "./value-rows.ts";
import type { WhereLostRow } from "./where-lost.ts";
import type { AppliedChange, Goal, RegionLevel } from "../scenarios/scenario.ts";
import type { View } from "../scenarios/view.ts";

export { OUTCOMES, type OutcomeId };

/** Quantiles and mean of an outcome over the worlds of an ensemble. */
export interface Spread {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly mean: number;
  /** Standard error of the mean over worlds (Monte-Carlo error). */
  readonly standardError: number;
}

export interface ScenarioHead {
  readonly id: string;
  readonly title: Bilingual;
  readonly isBaseline: boolean;
  readonly changes: readonly AppliedChange[];
}

/** Share of counties certified at the end of a school year (0–1). */
export interface CertifiedShareRow extends Spread {
  readonly scenario: string;
  readonly year: number;
}

/** One world's share of counties certified, for spaghetti and tests. */
export interface WorldShareRow {
  readonly scenario: string;
  readonly world: number;
  readonly year: number;
  readonly share: number;
}

/** Scenario minus baseline in the same worlds. */
export interface DifferenceRow extends Spread {
  readonly scenario: string;
  readonly outcome: OutcomeId;
  readonly year: number;
  /** False where zero lies within two Monte-Carlo errors of the mean: the sign is not settled. */
  readonly isSettled: boolean;
  /** Var(difference) / (Var(scenario) + Var(baseline)); near 0 where pairing works, 1 where it does nothing. */
  readonly varianceRatio: number;
}

/** Share of worlds in which a goal is met, with its Monte-Carlo error. */
export interface GoalChanceRow {
  readonly scenario: string;
  readonly goal: string;
  readonly chance: number;
  readonly standardError: number;
}

/** Mean over worlds of the share of a province's counties certified. `counties` is the number simulated there. */
export interface ProvinceRow {
  readonly scenario: string;
  /** Two-digit province code. */
  readonly province: string;
  readonly year: number;
  readonly share: number;
  readonly standardError: number;
  readonly counties: number;
}

/** Share of counties (0–1) whose least margin is on this item, among counties not certified; `certified` rows close the sum to 1. */
export interface BindingRow {
  readonly scenario: string;
  readonly year: number;
  readonly item: BindingItem;
  readonly share: number;
}

/** What keeps a county from a certificate, grouped for people; `queue` = ready but waiting for plan year, nomination or review. */
export const BINDING_ITEMS = STANDINGS;
export type BindingItem = (typeof BINDING_ITEMS)[number];

/** What one decision wanted and got in a scenario and year (mean over worlds, the nation), and what each constraint kept from it first. */
export interface ConstraintRow {
  readonly scenario: string;
  readonly decision: Decision;
  readonly year: number;
  /** In the unit of the decision. */
  readonly wanted: number;
  readonly got: number;
  /** Part of what was wanted and not got, by the constraint met first; sums to `wanted − got`. */
  readonly short: Readonly<Record<Constraint, number>>;
  /** Share of counties (0–1) in which the constraint kept back most of this decision in the year; the others got all they wanted. */
  readonly bindingShare?: Readonly<Record<Constraint, number>>;
}

/** Shapley value of one package in a scenario: its mean part in the paired difference from the baseline; the parts add up to it. */
export interface AttributionRow {
  readonly scenario: string;
  readonly package: string;
  readonly title: Bilingual;
  readonly outcome: OutcomeId;
  readonly year: number;
  readonly value: number;
  readonly standardError: number;
  readonly isSettled: boolean;
}

/** One rung of a constraint ladder: the scenario with the constraints up to this one switched on and the others off, in the same worlds. */
export interface LadderRow {
  readonly scenario: string;
  /** 0 = no constraint; rising. */
  readonly rung: number;
  /** The constraint switched on by this rung; undefined on rung 0. */
  readonly constraint?: string;
  readonly title: Bilingual;
  readonly outcome: OutcomeId;
  readonly year: number;
  readonly mean: number;
  /** This rung minus the one before, in the same worlds; 0 on rung 0. */
  readonly step: number;
  /** Monte-Carlo error of the step; on rung 0 that of the mean. */
  readonly standardError: number;
  readonly isSettled: boolean;
}

/** One bar of a tornado: the outcome with one parameter at its 5 % and 95 % points and the others at their medians. */
export interface TornadoRow {
  readonly scenario: string;
  readonly outcome: OutcomeId;
  readonly year: number;
  readonly parameter: string;
  readonly title: Bilingual;
  readonly unit: string;
  /** Values of the parameter (or of what is added to or multiplies it). */
  readonly lowValue: number;
  readonly highValue: number;
  /** Mean outcome at the low and at the high value, and with all at their medians. */
  readonly low: number;
  readonly high: number;
  readonly base: number;
  /** Monte-Carlo standard error of high − low, paired on chance events. */
  readonly standardError: number;
}

/** Share of worlds in which a simulated county holds the certificate at the end of a year. */
export interface CountyOddsRow {
  readonly scenario: string;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly weight: number;
  readonly year: number;
  readonly odds: number;
}

/** The commonest standing of a simulated county in a year over worlds, and how common it is. */
export interface CountyStandingRow {
  readonly scenario: string;
  readonly code: string;
  readonly province: string;
  readonly year: number;
  readonly item: BindingItem;
  readonly share: number;
}

export interface OutcomeRow extends Spread {
  readonly scenario: string;
  readonly outcome: OutcomeId;
  readonly year: number;
}

/** A hindcast figure beside the published one. */
export interface HindcastRow {
  readonly series: string;
  readonly title: Bilingual;
  readonly year: number;
  readonly unit: string;
  /** Ensemble mean of the baseline. */
  readonly model: number;
  readonly published: number;
  /** (model − published) / published. */
  readonly relativeError: number;
  /** Share allowed, or undefined where the figure is shown without a gate. */
  readonly tolerance?: number;
  readonly source: Source;
}

/** A number of the model that nobody published. */
export interface AssumptionRow {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  /** Value or values by year, as text. */
  readonly value: string;
  readonly isUncertain: boolean;
  readonly source: Source;
}

/** Everything a comparison says, ready for tables, figures and the report; plain data that survives JSON. */
export interface ComparisonSummary {
  readonly id: string;
  readonly title: Bilingual;
  /** First 12 hex digits of the content hash of all inputs. */
  readonly runId: string;
  readonly engineVersion: string;
  readonly seed: string;
  /** Worlds that tables and figures are made of. */
  readonly worlds: number;
  /** Worlds that ended in an error and are in no table; absent where there are none. */
  readonly failedWorlds?: number;
  /** `oat`: tables and figures hold only the worlds with all parameters at their medians; they are no odds over what is uncertain. */
  readonly design?: "oat";
  readonly nation: {
    readonly label: Bilingual;
    /** `synthetic` = built-in nation; `observed` = counties of a real table with synthetic schools. */
    readonly status: "synthetic" | "observed";
    /** County units the weights stand for. */
    readonly counties: number;
    /** County units simulated. */
    readonly simulated: number;
  };
  /** First to last school year. */
  readonly years: readonly number[];
  /** Last observed school year; later ones are projections. */
  readonly lastObservedYear: number;
  readonly firstPolicyYear: number;
  readonly scenarios: readonly ScenarioHead[];
  readonly goals: readonly Goal[];
  readonly certifiedShare: readonly CertifiedShareRow[];
  readonly worldShares: readonly WorldShareRow[];
  readonly differences: readonly DifferenceRow[];
  readonly goalChances: readonly GoalChanceRow[];
  readonly provinces: readonly ProvinceRow[];
  readonly binding: readonly BindingRow[];
  readonly outcomes: readonly OutcomeRow[];
  /** At the goals' years. */
  readonly whereLost: readonly WhereLostRow[];
  readonly equity: readonly EquityRow[];
  readonly levels: readonly LevelRow[];
  readonly money: readonly MoneyRow[];
  readonly hindcast: readonly HindcastRow[];
  /** Values of the parameters that differ between scenarios. */
  readonly values?: readonly ValueRow[];
  /** Each scenario minus the one before it, where the comparison asks for it. */
  readonly stepDifferences?: readonly DifferenceRow[];
  readonly constraints?: readonly ConstraintRow[];
  readonly attribution?: readonly AttributionRow[];
  readonly ladder?: readonly LadderRow[];
  readonly tornado?: readonly TornadoRow[];
  readonly countyOdds?: readonly CountyOddsRow[];
  readonly countyStandings?: readonly CountyStandingRow[];
  /** A few of the people followed through the first world, where the run followed any. */
  readonly lives?: LifeRows;
  /** Headline years beside those of the goals. */
  readonly extraYears?: readonly number[];
  /** What tables and figures of side outcomes show, where the comparison says so. */
  readonly sideOutcomes?: readonly OutcomeId[];
  /** Levels of regions shown: the nation, and provinces unless the comparison leaves them out. */
  readonly regionLevels?: readonly RegionLevel[];
  /** Sizes of a difference that are told apart in words (percentage points, rising). */
  readonly thresholds?: readonly number[];
  /** Figures the comparison asks for, in order. */
  readonly views?: readonly View[];
  readonly assumptions: readonly AssumptionRow[];
  readonly sources: readonly { readonly table: string; readonly title: Bilingual; readonly source: Source }[];
  readonly warnings: readonly { readonly code: string; readonly text: Bilingual }[];
}
