import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import type { Source } from "../core/source.ts";
import type { Switch } from "../model/constraint-switches.ts";
import type { OutcomeId } from "../model/outcome-catalogue.ts";
import type { CountyAttributes, ParameterTable, Uncertainty } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import type { JointDraw } from "../model/share-groups.ts";
import type { BaselineOf } from "./attributes.ts";
import type { PackageGame } from "./coalitions.ts";
import type { Lineage } from "./load.ts";
import type { ValueTrace } from "./trace-values.ts";
import type { View } from "./view.ts";

/** Where a value was written. */
export interface Origin {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Id of the scenario or package the file holds. */
  readonly id: string;
}

/** Ways to choose the members of an ensemble. */
export const SAMPLERS = ["lhs", "random", "sobol", "oat"] as const;
/**
 * `lhs`: Latin hypercube; `random`: keyed random numbers; `sobol`: a shifted Sobol sequence; `oat`: one parameter at a time at its
 * 5 % and 95 % points, the others at their medians.
 */
export type Sampler = (typeof SAMPLERS)[number];

/** How many worlds to run and how to draw them. */
export interface EnsemblePlan {
  /** Number of members (sets of parameter draws); `oat` has as many as its parameters ask for. */
  readonly size: number;
  /** Worlds of each member, which differ in chance events only. */
  readonly replications: number;
  /** Seed phrase; the same phrase gives the same bytes. */
  readonly seed: string;
  readonly sampler: Sampler;
  /** Probabilities whose quantiles are written out, rising. */
  readonly quantiles: readonly number[];
}

/** A goal a scenario is held against: an outcome that must reach a value, or stay below one, in a year. */
export interface Goal {
  readonly id: string;
  readonly title: Bilingual;
  readonly metric: OutcomeId;
  readonly op: ">=" | "<=";
  /** In the unit of the metric; shares are 0–1. */
  readonly value: number;
  readonly year: number;
  /** "nation", or a two-digit province code (only for the share of counties certified). */
  readonly scope: string;
  /** Share of worlds that must meet it for the goal to count as met; undefined where the goal names none. */
  readonly confidence?: number;
  readonly source: Source;
}

/** One change a scenario makes, in the order it is applied, as the report's scenario table shows it. */
export interface AppliedChange {
  readonly parameter: ParameterId;
  readonly operation: "set" | "add" | "scale" | "path" | "expr";
  /** The change in words and numbers, such as `0.15 from 2025, over 3 years`. */
  readonly text: Bilingual;
  readonly from: number;
  /** Last school year of the window; undefined where it is open. */
  readonly to?: number;
  /** The target in words; undefined where it is the whole nation. */
  readonly where?: string;
  readonly note?: Bilingual;
  readonly source?: Source;
  readonly origin: Origin;
}

/** A scenario whose ancestors, packages and names are settled; it still has to be bound to a list of counties. */
export interface ResolvedScenario {
  readonly id: string;
  readonly title: Bilingual;
  readonly file: string;
  readonly changes: readonly AppliedChange[];
  readonly uncertainties: readonly Uncertainty[];
  /** Groups of shares drawn together; absent: none. */
  readonly jointDraws?: readonly JointDraw[];
  readonly ensemble: EnsemblePlan;
  readonly goals: readonly Goal[];
  readonly warnings: readonly Issue[];
  /** The files it was settled from, so that it can be settled again without some of its packages. */
  readonly lineage: Lineage;
  /**
   * The value of every parameter in every county, setting and year, and the formulas that the run evaluates.
   * @param baselineOf Attributes of a county's initial schools by its row; asked only where a formula reads one.
   * @throws InputError if a `where` matches no county, a value leaves its range, or a formula needs schools that are not at hand.
   */
  bind(counties: readonly CountyAttributes[], baselineOf?: BaselineOf): ParameterTable;
  /** The same values, with every rule that acted on them. */
  trace(counties: readonly CountyAttributes[], baselineOf?: BaselineOf): ValueTrace;
}

/** A comparison file: scenarios run on the same worlds, the first being the baseline. */
export interface ResolvedComparison {
  readonly id: string;
  readonly title: Bilingual;
  readonly file: string;
  readonly baseline: string;
  readonly scenarios: readonly ResolvedScenario[];
  /** Differences shown; from the baseline always. */
  readonly differences: readonly DifferenceKind[];
  /** The scenario whose difference from the baseline is shared out over its packages, with all that must be run for it. */
  readonly attribution?: PackageGame;
  /** The scenario whose limits are taken away, and the order in which they are put back. */
  readonly ladder?: { readonly scenario: string; readonly order: readonly Switch[] };
  /** What tables and figures of side outcomes show; the usual ones where absent. */
  readonly outcomes?: readonly OutcomeId[];
  /** Headline years beside those of the goals. */
  readonly years?: readonly number[];
  /** Levels of regions shown. */
  readonly by: readonly RegionLevel[];
  /** Sizes of a difference that are told apart in words (percentage points, rising). */
  readonly thresholds?: readonly number[];
  /** Figures asked for, in order. */
  readonly views?: readonly View[];
}

export type DifferenceKind = "vs-baseline" | "vs-previous";
export type RegionLevel = "nation" | "province";
