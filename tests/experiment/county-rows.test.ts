import { describe, expect, it } from "vitest";
import { COUNTY_STANDINGS, countyOddsRows, countyStandingRows, evenSample } from "../../src/experiment/county-rows.ts";
import type { Results } from "../../src/experiment/summarise.ts";
import { ITEMS, type Item } from "../../src/model/readiness.ts";
import { QUEUE_STAGES, type QueueStage } from "../../src/model/state.ts";
import { emptyTrace, YEARS, type Trace } from "../../src/model/trace.ts";
import { foldedOf } from "./folded.ts";

// Mutants killed: worlds of the baseline counted for a scenario; a stage of the queue taken for a short one and the reverse;
// the first world in place of the commonest; scenarios between the first and the last kept; a sample that is only the first.

/** A trace in which each county keeps one stage and one binding item from `since` on, before which nothing holds it but balance. */
function trace(counties: readonly (readonly [QueueStage, Item])[], since = YEARS[0]!): Trace {
  const out = emptyTrace(counties.length, 1);
  YEARS.forEach((year, y) =>
    counties.forEach(([stage, item], c) => {
      const at = y * counties.length + c;
      out.stages[at] = QUEUE_STAGES.indexOf(year >= since ? stage : "not-ready");
      out.bindingItems[at] = ITEMS.indexOf(year >= since ? item : "balance");
    }),
  );
  return out;
}

function results(traces: readonly (readonly Trace[])[], count: number): Results {
  return {
    ...foldedOf(traces),
    scenarioIds: traces[0]!.map((_, s) => `s${s}`),
    provinces: ["33", "45"],
    simulatedByProvince: [count, 0],
    unitsByProvince: [count, 0],
    counties: Array.from({ length: count }, (_, c) => ({
      code: `45X${String(c).padStart(3, "0")}`,
      name: `县${c}`,
      province: c % 2 ? "33" : "45",
      weight: 1 + c,
    })),
  };
}

const CERTIFIED = ["certified", "quality"] as const;
const SHORT = ["not-ready", "sportsArea"] as const;

describe("countyOddsRows", () => {
  it("is the share of worlds with a certificate by the end of the year, a scenario at a time", () => {
    const baseline = trace([SHORT, CERTIFIED]);
    const worlds = [
      [baseline, trace([CERTIFIED, SHORT], 2027)],
      [baseline, trace([SHORT, SHORT])],
    ];
    const rows = countyOddsRows(results(worlds, 2), [2026, 2027]);
    expect(rows.length).toBe(2 * 2 * 2);
    expect(rows.map((row) => row.odds)).toEqual([0, 1, 0, 1, 0, 0, 0.5, 0]);
    expect(rows[6]).toEqual({
      scenario: "s1",
      code: "45X000",
      name: "县0",
      province: "45",
      weight: 1,
      year: 2027,
      odds: 0.5,
    });
  });
});

describe("countyStandingRows", () => {
  const at = (rows: ReturnType<typeof countyStandingRows>, scenario: string, code: string, year = 2030) =>
    rows.find((row) => row.scenario === scenario && row.code === code && row.year === year);

  it("gives the commonest standing and how common it is", () => {
    const one = trace([["not-ready", "sportsArea"]]);
    const other = trace([["not-ready", "classSize"]]);
    const rows = countyStandingRows(results([[other], [one], [one]], 1));
    expect(rows.length).toBe(YEARS.length);
    expect(at(rows, "s0", "45X000")).toMatchObject({ item: "sportsArea", share: 2 / 3, province: "45" });
  });

  it.each([
    ["certified", "certified"],
    ["waiting", "queue"],
    ["not-planned", "queue"],
    ["did-not-apply", "queue"],
    ["failed-review", "queue"],
    ["not-nominated", "queue"],
    ["suspended", "queue"],
    ["not-ready", "artRooms"],
    ["certified-tier", "artRooms"],
    ["withdrawn", "artRooms"],
  ] as const)("a county that is %s stands as %s", (stage, item) => {
    const rows = countyStandingRows(results([[trace([[stage, "artRooms"]])]], 1));
    expect(at(rows, "s0", "45X000")!.item).toBe(item);
  });

  it("keeps the baseline and the last scenario, all years, provinces in order", () => {
    const world = [0, 1, 2].map((s) => trace([CERTIFIED, SHORT, CERTIFIED, SHORT], 2024 + s));
    const rows = countyStandingRows(results([world], 4));
    expect(new Set(rows.map((row) => row.scenario))).toEqual(new Set(["s0", "s2"]));
    expect(rows.length).toBe(2 * 4 * YEARS.length);
    expect([...new Set(rows.map((row) => row.code))]).toEqual(["45X001", "45X003", "45X000", "45X002"]);
    expect(at(rows, "s0", "45X000", 2025)!.item).toBe("certified");
    expect(at(rows, "s2", "45X000", 2025)!.item).toBe("balance");
  });

  it("keeps an even sample of many counties, over all provinces", () => {
    const count = 3 * COUNTY_STANDINGS;
    const rows = countyStandingRows(results([[trace(Array.from({ length: count }, () => SHORT))]], count));
    const codes = [...new Set(rows.map((row) => row.code))];
    expect(codes.length).toBe(COUNTY_STANDINGS);
    const provinces = codes.map((code) => rows.find((row) => row.code === code)!.province);
    expect(provinces.filter((province) => province === "33").length).toBe(COUNTY_STANDINGS / 2);
  });
});

describe("evenSample", () => {
  it("takes the middle of equal parts, or all where they are few", () => {
    expect(evenSample([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([1, 4, 7]);
    expect(evenSample([1, 2], 3)).toEqual([1, 2]);
  });
});
