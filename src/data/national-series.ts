import { csvParse } from "d3-dsv";
import type { Source } from "../core/source.ts";
import type { NationalTotals } from "./totals.ts";

/** One published figure of the nation, in whole persons, schools or counties, or in its own unit. */
export interface NationalFigure {
  readonly series: string;
  readonly year: number;
  readonly value: number;
  readonly unit: string;
  readonly source: Source;
}

/** Reads data/national-series.csv; figures given in 10,000 are brought to units. */
export function parseNationalSeries(text: string): NationalFigure[] {
  return csvParse(text).map((row) => {
    const inTenThousands = row["unit"] === "10k";
    const value = Number(row["value"]);
    const status = row["status"]!;
    const basis = status.startsWith("verified") ? "statistics" : status === "derived" ? "derived" : "memory";
    return {
      series: row["series"]!,
      year: Number(row["year"]),
      value: inTenThousands ? Math.round(value * 10_000) : value,
      unit: inTenThousands ? "units" : row["unit"]!,
      source: { basis, title: row["source"]! },
    };
  });
}

/**
 * The national totals of 2020 the built-in world must hold.
 * @throws Error naming the series and year that is missing.
 */
export function nationalTotals(figures: readonly NationalFigure[]): NationalTotals {
  const total = (series: string) => {
    const found = figures.find((figure) => figure.series === series && figure.year === 2020);
    if (!found) throw new Error(`national series ${series} has no figure for 2020`);
    return found.value;
  };
  return {
    primaryPupils: total("primary_pupils"),
    juniorPupils: total("junior_pupils"),
    primaryTeachers: total("primary_teachers"),
    juniorTeachers: total("junior_teachers"),
    primarySchools: total("primary_schools"),
    juniorSchools: total("junior_schools"),
    teachingPoints: total("teaching_points"),
  };
}
