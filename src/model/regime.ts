import type { EditionId } from "../standard/editions/edition.ts";
import type { Region } from "./parameter-table.ts";

/** What the nation asks of a nominated county, in order. */
export type NationalStage = "monitoring" | "survey" | "audit" | "review";

/** A round of certification as an edition of the standard orders it: the same queue runs under either (CER-17). */
export interface Regime {
  readonly edition: EditionId;
  /** First planned year, and years over which a region's counties are planned. */
  readonly firstPlanYear: number;
  readonly planSpan: Readonly<Record<Region, number>>;
  /** Counties of a province certified before the plan begins, and the year. */
  readonly early: { readonly year: number; readonly counties: Readonly<Record<string, number>> };
  /** Years by which a county that is ready may go before its planned year. */
  readonly earliest: number;
  /** Most counties a province nominates in a year, as a share of its counties. */
  readonly nominationShare: number;
  /** Rounds a county misses after failing the national review, and after a misreport is found. */
  readonly waitAfterFailure: number;
  readonly waitAfterMisreport: number;
  /** Years within which a relaxation must be cured. */
  readonly cureYears: number;
  readonly stages: readonly NationalStage[];
  /** Counties reviewed in a year, where it is not the parameter's. */
  readonly capacity?: number;
}

/**
 * Certification as quality and balanced. The plan runs from 2023 (assumed; one province's plan runs to 2030), counties may be four years
 * early ("assess the mature ones first"; the number is assumed), a fifth is nominated at most (assumed), failures wait
 * "at least one year" (three after a misreport: assumed), relaxations are cured in three years (transitional rules). Two
 * counties of Zhejiang were certified in 2019 (ministry notice).
 */
export const QUALITY_2017: Regime = {
  edition: "2017",
  firstPlanYear: 2023,
  planSpan: { east: 7, central: 10, northeast: 10, west: 11 },
  early: { year: 2019, counties: { "33": 2 } },
  earliest: 4,
  nominationShare: 0.2,
  waitAfterFailure: 1,
  waitAfterMisreport: 3,
  cureYears: 3,
  stages: ["monitoring", "survey", "audit", "review"],
};

/**
 * Certification as basically balanced, 2013–2021: no monitoring, satisfaction for reference only. Spans, nomination and capacity are
 * assumed, not fitted: the first counties were reviewed in 2013, the last in 2021, and 560 at most were certified in a year.
 */
export const BASIC_2012: Regime = {
  edition: "2012",
  firstPlanYear: 2013,
  planSpan: { east: 4, central: 7, northeast: 6, west: 8 },
  early: { year: 2012, counties: {} },
  earliest: 1,
  nominationShare: 0.35,
  waitAfterFailure: 1,
  waitAfterMisreport: 3,
  cureYears: 3,
  stages: ["audit", "review"],
  capacity: 600,
};
