import { describe, expect, it } from "vitest";
import { leaveTeaching } from "../../src/model/processes/attrition.ts";
import { recruit } from "../../src/model/processes/recruitment.ts";
import { rotate } from "../../src/model/processes/rotation.ts";
import { county, school, staff, type SiteRow, type TeacherRow } from "./worlds.ts";

/**
 * The ordering that Goldhaber et al. found in an agent model of Washington (edworkingpapers.com/ai22-552): equal mobility and
 * hiring close the gap in teachers between schools sooner than equal hiring, and equal attrition alone does little.
 *
 * | mutant                                   | killed by |
 * | ---------------------------------------- | --------- |
 * | hires take over the quality of leavers   | hiring    |
 * | exit by quality                          | attrition |
 * | rotation within strong and weak schools  | mobility  |
 */
const YEARS = Array.from({ length: 15 }, (_, i) => 2021 + i);
const VALUES = {
  "rotation.paper_share": 0,
  "rotation.county_held_share": 1,
  "teachers.transfer_rate": 0,
  "teachers.applicants_per_post": 50,
} as const;
const of = (quality: number): SiteRow => ({ pupils: Array<number>(6).fill(400), rooms: 60, quality });
const SITES = [of(0.5), of(0.5), of(-0.5), of(-0.5)];
/** Teachers of all ages, one standard deviation above the mean at the strong schools and below it at the weak ones. */
const TEACHERS: TeacherRow[] = SITES.flatMap(({ quality }, site) =>
  staff(145, { site, quality: 2 * quality! }).map((row, k) => ({
    ...row,
    id: site * 1000 + k + 1,
    born: 1963 + (k % 33),
    arrived: 2005 + (k % 15),
  })),
);

type Arm = "attrition" | "hiring" | "mobility";

/** Gap in mean teacher quality between strong and weak schools after each year, as a share of the gap of 2020. */
function gaps(arm: Arm): number[] {
  const state = county({ sites: SITES, teachers: TEACHERS });
  state.ledger.otherRecurrent = 1e12;
  const gap = () => {
    const { quality, headcount } = state.staff;
    const mean = (a: number, b: number) =>
      (quality[a * 2]! + quality[b * 2]!) / (headcount[a * 2]! + headcount[b * 2]!);
    return mean(0, 1) - mean(2, 3);
  };
  const first = gap();
  return YEARS.map((year) => {
    const context = school(VALUES, { year });
    leaveTeaching(state, context);
    if (arm === "mobility") rotate(state, context);
    if (arm !== "attrition") recruit(state, context);
    return gap() / first;
  });
}

describe("the gap in teachers between strong and weak schools", () => {
  const [attrition, hiring, mobility] = (["attrition", "hiring", "mobility"] as const).map(gaps);
  /** Years until half of the gap is closed; 16 if it never is. */
  const half = (arm: number[]) => arm.findIndex((share) => share < 0.5) + 1 || 16;

  it("closes sooner with mobility and hiring than with hiring alone", () => {
    expect(half(mobility!)).toBeLessThan(half(hiring!) - 2);
    for (const year of [4, 9, 14]) expect(mobility![year]).toBeLessThan(hiring![year]! - 0.05);
  });

  it("closes with hiring alone, and attrition alone does little", () => {
    expect(hiring![14]).toBeLessThan(0.75);
    expect(Math.abs(attrition![14]! - 1)).toBeLessThan(0.1);
  });
});
