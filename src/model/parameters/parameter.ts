import type { Bilingual } from "../../core/bilingual.ts";
import type { Source } from "../../core/source.ts";

/**
 * What a number is to the person who changes it: a `lever` can be decided by a county, city, province or ministry;
 * an `assumption` is a belief about the world; a `constant` is fixed by law or arithmetic and no scenario may set it.
 */
export type Role = "lever" | "assumption" | "constant";

/** One number of the model: its meaning, unit, bounds, value and where that comes from. */
export interface Parameter {
  readonly role: Role;
  readonly title: Bilingual;
  /** Unit of the value; shares are 0–1, rates per year. */
  readonly unit: string;
  /** Smallest and largest value a scenario may give, inclusive. */
  readonly range: readonly [number, number];
  /** One value for all years, or values by first school year (each holds until the next). */
  readonly value: number | Readonly<Record<number, number>>;
  /** Whether it may differ between counties (`where`), or is one number for the nation. */
  readonly scope: "county" | "nation";
  /** True if the model reads it once a year for the whole nation, so that draws of it cannot differ between provinces or counties. */
  readonly isReadOnce?: boolean;
  /** True if it may differ between villages, towns and the county seat (`where: {setting: …}`): processes read it site by site. */
  readonly bySetting?: boolean;
  /** True if a formula may give it for every school by itself (`level: school`); such a parameter may differ by setting too. */
  readonly bySchool?: boolean;
  /** True if only whole numbers make sense. */
  readonly isInteger?: boolean;
  /** 5 % and 95 % points of our belief, used when a scenario asks for `dist: prior`. */
  readonly belief?: readonly [number, number];
  /** Names of the values of a choice, in order: the value is a position, and a scenario file gives the name. */
  readonly choices?: readonly { readonly id: string; readonly title: Bilingual }[];
  /** Who decides a lever, where the scope does not say it: county levers are the county's, national ones the ministry's. */
  readonly decidedBy?: "county" | "province" | "ministry";
  readonly source: Source;
}
