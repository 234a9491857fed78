import { describe, expect, it } from "vitest";
import { registryValue, type ParameterId } from "../../../src/model/parameters.ts";
import { certify } from "../../../src/model/processes/certification.ts";
import { monitoringChance } from "../../../src/model/monitoring.ts";
import { certificateOf, isPreparing } from "../../../src/model/queue.ts";
import { ITEMS, type Readiness } from "../../../src/model/readiness.ts";
import { RELAXATION_BITS } from "../../../src/model/relaxed-return.ts";
import { QUEUE_STAGES, type CountyState } from "../../../src/model/state.ts";
import { county, fourErrors } from "../worlds.ts";

/**
 * Mutants killed:
 * CER-7: readiness in truth instead of the report; plan year ignored, or to the day; stages of the ladder mixed up
 * CER-9: quota per nation; who is over the quota waits
 * CER-10: newcomers overtake; the place is lost
 * CER-11: one more than the capacity; a sampled county counted as one; a part of the nation has the whole capacity
 * CER-12: one survey only; measured without error; audit of honest counties; paper found like an item; a panel visits schools
 * CER-13: no wait, or the same wait for all
 * CER-14: an uncured item keeps the certificate; the transitional limit counts as cured; another item than the relaxed one lapses it
 * CER-15: a re-check withdraws whatever the margin; a re-check every year; in the year of the certificate
 * CER-16: a stage on the wrong rung; a withdrawn county suspended; a county without a stage
 * CER-18: a tier's certificate counted with the others; tier counties held to the full standard, or other items credited too
 * CER-19: no warning to certified counties; warned without reports
 */
type Values = Partial<Record<ParameterId, number>>;
const SURE: Values = { "certification.capacity": 100, "certification.recheck_rate": 0 };

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
    strict: margins,
    margins,
    reported: margins,
    binding: 0,
    isReady: true,
    looksReady: true,
    hidden: new Int32Array(4),
    relaxations: 0,
    uncured: 0,
    forecast: 0.99,
    schools: 10,
    failingSchools: 0,
    failingAtTier: 0,
    monitored: 20,
    tier: 1,
    credit: 0,
    looksReadyAtTier: changes.looksReady ?? true,
    ...changes,
  };
}

/** A county whose item falls short by the full standard. */
function short(item: number, margin: number, changes: Partial<Readiness> = {}): Readiness {
  const one = at(changes);
  const strict = one.strict.slice();
  strict[item] = margin;
  return { ...one, strict };
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
    expect(stage(({ queue }) => (queue.mayApplyFrom = 2027))).toBe("suspended");
    expect(stage(({ queue }) => (queue.mayApplyFrom = 2026))).toBe("certified");
  });

  it("CER-8 inspection meets a failing school by chance, city before province, and the county may apply the next year", () => {
    const counties = Array.from({ length: 2000 }, (_, id) => ready(id + 1, String(10 + (id % 80))));
    const failing = counties.map(() => at({ failingSchools: 2 }));
    const stages = (city: number, province: number) => {
      counties.forEach(({ queue }) => Object.assign(queue, { mayApplyFrom: 0, waitingSince: 0 }));
      return round(counties, failing, {
        "certification.city_check_share": city,
        "certification.supervision_share": province,
        "certification.capacity": 0,
      });
    };
    // Three of ten schools without replacement miss both failing ones with chance 8·7·6 ÷ 10·9·8.
    const miss = (8 * 7 * 6) / (10 * 9 * 8);
    const share = (seen: string[], stage: string) => seen.filter((one) => one === stage).length / 2000;
    const byProvince = stages(0, 0.3);
    expect(Math.abs(share(byProvince, "failed-province") - (1 - miss))).toBeLessThan(fourErrors(miss, 2000));
    expect(counties.find(({ queue }) => queue.lastStage === "failed-province")!.queue.mayApplyFrom).toBe(2027);
    const both = stages(0.3, 0.3);
    expect(Math.abs(share(both, "failed-city") - (1 - miss))).toBeLessThan(fourErrors(miss, 2000));
    const second = miss * (1 - miss);
    expect(Math.abs(share(both, "failed-province") - second)).toBeLessThan(fourErrors(second, 2000));
    expect(share(stages(1, 0), "failed-city")).toBe(1);
    expect(share(stages(0, 0), "failed-city") + share(stages(0, 0), "failed-province")).toBe(0);
    const waiting = ready(1);
    waiting.queue.waitingSince = 2025;
    expect(round([waiting], [at({ failingSchools: 9 })])).toEqual(["certified"]);
  });

  it("CER-9 a province names its best forecasts up to a fifth of its counties", () => {
    const three = [ready(1), ready(2), ready(3)];
    const readiness = [at({ forecast: 0.7 }), at({ forecast: 0.9 }), at({ forecast: 0.8 })];
    const stages = round([...three, ...others(7)], readiness);
    expect(stages.slice(0, 3)).toEqual(["not-nominated", "certified", "certified"]);
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
    const sampled = Array.from({ length: 4 }, (_, id) => ready(id + 1, String(11 + id), 2.5));
    const two = round(sampled, [], { "certification.capacity": 5 });
    expect(two.filter((stage) => stage === "certified")).toHaveLength(2);
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

  it("CER-12 monitoring is measured with error, both surveys must pass, each hidden item is found by chance", () => {
    const measured = passes({ betweenSchoolShare: 0.15 });
    expect(Math.abs(measured - monitoringChance(0.15, 20))).toBeLessThan(fourErrors(0.5, 1200) + 0.003);
    // Of 2,000 asked at least 1,700 must be content; at 85 % that is a little over one half, and twice a quarter.
    const half = 0.5 + 0.5 / Math.sqrt(2 * Math.PI * 2000 * 0.85 * 0.15);
    const survey = passes({ satisfaction: 85 }, {}, { "certification.survey_size": 2000 });
    expect(Math.abs(survey - half * half)).toBeLessThan(fourErrors(0.25, 1200) + 0.01);
    const audit = { "certification.audit_detection": 0.3, "certification.paper_detection": 0.1 };
    const found = (hidden: number[]) => passes({}, { hidden: Int32Array.from(hidden) }, audit);
    expect(Math.abs(found([0, 0, 2, 0]) - 0.7)).toBeLessThan(fourErrors(0.7, 1200));
    expect(Math.abs(found([1, 5, 0, 0]) - 0.49)).toBeLessThan(fourErrors(0.49, 1200));
    expect(Math.abs(found([0, 0, 0, 1]) - 0.9)).toBeLessThan(fourErrors(0.9, 1200));
    expect(passes({}, {}, { "certification.audit_detection": 1, "certification.paper_detection": 1 })).toBe(1);
  });

  it("CER-12 the field visit sees a number of schools, the panel none; each failure has its stage", () => {
    const field = {
      "certification.review_form": 0,
      "certification.field_schools": 3,
      "certification.supervision_share": 0,
    };
    const values = { ...field, "certification.city_check_share": 0 };
    const miss = (8 * 7 * 6) / (10 * 9 * 8);
    expect(Math.abs(passes({}, { failingSchools: 2 }, values) - miss)).toBeLessThan(fourErrors(miss, 1200));
    expect(passes({}, { failingSchools: 2 }, { ...values, "certification.review_form": 1 })).toBe(1);
    const stage = (change: Partial<CountyState>, changes: Partial<Readiness> = {}) =>
      round([Object.assign(ready(1), change)], [at(changes)], {
        ...values,
        "certification.audit_detection": 1,
        "certification.field_schools": 200,
      })[0];
    expect(stage({ betweenSchoolShare: 0.6, satisfaction: 40 })).toBe("failed-monitoring");
    expect(stage({ satisfaction: 40 }, { hidden: Int32Array.of(1, 0, 0, 0) })).toBe("failed-survey");
    expect(stage({}, { hidden: Int32Array.of(1, 0, 0, 0), failingSchools: 1 })).toBe("failed-audit");
    expect(stage({}, { failingSchools: 1 })).toBe("failed-review");
  });

  it("CER-13 after failing a county misses one round, after a detected misreport three", () => {
    const failed = ready(1);
    failed.satisfaction = 40;
    expect(round([failed])).toEqual(["failed-survey"]);
    expect(failed.queue).toMatchObject({ mayApplyFrom: 2028, waitingSince: 0, certifiedYear: 0 });
    expect(round([failed], [], {}, 2027)).toEqual(["suspended"]);
    const caught = ready(2);
    round([caught], [at({ hidden: Int32Array.of(1, 0, 0, 0) })], { "certification.audit_detection": 1 });
    expect(caught.queue.mayApplyFrom).toBe(2030);
  });

  it("CER-14 a certificate under a relaxation is withdrawn in the third year unless that item meets the full standard", () => {
    const bits = RELAXATION_BITS.schoolSize | RELAXATION_BITS.sportsArea;
    const after = (year: number, third: Readiness) => {
      const relaxed = ready(2);
      round([relaxed], [at({ relaxations: bits })]);
      expect(relaxed.queue).toMatchObject({ certifiedYear: 2026, cureBy: 2029, relaxations: bits });
      return round([relaxed], [third], {}, year)[0];
    };
    const uncured = at({ relaxations: RELAXATION_BITS.schoolSize, uncured: RELAXATION_BITS.schoolSize });
    expect(after(2028, uncured)).toBe("certified");
    expect(after(2029, uncured)).toBe("withdrawn");
    expect(after(2029, at({ uncured: RELAXATION_BITS.sportsArea }))).toBe("withdrawn");
    expect(after(2029, at({ uncured: RELAXATION_BITS.specialistTeachers }))).toBe("certified");
    expect(after(2029, at())).toBe("certified");
    const plain = ready(3);
    round([plain]);
    expect([plain.queue.cureBy, round([plain], [uncured], {}, 2029)[0]]).toEqual([0, "certified"]);
  });

  it("CER-15 a re-check comes by chance, not in the year of the certificate, and withdraws beyond the stated margin", () => {
    const held = () =>
      Array.from({ length: 2000 }, (_, id) => {
        const state = ready(id + 1);
        Object.assign(state.queue, { certifiedYear: 2024, lastStage: "certified" });
        return state;
      });
    const rate = (margin: number, year = 2026) => {
      const counties = held();
      const values = {
        "certification.recheck_rate": 0.1,
        "certification.recheck_margin": 0.2,
        "certification.capacity": 0,
      };
      const stages = round(
        counties,
        counties.map(() => short(7, margin)),
        values,
        year,
      );
      const lost = counties.find(({ queue }) => queue.certifiedYear === 0);
      if (lost) expect(lost.queue).toMatchObject({ mayApplyFrom: year + 3, lastStage: "withdrawn", waitingSince: 0 });
      return stages.filter((stage) => stage === "withdrawn").length / 2000;
    };
    expect(Math.abs(rate(-0.21) - 0.1)).toBeLessThan(fourErrors(0.1, 2000));
    expect([rate(-0.19), rate(-0.21, 2024)]).toEqual([0, 0]);
  });

  it("CER-16 every county ends the round on a stage", () => {
    const counties = Array.from({ length: 300 }, (_, id) => ready(id + 1, String(11 + (id % 4))));
    counties.forEach((state, id) => {
      Object.assign(state, { betweenSchoolShare: 0.14, satisfaction: 86 });
      Object.assign(state.queue, { planYear: 2026 + (id % 7), lastStage: "stale" });
    });
    const readiness = counties.map((_, id) =>
      at({ looksReady: id % 3 > 0, forecast: 0.3 + 0.05 * (id % 9), failingSchools: id % 2 }),
    );
    const stages = round(counties, readiness, { "certification.capacity": 40 });
    expect(stages.filter((stage) => !(QUEUE_STAGES as readonly string[]).includes(stage))).toEqual([]);
    counties.forEach(({ queue }, c) => expect(queue.certifiedYear > 0).toBe(stages[c] === "certified"));
    const lost = ready(1);
    Object.assign(lost.queue, { certifiedYear: 2024, cureBy: 2026, relaxations: 1 });
    expect(round([lost], [at({ uncured: 1 })])).toEqual(["withdrawn"]);
  });

  it("CER-18 a county of a lower tier gets a certificate of its own kind, and may still earn the other", () => {
    const tier = { looksReady: false, isReady: false, tier: 3, looksReadyAtTier: true, failingSchools: 9 } as const;
    const state = ready(1);
    expect(round([state], [at({ ...tier, tier: 1 })])).toEqual(["not-ready"]);
    const full = { "certification.supervision_share": 1 };
    expect(round([ready(2)], [at({ ...tier, failingAtTier: 1 })], full)[0]).toMatch(/^failed-(city|province)$/);
    expect(round([state], [at(tier)], full)).toEqual(["certified-tier"]);
    expect(state.queue).toMatchObject({ certifiedYear: 0, tierYear: 2026, certifiedTier: 3 });
    expect([certificateOf(state.queue), isPreparing(state.queue, 2030)]).toEqual(["differentiated", true]);
    expect(round([state], [at(tier)], full, 2027)).toEqual(["certified-tier"]);
    expect(state.queue.tierYear).toBe(2026);
    expect(round([state], [at({ tier: 3 })], full, 2028)).toEqual(["certified"]);
    expect(state.queue).toMatchObject({ certifiedYear: 2028, tierYear: 0, certifiedTier: 0 });
    expect(certificateOf(state.queue)).toBe("same-standard");
  });

  it("CER-19 a report warns a certified county that falls short, and others a year before they would prepare", () => {
    const warned = (change: Partial<CountyState["queue"]>, on: number, margin = -0.1, year = 2026) => {
      const state = ready(1);
      Object.assign(state.queue, change);
      round([state], [short(3, margin, { looksReady: false })], { "certification.early_warning": on }, year);
      return isPreparing(state.queue, year + 1);
    };
    expect(warned({ certifiedYear: 2024 }, 0)).toBe(false);
    expect([warned({ certifiedYear: 2024 }, 1), warned({ certifiedYear: 2024 }, 1, 0.1)]).toEqual([true, false]);
    const early = [2033, 2034].map((planYear) => warned({ planYear }, 1));
    expect([early, warned({ planYear: 2033 }, 0), warned({ planYear: 2032 }, 0)]).toEqual([[true, false], false, true]);
  });
});
