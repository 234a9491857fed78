import { csvParse } from "d3-dsv";
import type { Region } from "../model/parameter-table.ts";

/** Published facts of one province. Counts in persons, schools or units; money in yuan. */
export interface Province {
  /** First two digits of the division code. */
  readonly code: string;
  readonly nameZh: string;
  /** Short Chinese name, such as 广西. */
  readonly shortZh: string;
  readonly nameEn: string;
  readonly region: Region;
  /** County units of the certification system; the 31 sum to 2,895. */
  readonly countyUnits: number;
  readonly population2020: number;
  /** Urban residents over residents at the 2020 census (share). */
  readonly urbanShare2020: number;
  readonly gdpPerHead2023: number;
  readonly primarySchools2019: number;
  readonly juniorSchools2019: number;
  readonly primaryPupils2019: number;
  readonly juniorPupils2019: number;
  readonly primaryTeachers2019: number;
  readonly juniorTeachers2019: number;
  /** Residents aged 0–4, 5–9 and 10–14 at the 2020 census. */
  readonly ages0To4: number;
  readonly ages5To9: number;
  readonly ages10To14: number;
}

/**
 * Reads data/provinces.csv.
 *
 * County units are the divisions of 2019, and in the east the statistical units of 2023 (which count development zones):
 * so defined, the 21 other provinces have the 2,077 and the nation the 2,895 that the ministry's figures rest on.
 */
export function parseProvinces(text: string): Province[] {
  return csvParse(text).map((row) => {
    const number = (name: string, scale = 1) => Math.round(Number(row[name]) * scale);
    const region = row["region"] as Region;
    const nameZh = row["name_zh"]!;
    return {
      code: row["code"]!,
      nameZh,
      shortZh: nameZh.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$/, ""),
      nameEn: row["name_en"]!,
      region,
      countyUnits: number(region === "east" ? "county_units_2023" : "county_divisions_2019"),
      population2020: number("population_2020"),
      urbanShare2020: Number(row["urban_percent_2020"]) / 100,
      gdpPerHead2023: number("gdp_per_head_2023"),
      primarySchools2019: number("primary_schools_2019"),
      juniorSchools2019: number("junior_schools_2019"),
      primaryPupils2019: number("primary_pupils_2019_wan", 10_000),
      juniorPupils2019: number("junior_pupils_2019_wan", 10_000),
      primaryTeachers2019: number("primary_teachers_2019_wan", 10_000),
      juniorTeachers2019: number("junior_teachers_2019_wan", 10_000),
      ages0To4: number("age_0_4_2020"),
      ages5To9: number("age_5_9_2020"),
      ages10To14: number("age_10_14_2020"),
    };
  });
}
