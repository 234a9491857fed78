import { describe, expect, it } from "vitest";
import { registryValue, type ParameterId } from "../../../src/model/parameters.ts";
import { certify } from "../../../src/model/processes/certification.ts";
import { ITEMS, SCHOOL_SIZE, type Readiness } from "../../../src/model/readiness.ts";
import type { CountyState } from "../../../src/model/state.ts";
import { county, fourErrors } from "../worlds.ts";

/**
 * | mutant                                         | killed by |
 * | ---------------------------------------------- | --------- |
 * | readiness in truth instead of the report       | CER-7     |
 * | plan year ignored, or to the day               | CER-7     |
 * | one failing school is always found             | CER-8     |
 * | waiting counties inspected again               | CER-8     |
 * | quota per nation                               | CER-9     |
 * | newcomers overtake                             | CER-10    |
 * | the place is lost                              | CER-10    |
 * | one more than the capacity                     | CER-11    |
 * | a part of the nation has the whole capacity    | CER-11    |
 * | one survey only                                | CER-12    |
 * | measured without error                         | CER-12    |
 * | audit of honest counties                       | CER-12    |
 * | no wait, or the same wait for all              | CER-13    |
 * | lapse in the year of the certificate           | CER-14    |
 * | an uncured size keeps the certificate          | CER-14    |
 * | the transitional limit counts as cured         | CER-14    |
 */
type Values = Partial<Record<ParameterId, number>>;
const SURE: Values = { "certification.capacity": 100, "certification.lapse_rate": 0 };

/** A ready county whose plan has come, with hardly a doubt about monitoring and surveys. */
function ready(id: number, province = "45", weight = 1): CountyState {
  const state = county({ id, weight, attributes: { province }, sites: [{}] });
  Object.assign(state, { betweenSchoolShare: 0.01, satisfaction: 98 });
  state.queue.planYear = 2026;
  return state;
}

function at(changes: Partial<Readiness> = {}): Readiness {
  const margins = new Float64Array(ITEMS.length).fill(0.1);
  return {
    margins,
    reported: margins,
    binding: 0,
    isReady: true,
    looksReady: true,
    hides: false,
    isRelaxed: false,
    forecast: 0.99,
    schools: 10,
    failingSchools: 0,
    ...changes,
  };
}

function round(
  counties: CountyState[],
  readiness: Readiness[] = [],
  values: Values = {},
  year = 2026,
  key = 1,
  coverage = 1,
): string[] {
  const value = (_: number, id: ParameterId) => values[id] ?? SURE[id] ?? registryValue(id, year);
  certify(
    counties,
    counties.map((_, c) => readiness[c] ?? at()),
    coverage,
    value,
    [key, 5],
    year,
  );
  return counties.map(({ queue }) => queue.lastStage);
}

/** Ten honest counties of the province that never apply, so that the quota of a fifth is two or more. */
const others = (n: number, province = "45") =>
  Array.from({ length: n }, (_, i) => {
    const state = ready(1000 + i, province);
    state.queue.planYear = 2100;
    return state;
  });

describe("the certification round", () => {
  it("a ready county is nominated, reviewed and certified within a year: an example", () => {
    const state = ready(1);
    expect(round([state])).toEqual(["certified"]);
    expect(state.queue).toMatchObject({ certifiedYear: 2026, waitingSince: 0, cureBy: 0 });
    expect(round([state], [], {}, 2027)).toEqual(["certified"]);
    expect(state.queue.certifiedYear).toBe(2026);
  });

  it("CER-7 who takes part: report, plan within four years, forecast, wait", () => {
    const stage = (change: (state: CountyState) => void, changes: Partial<Readiness> = {}, values: Values = {}) => {
      const state = ready(1);
      change(state);
      return round([state], [at(changes)], values)[0];
    };
    expect(stage(() => {}, { looksReady: false })).toBe("not-ready");
    expect(stage(() => {}, { isReady: false })).toBe("certified");
    expect(stage(({ queue }) => (queue.planYear = 2030))).toBe("certified");
    expect(stage(({ queue }) => (queue.planYear = 2031))).toBe("not-planned");
    expect(stage(() => {}, { forecast: 0.6 }, { "certification.forecast_threshold": 0.61 })).toBe("did-not-apply");
    expect(stage(() => {}, { forecast: 0.6 }, { "certification.forecast_threshold": 0.6 })).toBe("certified");
    expect(stage(({ queue }) => (queue.mayApplyFrom = 2027))).toBe("did-not-apply");
    expect(stage(({ queue }) => (queue.mayApplyFrom = 2026))).toBe("certified");
  });

  it("CER-8 inspection meets a failing school by chance, and the county may apply the next year", () => {
    const counties = Array.from({ length: 2000 }, (_, id) => ready(id + 1, String(10 + (id % 80))));
    const failing = counties.map(() => at({ failingSchools: 2 }));
    const values = { "certification.supervision_share": 0.3, "certification.capacity": 0 };
    const caught = round(counties, failing, values).filter((stage) => stage === "failed-province").length;
    expect(Math.abs(caught / 2000 - 0.51)).toBeLessThan(fourErrors(0.51, 2000));
    expect(counties.find(({ queue }) => queue.lastStage === "failed-province")!.queue.mayApplyFrom).toBe(2027);
    const waiting = ready(1);
    waiting.queue.waitingSince = 2025;
    expect(round([waiting], [at({ failingSchools: 50 })])).toEqual(["certified"]);
    expect(round([ready(1)], [at({ failingSchools: 0 })], { "certification.supervision_share": 1 })).toEqual([
      "certified",
    ]);
  });

  it("CER-9 a province names its best forecasts up to a fifth of its counties", () => {
    const three = [ready(1), ready(2), ready(3)];
    const readiness = [at({ forecast: 0.7 }), at({ forecast: 0.9 }), at({ forecast: 0.8 })];
    const stages = round([...three, ...others(7)], readiness);
    expect(stages.slice(0, 3)).toEqual(["waiting", "certified", "certified"]);
    expect(three[0]!.queue.waitingSince).toBe(0);
    const apart = round([...three.map((_, i) => ready(i + 1, i === 0 ? "44" : "45")), ...others(8)], readiness);
    expect(apart.slice(0, 3)).toEqual(["certified", "certified", "certified"]);
  });

  it("CER-10 the longest waiting come first, and who is not reviewed keeps the place", () => {
    const counties = [ready(1), ready(2), ready(3), ...others(20)];
    counties[1]!.queue.waitingSince = 2025;
    counties[2]!.queue.waitingSince = 2024;
    const readiness = [at({ forecast: 0.99 }), at({ forecast: 0.7 }), at({ forecast: 0.6 })];
    const one = { "certification.capacity": 1 };
    expect(round(counties, readiness, one).slice(0, 3)).toEqual(["waiting", "waiting", "certified"]);
    expect(counties.slice(0, 2).map(({ queue }) => queue.waitingSince)).toEqual([2026, 2025]);
    expect(round(counties, readiness, one, 2027).slice(0, 3)).toEqual(["waiting", "certified", "certified"]);
    const lost = [counties[0]!];
    expect(round(lost, [at({ looksReady: false })], one, 2028)).toEqual(["not-ready"]);
    expect(lost[0]!.queue.waitingSince).toBe(0);
  });

  it("CER-11 no more reviews than the capacity; in a sample the last place goes by lot", () => {
    const twenty = () => Array.from({ length: 20 }, (_, id) => ready(id + 1, String(11 + id)));
    for (const capacity of [0, 1, 7, 20]) {
      const stages = round(twenty(), [], { "certification.capacity": capacity });
      expect(stages.filter((stage) => stage === "certified")).toHaveLength(capacity);
    }
    const part = round(twenty(), [], { "certification.capacity": 20 }, 2026, 1, 0.35);
    expect(part.filter((stage) => stage === "certified")).toHaveLength(7);
    let certified = 0;
    for (let key = 0; key < 500; key++) {
      certified +=
        round([ready(1, "45", 4)], [], { "certification.capacity": 1 }, 2026, key)[0] === "certified" ? 1 : 0;
    }
    expect(Math.abs(certified / 500 - 0.25)).toBeLessThan(fourErrors(0.25, 500));
  });

  const passes = (change: Partial<CountyState>, readiness: Partial<Readiness> = {}, values: Values = {}) => {
    const counties = Array.from({ length: 60 }, (_, id) => Object.assign(ready(id + 1, String(11 + id)), change));
    let certified = 0;
    for (let key = 0; key < 20; key++) {
      counties.forEach(({ queue }) => Object.assign(queue, { certifiedYear: 0, mayApplyFrom: 0, waitingSince: 0 }));
      const stages = round(
        counties,
        counties.map(() => at(readiness)),
        values,
        2026,
        key,
      );
      certified += stages.filter((stage) => stage === "certified").length;
    }
    return certified / 1200;
  };

  it("CER-12 monitoring is measured with error, both surveys must pass, misreports are found by chance", () => {
    expect(Math.abs(passes({ betweenSchoolShare: 0.15 }) - 0.5)).toBeLessThan(fourErrors(0.5, 1200));
    // Of 2,000 asked at least 1,700 must be content; at 85 % that is a little over one half, and twice a quarter.
    const half = 0.5 + 0.5 / Math.sqrt(2 * Math.PI * 2000 * 0.85 * 0.15);
    const survey = passes({ satisfaction: 85 }, {}, { "certification.survey_size": 2000 });
    expect(Math.abs(survey - half * half)).toBeLessThan(fourErrors(0.25, 1200) + 0.01);
    const audit = { "certification.audit_detection": 0.3 };
    expect(Math.abs(passes({}, { hides: true }, audit) - 0.7)).toBeLessThan(fourErrors(0.7, 1200));
    expect(passes({}, { hides: false }, { "certification.audit_detection": 1 })).toBe(1);
  });

  it("CER-13 after failing a county misses one round, after a detected misreport three", () => {
    const failed = ready(1);
    failed.satisfaction = 40;
    expect(round([failed])).toEqual(["failed-national"]);
    expect(failed.queue).toMatchObject({ mayApplyFrom: 2028, waitingSince: 0, certifiedYear: 0 });
    const caught = ready(2);
    round([caught], [at({ hides: true })], { "certification.audit_detection": 1 });
    expect(caught.queue.mayApplyFrom).toBe(2030);
  });

  it("CER-14 certificates lapse by chance or where a relaxed size is not cured, not in their own year", () => {
    const counties = Array.from({ length: 2000 }, (_, id) => {
      const state = ready(id + 1);
      state.queue.certifiedYear = 2024;
      return state;
    });
    round(counties, [], { "certification.lapse_rate": 0.1, "certification.capacity": 0 });
    const lapsed = counties.filter(({ queue }) => queue.certifiedYear === 0);
    expect(Math.abs(lapsed.length / 2000 - 0.1)).toBeLessThan(fourErrors(0.1, 2000));
    expect(lapsed[0]!.queue).toMatchObject({ mayApplyFrom: 2029, lastStage: "did-not-apply" });
    const fresh = ready(1);
    fresh.queue.certifiedYear = 2026;
    round([fresh], [], { "certification.lapse_rate": 1 });
    expect(fresh.queue.certifiedYear).toBe(2026);

    const relaxed = ready(2);
    round([relaxed], [at({ isRelaxed: true })], {}, 2026);
    expect(relaxed.queue).toMatchObject({ certifiedYear: 2026, cureBy: 2029 });
    const tooLarge = at();
    tooLarge.margins[SCHOOL_SIZE] = -0.1;
    round([relaxed], [tooLarge], {}, 2028);
    expect(relaxed.queue.certifiedYear).toBe(2026);
    const cured = structuredClone(relaxed.queue);
    round([relaxed], [tooLarge], {}, 2029);
    expect(relaxed.queue.certifiedYear).toBe(0);
    Object.assign(relaxed.queue, cured);
    round([relaxed], [at({ isRelaxed: true })], {}, 2029);
    expect(relaxed.queue.certifiedYear).toBe(0);
    Object.assign(relaxed.queue, cured);
    round([relaxed], [at()], {}, 2029);
    expect(relaxed.queue.certifiedYear).toBe(2026);
  });
});
