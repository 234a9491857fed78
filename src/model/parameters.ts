import { boarding } from "./parameters/boarding.ts";
import { certification } from "./parameters/certification.ts";
import { constraints } from "./parameters/constraints.ts";
import { consolidation } from "./parameters/consolidation.ts";
import { demography } from "./parameters/demography.ts";
import { families } from "./parameters/families.ts";
import { funding } from "./parameters/funding.ts";
import { groups } from "./parameters/groups.ts";
import { network } from "./parameters/network.ts";
import type { Parameter } from "./parameters/parameter.ts";
import { quality } from "./parameters/quality.ts";
import { rotation } from "./parameters/rotation.ts";
import { shocks } from "./parameters/shocks.ts";
import { staffing } from "./parameters/staffing.ts";
import { teacherMoves } from "./parameters/teacher-moves.ts";
import { teachers } from "./parameters/teachers.ts";

const REGISTRY = {
  ...demography,
  ...families,
  ...boarding,
  ...network,
  ...consolidation,
  ...groups,
  ...teachers,
  ...staffing,
  ...teacherMoves,
  ...rotation,
  ...funding,
  ...quality,
  ...certification,
  ...shocks,
  ...constraints,
} as const;

export type ParameterId = keyof typeof REGISTRY;
/** Ids of the levers. */
export type LeverId = WithRole<"lever">;
/** Ids of the assumptions. */
export type AssumptionId = WithRole<"assumption">;
/** Names of the choices of a parameter; never for a number. */
export type ChoiceOf<P extends ParameterId> = (typeof REGISTRY)[P] extends {
  readonly choices: readonly { readonly id: infer C }[];
}
  ? C
  : never;

type WithRole<R> = {
  [P in ParameterId]: (typeof REGISTRY)[P] extends { readonly role: R } ? P : never;
}[ParameterId];

/** Parameters that may differ between villages, towns and the county seat. */
export type SettingParameterId = {
  [K in ParameterId]: (typeof REGISTRY)[K] extends { readonly bySetting: true } ? K : never;
}[ParameterId];
/** Parameters that a formula may give for every school by itself. */
export type SchoolParameterId = {
  [K in ParameterId]: (typeof REGISTRY)[K] extends { readonly bySchool: true } ? K : never;
}[ParameterId];
/** Parameters that have one value in a county and year. */
export type CountyParameterId = Exclude<ParameterId, SettingParameterId>;

/** Every number a scenario may name, by dotted id. */
export const PARAMETERS: Readonly<Record<ParameterId, Parameter>> = REGISTRY;

/** Ids in registry order; the position of an id is its first column in a `ParameterTable`. */
export const PARAMETER_IDS = Object.keys(REGISTRY) as readonly ParameterId[];

/** Ids of the parameters that may differ by setting, in registry order. */
export const SETTING_PARAMETER_IDS = PARAMETER_IDS.filter(isBySetting);

/** True if a parameter may differ between villages, towns and the county seat. */
export function isBySetting(id: ParameterId): id is SettingParameterId {
  return PARAMETERS[id].bySetting === true;
}

/** True if a formula may give a parameter for every school by itself. */
export function isBySchool(id: ParameterId): id is SchoolParameterId {
  return PARAMETERS[id].bySchool === true;
}

/** Version of the registry; scenario files name the version they were written for. */
export const MODEL_VERSION = 2;

/** First and last simulated school year (a year is the calendar year in which it starts). */
export const FIRST_YEAR = 2020;
export const LAST_YEAR = 2035;

/** First school year on which a lever may act; earlier years are the hindcast. */
export const FIRST_POLICY_YEAR = 2025;

/** Registry value of a parameter in a school year (values by year hold until the next; before the first, the first holds). */
export function registryValue(id: ParameterId, year: number): number {
  const { value } = PARAMETERS[id];
  if (typeof value === "number") return value;
  let found: number | undefined;
  for (const [first, number] of Object.entries(value)) {
    if (found === undefined || Number(first) <= year) found = number;
  }
  return found!;
}
