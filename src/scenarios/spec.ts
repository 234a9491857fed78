import type { Bilingual } from "../core/bilingual.ts";
import type { Source } from "../core/source.ts";
import type { Switch } from "../model/constraint-switches.ts";
import type { OutcomeId } from "../model/outcome-catalogue.ts";
import type { CountyKind, Region, Uncertainty } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import type { JointDraw } from "../model/share-groups.ts";
import type { SettingName } from "../model/site-table.ts";
import type { Stage } from "./families.ts";
import type { Place } from "./place.ts";
import type { DifferenceKind, EnsemblePlan, Goal, RegionLevel } from "./scenario.ts";
import type { View } from "./view.ts";

/** A scenario file as written, checked by itself; the files it names are not looked at yet. */
export type FileSpec = ScenarioSpec | ComparisonSpec | GoalSpec;

/** A scenario or a package. A package is a leaf: it neither extends nor includes. */
export interface ScenarioSpec {
  readonly kind: "scenario" | "package";
  readonly place: Place;
  readonly id: string;
  readonly title: Bilingual;
  readonly ancestor?: Reference;
  readonly include: readonly Reference[];
  readonly changes: readonly ChangeSpec[];
  readonly balances: readonly StatedBalance[];
  readonly uncertainties: readonly UncertaintySpec[];
  readonly jointDraws: readonly JointDrawSpec[];
  readonly ensemble: Partial<EnsemblePlan>;
  readonly goals: readonly (PlacedGoal | Reference)[];
}

/** A goal and where it was written. */
export interface PlacedGoal {
  readonly goal: Goal;
  readonly place: Place;
}

/** A file that holds one goal. */
export interface GoalSpec extends PlacedGoal {
  readonly kind: "goal";
  readonly id: string;
  readonly title: Bilingual;
}

/** Scenarios to be run on the same worlds. */
export interface ComparisonSpec {
  readonly kind: "comparison";
  readonly place: Place;
  readonly id: string;
  readonly title: Bilingual;
  readonly baseline: Reference;
  readonly scenarios: readonly ComparisonEntry[];
  readonly differences?: readonly DifferenceKind[];
  readonly attribution?: AttributionSpec;
  readonly ladder?: LadderSpec;
  readonly outcomes?: readonly OutcomeId[];
  readonly years?: readonly number[];
  readonly by?: readonly RegionLevel[];
  readonly thresholds?: readonly number[];
  readonly views?: readonly ViewSpec[];
}

/** An id as written, of a scenario of the comparison, a package or a goal. */
export interface Named {
  readonly id: string;
  readonly place: Place;
}

/** Which scenario's difference is shared out, and over which of its packages. */
export interface AttributionSpec {
  readonly place: Place;
  readonly of?: Named;
  readonly by?: readonly Named[];
}

/** Which scenario climbs the ladder, and in which order its limits are put back. */
export interface LadderSpec {
  readonly place: Place;
  readonly of?: Named;
  readonly order?: readonly Switch[];
}

/** A view as written: its goal is not looked up yet. */
export type ViewSpec = Omit<View, "goal"> & { readonly goal?: Named };

export interface ComparisonEntry {
  readonly reference: Reference;
  /** Id and title the scenario takes in this comparison. */
  readonly as?: string;
  readonly label?: Bilingual;
  readonly settings: readonly Setting[];
  readonly policy?: PolicyShift;
}

/** New ends of the window that a scenario's own file and its packages give their changes. */
export interface PolicyShift {
  readonly start?: { readonly year: number; readonly place: Place };
  readonly stop?: { readonly year: number; readonly place: Place };
}

/** Another scenario file, by the name used for it. */
export interface Reference {
  readonly ref: string;
  readonly place: Place;
}

/** One parameter set to one number for the whole policy window, as `--set` does. */
export interface Setting {
  readonly parameter: ParameterId;
  readonly value: number;
  readonly place: Place;
}

/** A change of one parameter: rules that share a window, the last one that matches a county being the one that acts there. */
export interface ChangeSpec {
  readonly parameter: ParameterId;
  /** First school year of the window; a path begins no earlier than its first year. */
  readonly from: number;
  /** Last school year of the window; undefined where it is open. */
  readonly to?: number;
  readonly after: "hold" | "revert";
  readonly phaseIn?: { readonly years: number; readonly shape: Shape };
  /** Target of all rules; undefined where it is the whole nation. */
  readonly where?: Target;
  readonly rules: readonly RuleSpec[];
  readonly isOverride: boolean;
  /** Ends of the window that were taken from the file's policy rather than written with the change. */
  readonly fromPolicy: { readonly start: boolean; readonly stop: boolean };
  readonly place: Place;
  /** Id of the file the change was written in. */
  readonly writtenIn: string;
}

/** How a phase-in moves. */
export type Shape = "linear" | "step" | "smooth";
/** How a path moves between the years it names; `growth` moves by a constant rate. */
export type Interpolation = Shape | "growth";

/** One operation, and the counties of the change's target to which it is confined. */
export interface RuleSpec {
  readonly operation: Operation;
  readonly where?: Target;
  readonly note?: Bilingual;
  readonly source?: Source;
  readonly place: Place;
}

export type Operation =
  | { readonly kind: "set" | "add" | "scale"; readonly value: number }
  | { readonly kind: "path"; readonly as: "set" | "add" | "scale"; readonly path: Path }
  | { readonly kind: "expr"; readonly formula: FormulaSpec };

/** Values by year, years ascending. */
export interface Path {
  readonly place: Place;
  readonly years: readonly number[];
  readonly values: readonly number[];
  readonly interp: Interpolation;
}

/** A formula as written, and the numbers and paths it names. */
export interface FormulaSpec {
  readonly text: string;
  /** Whether it gives one value for the county, or one for each school. */
  readonly level: "county" | "school";
  readonly with: ReadonlyMap<string, number | Path>;
  readonly place: Place;
}

/** Counties a change is confined to: each list present must hold the county's value, and the condition must be true. */
export interface Target {
  readonly place: Place;
  readonly province?: readonly string[];
  readonly prefecture?: readonly string[];
  readonly county?: readonly string[];
  readonly tag?: readonly string[];
  /** Stages whose parameters the rules speak of; settled when the file is read, since a parameter of one stage has an id of its own. */
  readonly stage?: readonly Stage[];
  readonly type?: readonly CountyKind[];
  readonly region?: readonly Region[];
  /** Settings to which a change of a parameter that may differ by setting is confined. */
  readonly setting?: readonly SettingName[];
  readonly condition?: { readonly text: string; readonly place: Place };
  readonly except?: Target;
}

/** An uncertain parameter as written. `isPrior` says that the numbers are the registry's belief. */
export interface UncertaintySpec {
  readonly uncertainty: Uncertainty;
  readonly isPrior: boolean;
  readonly place: Place;
  /** Where each correlation was written. */
  readonly correlationPlaces: ReadonlyMap<ParameterId, Place>;
}

/** A group of shares drawn together, as written. */
export interface JointDrawSpec {
  readonly draw: JointDraw;
  readonly place: Place;
}

/** What a file says the balancing share of the share groups is; the other shares must agree. */
export interface StatedBalance {
  readonly share: number;
  readonly from: number;
  readonly to: number;
  /** Every one of these must hold a county for the statement to be about it. */
  readonly where: readonly Target[];
  readonly place: Place;
}
