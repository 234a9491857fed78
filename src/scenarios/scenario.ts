import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import type { Source } from "../core/source.ts";
import type { OutcomeId } from "../model/outcome-catalogue.ts";
import type { CountyAttributes, ParameterTable, Uncertainty } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import type { ValueTrace } from "./trace-values.ts";

/** Where a value was written. */
export interface Origin {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Id of the scenario or package the file holds. */
  readonly id: string;
}

/** How many worlds to run and how to draw them. */
export interface EnsemblePlan {
  /** Number of worlds (parameter draw × shocks). */
  readonly size: number;
  /** Seed phrase; the same phrase gives the same bytes. */
  readonly seed: string;
  readonly sampler: "lhs" | "random";
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
  readonly ensemble: EnsemblePlan;
  readonly goals: readonly Goal[];
  readonly warnings: readonly Issue[];
  /**
   * The value of every parameter in every county and year.
   * @throws InputError if a `where` matches no county or a value leaves its range.
   */
  bind(counties: readonly CountyAttributes[]): ParameterTable;
  /** The same values, with every rule that acted on them. */
  trace(counties: readonly CountyAttributes[]): ValueTrace;
}

/** A comparison file: scenarios run on the same worlds, the first being the baseline. */
export interface ResolvedComparison {
  readonly id: string;
  readonly title: Bilingual;
  readonly file: string;
  readonly baseline: string;
  readonly scenarios: readonly ResolvedScenario[];
}
