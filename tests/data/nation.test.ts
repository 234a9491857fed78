import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/issue.ts";
import { formatDistributions, parseDistributions, summariseCounties } from "../../src/data/county-distribution.ts";
import { parseCountyTable } from "../../src/data/county-table.ts";
import { buildNation, coverageOf, sampleCounties } from "../../src/data/nation.ts";
import { nationalTotals, parseNationalSeries } from "../../src/data/national-series.ts";
import { parseProvinces } from "../../src/data/provinces.ts";
import { syntheticCounties } from "../../src/data/synthetic-counties.ts";
import { countyTotals, type CountyTotals } from "../../src/data/totals.ts";
import { siteEnrolment } from "../../src/model/cells.ts";
import { TEACHING_POINT } from "../../src/model/state.ts";

const own = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), "utf8");
const provinces = parseProvinces(own("provinces.csv"));
const totals = nationalTotals(parseNationalSeries(own("national-series.csv")));
const distributions = parseDistributions(own("county-distributions.csv"));
const counties = syntheticCounties(provinces, distributions);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const TABLE = fileURLToPath(new URL("../../../shared/data/counties_2020.csv", import.meta.url));
const isRequired = process.env["JUNHENG_REQUIRE_COUNTY_TABLE"] === "1";

describe("the built-in nation", () => {
  it("has 2,895 county units, 2,077 of them outside the east", () => {
    expect(counties).toHaveLength(2895);
    expect(counties.filter(({ attributes }) => attributes.region !== "east")).toHaveLength(2077);
    expect(new Set(counties.map(({ attributes }) => attributes.code)).size).toBe(2895);
    expect(counties.every(({ attributes }) => /^\S+ 合成县 \d{3}$/.test(attributes.name))).toBe(true);
  });

  it.each(provinces.map((province) => [province.nameEn, province] as const))(
    "holds the census totals of %s exactly",
    (_, province) => {
      const own = counties.filter(({ attributes }) => attributes.province === province.code);
      expect(own).toHaveLength(province.countyUnits);
      expect(sum(own.map(({ attributes }) => attributes.population))).toBe(province.population2020);
      expect(sum(own.map(({ age0, ages1To4 }) => age0 + ages1To4))).toBe(province.ages0To4);
      expect(sum(own.map(({ ages5To9 }) => ages5To9))).toBe(province.ages5To9);
      expect(sum(own.map(({ ages10To14 }) => ages10To14))).toBe(province.ages10To14);
    },
  );

  it("splits the nation's pupils, teachers and schools of 2020 without losing one", () => {
    const split = countyTotals(counties, provinces, totals);
    const all = (name: keyof CountyTotals) => sum(split.map((county) => county[name]));
    expect(all("primaryPupils")).toBe(totals.primaryPupils);
    expect(all("juniorPupils")).toBe(totals.juniorPupils);
    expect(all("primaryTeachers")).toBe(totals.primaryTeachers);
    expect(all("juniorTeachers")).toBe(totals.juniorTeachers);
    expect(all("primarySchools")).toBe(totals.primarySchools);
    expect(all("juniorSchools")).toBe(totals.juniorSchools);
    expect(all("teachingPoints")).toBe(totals.teachingPoints);
    expect(Math.min(...split.map((county) => Math.min(county.primarySchools, county.juniorSchools)))).toBe(1);
  });

  it("builds every county with just its pupils, teachers and sites", () => {
    const rows = [3, 700, 1500, 2894];
    const nation = buildNation(counties, provinces, totals, { rows, weights: [1, 1, 1, 1] });
    const split = countyTotals(counties, provinces, totals);
    nation.counties.forEach((state, i) => {
      const expected = split[rows[i]!]!;
      const sites = Array.from({ length: state.sites.count }, (_, site) => site).filter(
        (site) => state.sites.isOpen[site],
      );
      const points = sites.filter((site) => state.sites.kind[site] === TEACHING_POINT);
      expect(sum(sites.map((site) => siteEnrolment(state.sites, site)))).toBe(
        expected.primaryPupils + expected.juniorPupils,
      );
      expect(state.teachers.count).toBe(expected.primaryTeachers + expected.juniorTeachers);
      expect(points).toHaveLength(expected.teachingPoints);
      expect(sites.length - points.length).toBe(expected.primarySchools + expected.juniorSchools);
    });
  });

  it.each(["41", "63"])("a table of province %s alone gets that province's totals and no more", (code) => {
    const own = counties.filter(({ attributes }) => attributes.province === code);
    const alone = countyTotals(own, provinces, totals);
    const among = countyTotals(counties, provinces, totals).filter((_, i) => counties[i]!.attributes.province === code);
    expect(alone).toEqual(among);
    const one = countyTotals([own[0]!], provinces, totals)[0]!;
    expect(one.teachingPoints).toBeLessThan(sum(among.map(({ teachingPoints }) => teachingPoints)) / 2);
  });

  it("a sample stands for all: weights sum to the units of every province, children are near the whole", () => {
    const { rows, weights } = sampleCounties(counties, 0.03);
    for (const { code, countyUnits } of provinces) {
      const own = rows.flatMap((row, i) => (counties[row]!.attributes.province === code ? [weights[i]!] : []));
      expect(sum(own)).toBeCloseTo(countyUnits, 9);
    }
    const children = (row: number) => counties[row]!.ages5To9 + counties[row]!.ages10To14;
    const weighted = sum(rows.map((row, i) => weights[i]! * children(row)));
    expect(Math.abs(weighted / sum(counties.map((_, row) => children(row))) - 1)).toBeLessThan(0.02);
    expect(sampleCounties(counties, 1).rows).toHaveLength(2895);
    expect(() => sampleCounties(counties, 0)).toThrow("sample fraction is 0");
  });

  it("part of a nation covers its part of the children", () => {
    const half = counties.filter((_, i) => i % 2 === 0);
    expect(coverageOf(half, provinces)).toBeGreaterThan(0.45);
    expect(coverageOf(half, provinces)).toBeLessThan(0.55);
    expect(coverageOf(counties, provinces)).toBe(1);
  });
});

describe("parseCountyTable", () => {
  const header =
    "province,county,pop_2020,urban_pop_2020,age_0,age_1_4,age_5_9,age_10_14,mig_other_county_same_prov,mig_other_province";
  const issuesOf = (text: string) => {
    try {
      parseCountyTable(text, "t.csv", provinces);
    } catch (error) {
      return (error as InputError).issues.map(({ code, line }) => `${code} ${line ?? "-"}`);
    }
    return [];
  };

  it.each([
    ["a missing column", header.replace("age_0,", ""), ["missing-column 1"]],
    ["no county at all", header, ["empty-table 1"]],
    ["negative children", `${header}\n浙江,甲县,1000,500,-1,20,30,30,0,0`, ["bad-count 2"]],
    ["text for a number", `${header}\n浙江,甲县,many,500,1,20,30,30,0,0`, ["bad-count 2"]],
    ["an unknown province", `${header}\n浙汇,甲县,1000,500,1,20,30,30,0,0`, ["unknown-province 2"]],
    ["more urban than all residents", `${header}\n浙江,甲县,1000,1500,1,20,30,30,0,0`, ["impossible-county 2"]],
    ["a county without children", `${header}\n浙江,甲县,1000,500,0,0,0,0,0,0`, ["impossible-county 2"]],
    ["more residents than any county has", `${header}\n浙江,甲县,1e12,500,1,20,30,30,0,0`, ["impossible-county 2"]],
    ["a county twice", `${header}\n${"浙江,甲县,1000,500,1,20,30,30,0,0\n".repeat(2)}`, ["county-twice -"]],
    ["nothing wrong", `${header}\n浙江,甲县,1000,500,1,20,30,30,0,0`, []],
  ])("reports %s", (_, text, expected) => {
    expect(issuesOf(text)).toEqual(expected);
  });
});

describe.skipIf(!existsSync(TABLE) && !isRequired)("the census table (skipped: no county table)", () => {
  it("gives the distributions of the repository again, byte for byte, and no synthetic county a real name", () => {
    const real = parseCountyTable(readFileSync(TABLE, "utf8"), TABLE, provinces);
    expect(formatDistributions(summariseCounties(real))).toBe(own("county-distributions.csv"));
    const names = new Set(real.map(({ attributes }) => attributes.name));
    expect(counties.filter(({ attributes }) => names.has(attributes.name))).toEqual([]);
    expect(real).toHaveLength(2989);
  });
});
