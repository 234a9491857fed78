import { describe, expect, it } from "vitest";
import { recruit } from "../../../src/model/processes/recruitment.ts";
import { applicants, applicantsPerPost } from "../../../src/model/applicants.ts";
import { subjectOf } from "../../../src/model/subjects.ts";
import { ruledPosts, specialistPosts } from "../../../src/model/establishment.ts";
import { staffing } from "../../../src/model/staffing.ts";
import {
  ART,
  BACHELOR,
  CORE,
  JUNIOR,
  MUSIC,
  OTHER,
  PE,
  SCIENCE,
  SEAT,
  TOWN,
  VILLAGE,
} from "../../../src/model/state.ts";
import { yearLots } from "../../../src/model/year-lots.ts";
import type { YearContext } from "../../../src/model/context.ts";
import { column, county, fourErrors, preparing, school, staff, sum, type SiteRow, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                        | killed by |
 * | --------------------------------------------- | --------- |
 * | class floor for every school                  | EST-1     |
 * | surplus not shared                            | EST-2     |
 * | the whole gap hired                           | HIR-1     |
 * | replacement not limited                       | HIR-1     |
 * | hires by target instead of need               | HIR-2     |
 * | new teachers older than 28, or backbone       | HIR-3     |
 * | specialists hired everywhere alike            | HIR-4     |
 * | new teachers keep the lots of an old row      | HIR-3     |
 * | all other teachers core                       | HIR-5     |
 * | applicants alike everywhere, or not by pay    | HIR-6     |
 * | hires beyond the pay there is                 | HIR-7     |
 * | half of the money for each stage, used twice  | HIR-7     |
 * | posts without applicants filled or forgotten  | HIR-8     |
 * | floor of small schools left out               | EST-3     |
 * | posts cut although held, held although cut    | EST-4     |
 * | teachers sacked under a cut                   | EST-4     |
 * | timetable ignored                             | EST-5     |
 * | surplus counted against posts held            | EST-7     |
 * | all new teachers of equal quality             | QLT-1     |
 * | sum not scaled                                | QLT-2     |
 * | 4.4 % of the staff replaced                   | HIR-1     |
 * | fewer women or graduates                      | HIR-3     |
 * | 2.75 times the share                          | HIR-4     |
 * | 5.4 % science                                 | HIR-5     |
 * | 66 km, or −0.44 for specialists               | HIR-6     |
 * | hires of the year not in the surplus          | EST-7     |
 */
const RATIOS = {
  "teachers.pupils_per_teacher_primary": 20,
  "teachers.pupils_per_teacher_junior": 15,
  "teachers.teachers_per_class_small": 2,
  "teachers.transfer_rate": 0,
  "teachers.replacement_rate": 0,
  "teachers.specialist_hire_share": 0,
  "teachers.specialists_per_class": 0,
  "teachers.applicants_per_post": 50,
} as const;
/** A primary school of 6 × n pupils. */
const of = (n: number, more: Partial<SiteRow> = {}): SiteRow => ({
  pupils: Array<number>(6).fill(n),
  rooms: 60,
  ...more,
});

function run(sites: SiteRow[], teachers: TeacherRow[], values: object = {}, prepares = false) {
  const state = county({ sites, teachers });
  if (prepares) preparing(state);
  state.ledger.otherRecurrent = 1e12;
  recruit(state, school({ ...RATIOS, ...values }));
  return state;
}

describe("staffing", () => {
  it("EST-1 pupils over the ratio; small schools by class; at least one", () => {
    const target = (row: SiteRow) => Array.from(staffing(county({ sites: [row] }), school(RATIOS)).target);
    expect(target(of(40))).toEqual([12, 0]);
    expect(target(of(33))).toEqual([12, 0]);
    expect(target({ pupils: [34, 34, 33, 33, 33, 33] })).toEqual([10, 0]);
    expect(target(of(4))).toEqual([4, 0]);
    expect(target({ pupils: [3] })).toEqual([2, 0]);
    expect(target({ kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 150, 150, 150] })).toEqual([0, 30]);
    expect(target({ pupils: [] })).toEqual([0, 0]);
    expect(target({ ...of(40), isOpen: false })).toEqual([0, 0]);
    const single = staffing(
      county({ sites: [{ pupils: [3] }] }),
      school({ ...RATIOS, "teachers.teachers_per_class_small": 0.5 }),
    );
    expect(single.target[0]).toBe(1);
  });

  it("EST-2 a surplus is shared over schools by what they aim at", () => {
    const state = county({ sites: [of(40), of(80)], teachers: staff(54, { site: 0 }) });
    const { target, aimed, headcount } = staffing(state, school(RATIOS));
    expect([target[0], target[2]]).toEqual([18, 36].map((n) => expect.closeTo(n, 10) as unknown));
    expect(aimed[0]).toBe(36);
    expect(headcount[0]).toBe(54);
  });

  it("EST-3 the rule gives a post for 19 or 13.5 pupils, small schools a number per class", () => {
    const posts = (rows: SiteRow[], stage: 0 | 1) => ruledPosts(county({ sites: rows }), school(RATIOS), stage);
    const junior = { kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 90, 90, 90] };
    expect(posts([of(190), of(38), junior], 0)).toBeCloseTo(60 + 12, 10);
    expect(posts([of(190), junior], 1)).toBeCloseTo(20, 10);
    // 120 pupils in six classes of 20, two a class; 24 pupils as two classes.
    expect(posts([of(20)], 0)).toBe(12);
    expect(posts([of(4)], 0)).toBe(4);
    expect(posts([{ ...of(190), isOpen: false }], 0)).toBe(0);
  });

  it("EST-5 PE, music and art teachers: 0.9 per 100 pupils or the timetable of the classes", () => {
    const state = county({ sites: [of(40), of(10)] });
    expect(specialistPosts(state, 0, 0.35)).toBeCloseTo(2.16, 10);
    expect(specialistPosts(state, 2, 0.35)).toBeCloseTo(2.1, 10);
    // 500 of 1,000 hires would be short of 540; with the timetable all of them are.
    const hired = (perClass: number) => {
      const rows = [...staff(40, { site: 0, subject: PE }), ...staff(960, { site: 0 })];
      const values = { "teachers.specialist_hire_share": 0.2, "teachers.specialists_per_class": perClass };
      const subjects = column(run([of(10_000, { rooms: 2000 })], rows, values).teachers, "subject").slice(1000);
      return subjects.filter((s) => s >= PE && s <= ART).length;
    };
    expect(Math.abs(hired(0.9) / 1000 - 0.5)).toBeLessThan(fourErrors(0.5, 1000));
    expect(hired(0)).toBeLessThan(hired(0.9) - 80);
  });

  it("EST-4 posts are held when rolls fall, or cut to what the rolls ask for; nobody is sacked", () => {
    const after = (policy: number, leavers = 3) => {
      const state = county({ sites: [of(200)], teachers: staff(97, { site: 0 }) });
      state.posts[0] = 100;
      state.sites.departures[0] = leavers;
      recruit(state, school({ ...RATIOS, "teachers.replacement_rate": 1, "teachers.surplus_policy": policy }));
      return [state.posts[0], state.teacherFlows.hired, state.teachers.count];
    };
    // 1,200 pupils: 60 aimed at, 64 by the rule.
    expect(after(0)).toEqual([100, 3, 100]);
    expect(after(2)).toEqual([100, 3, 100]);
    expect(after(1)).toEqual([64, 0, 97]);
    const growing = run([of(400)], staff(40, { site: 0 }), { "teachers.surplus_policy": 1 });
    expect(growing.posts[0]).toBe(127);
    expect(growing.teacherFlows.hired).toBe(40);
    const full = county({ sites: [of(200)], teachers: staff(100, { site: 0 }) });
    full.sites.departures[0] = 3;
    recruit(full, school({ ...RATIOS, "teachers.replacement_rate": 1 }));
    expect(full.teacherFlows.hired).toBe(0);
  });

  it("EST-7 teachers beyond what the rolls ask for are counted, whatever posts are held", () => {
    const surplus = (policy: number, teachers: number) =>
      run([of(200)], staff(teachers, { site: 0 }), { "teachers.surplus_policy": policy }).tally.surplusTeachers;
    expect([surplus(0, 97), surplus(1, 97), surplus(2, 97)]).toEqual([33, 33, 33]);
    expect([surplus(0, 64), surplus(0, 10)]).toEqual([0, 0]);
    // Three leavers are replaced in held posts: 100 teachers where 64 are asked for.
    const held = county({ sites: [of(200)], teachers: staff(97, { site: 0 }) });
    held.posts[0] = 100;
    held.sites.departures[0] = 3;
    recruit(held, school({ ...RATIOS, "teachers.replacement_rate": 1 }));
    expect([held.teachers.count, held.tally.surplusTeachers]).toEqual([100, 36]);
  });

  it("QLT-2 quality of teachers is summed by site and stage and scaled", () => {
    const rows = [
      { site: 0, quality: 1.5 },
      { site: 0, quality: -0.5 },
      { site: 1, quality: 2 },
      { site: 0, stage: 1, quality: -1 },
    ];
    const { quality } = county({ sites: [of(40), of(40)], teachers: rows }).staff;
    expect(Array.from(quality)).toEqual([1, -1, 2, 0]);
  });
});

describe("hiring", () => {
  it("HIR-1 half of the gap, or the replaced leavers up to 4 % of the staff", () => {
    const gap = run([of(200)], staff(40, { site: 0 }));
    expect(gap.teacherFlows.hired).toBe(10);
    expect(gap.teachers.count).toBe(50);
    const enough = (leavers: number, share: number) => {
      const state = county({ sites: [of(200)], teachers: staff(100, { site: 0 }) });
      state.sites.departures[0] = leavers;
      state.posts[0] = 104;
      recruit(state, school({ ...RATIOS, "teachers.replacement_rate": share }));
      return state.teacherFlows.hired;
    };
    expect([enough(3, 1), enough(4, 0.5), enough(50, 1), enough(0, 1), enough(3, 0)]).toEqual([3, 2, 4, 0, 0]);
    const large = county({ sites: [of(200)], teachers: staff(1000, { site: 0 }) });
    large.sites.departures[0] = 500;
    large.posts[0] = 1200;
    recruit(large, school({ ...RATIOS, "teachers.replacement_rate": 1 }));
    expect(large.teacherFlows.hired).toBe(40);
  });

  it("HIR-3 a new teacher has lots of their own, those that drawing all lots anew gives", () => {
    const state = county({ sites: [of(200)], teachers: staff(40, { site: 0 }) });
    const context = school(RATIOS);
    state.ledger.otherRecurrent = 1e12;
    recruit(state, context);
    expect(state.teachers.count).toBe(50);
    const lots = (of: YearContext) =>
      Object.values(yearLots(state.teachers, of)).map((column: Uint32Array) => Array.from(column.subarray(40, 50)));
    const kept = lots(context);
    expect(kept).toEqual(lots(school(RATIOS)));
    expect(new Set(kept.flat()).size).toBe(50);
  });

  it("HIR-2 hires go where most is missing", () => {
    // 1.25 × 60 − 60 = 15 and 1.25 × 60 − 30 = 45 missing; half of the gap of 30.
    const state = run([of(200), of(200)], [...staff(60, { site: 0 }), ...staff(30, { site: 1 })]);
    const hired = column(state.teachers, "site").slice(90);
    expect([hired.filter((s) => s === 0).length, hired.filter((s) => s === 1).length]).toEqual([4, 11]);
  });

  it("HIR-3 who is hired: young, mostly women with a degree, no title, an id of their own", () => {
    const { teachers } = run([of(15_000, { rooms: 3000 })], [{ site: 0, id: 1 }]);
    const rows = Array.from({ length: teachers.count - 1 }, (_, i) => i + 1);
    expect(rows.length).toBeGreaterThan(1900);
    const ages = rows.map((t) => 2026 + 8 / 12 - 1900 - teachers.birthMonth[t]! / 12);
    expect(Math.min(...ages)).toBeGreaterThan(21.9);
    expect(Math.max(...ages)).toBeLessThan(28.1);
    const share = (column: ArrayLike<number>, value: number) =>
      rows.filter((t) => column[t] === value).length / rows.length;
    expect(Math.abs(share(teachers.isFemale, 1) - 0.8)).toBeLessThan(fourErrors(0.8, rows.length));
    expect(Math.abs(share(teachers.degree, BACHELOR) - 0.93)).toBeLessThan(fourErrors(0.93, rows.length));
    const juniors = { kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 20_000, 20_000, 20_000], rooms: 3000 };
    const hires = run([juniors], [{ site: 0, id: 1, stage: 1 }]).teachers;
    const women = sum(column(hires, "isFemale").slice(1)) / (hires.count - 1);
    expect(hires.count).toBeGreaterThan(1900);
    expect(Math.abs(women - 0.7)).toBeLessThan(fourErrors(0.7, hires.count - 1));
    const graduates = column(hires, "degree").slice(1);
    const degree = graduates.filter((d) => d === BACHELOR).length / graduates.length;
    expect(Math.abs(degree - 0.98)).toBeLessThan(fourErrors(0.98, graduates.length));
    expect(share(teachers.isBackbone, 0)).toBe(1);
    expect(share(teachers.arrivedYear, 2026)).toBe(1);
    expect(new Set(column(teachers, "id")).size).toBe(teachers.count);
  });

  it("HIR-4 specialists at their share, and 2.5 times it where a school lacks them", () => {
    const specialists = (existing: number) => {
      const teachers = [...staff(existing, { site: 0, subject: PE }), ...staff(1000 - existing, { site: 0 })];
      const state = run([of(10_000, { rooms: 2000 })], teachers, { "teachers.specialist_hire_share": 0.2 });
      const subjects = column(state.teachers, "subject").slice(1000);
      return [subjects.filter((s) => s >= PE && s <= ART).length / subjects.length, subjects.length] as const;
    };
    const [enough, n] = specialists(600);
    expect(n).toBe(1000);
    expect(Math.abs(enough - 0.2)).toBeLessThan(fourErrors(0.2, n));
    // 540 wanted and 40 there: the first 500 hires at one half, the others at a fifth.
    const [short] = specialists(40);
    expect(Math.abs(short - 0.35)).toBeLessThan(fourErrors(0.35, n));
    // 4,000 hires, all of them short: 4,801 specialists would be wanted by the timetable.
    const rows = staff(4000, { site: 0 });
    const values = { "teachers.specialist_hire_share": 0.2, "teachers.specialists_per_class": 0.9 };
    const all = run([of(40_000, { rooms: 6000 })], rows, values);
    const hired = column(all.teachers, "subject").slice(4000);
    expect(hired).toHaveLength(4000);
    const part = hired.filter((s) => s >= PE && s <= ART).length / 4000;
    expect(Math.abs(part - 0.5)).toBeLessThan(fourErrors(0.5, 4000));
  });

  it("HIR-5 of the other new teachers 6 % teach science or IT and 9 % other subjects", () => {
    const subjects = column(run([of(10_000, { rooms: 2000 })], staff(1000, { site: 0 })).teachers, "subject").slice(
      1000,
    );
    const share = (subject: number) => subjects.filter((s) => s === subject).length / 1000;
    expect(Math.abs(share(SCIENCE) - 0.06)).toBeLessThan(fourErrors(0.06, 1000));
    expect(Math.abs(share(OTHER) - 0.09)).toBeLessThan(fourErrors(0.09, 1000));
    expect(new Set(subjects)).toEqual(new Set([CORE, SCIENCE, OTHER]));
    const around = (cut: number, part: number) => [cut - 1e-6, cut + 1e-6].map((u) => subjectOf(u, part));
    expect([0.06, 0.15].flatMap((cut) => around(cut, 0))).toEqual([SCIENCE, OTHER, OTHER, CORE]);
    expect([0.09, 0.146, 0.2].flatMap((cut) => around(cut, 0.2))).toEqual([PE, MUSIC, MUSIC, ART, ART, SCIENCE]);
  });

  /** Hires of 1,000 posts at one school where a core post at the seat finds half an applicant. */
  const filled = (row: Partial<SiteRow>, values: object = {}, wealth = 1) => {
    const state = {
      ...county({ sites: [of(10_000, { rooms: 2000, ...row })], teachers: staff(1000, { site: 0 }) }),
      wealth,
    };
    state.ledger.otherRecurrent = 1e12;
    recruit(state, school({ ...RATIOS, "teachers.applicants_per_post": 0.5, ...values }));
    expect(state.tally.unfilledPosts).toBe(1000 - state.teacherFlows.hired);
    return state.teacherFlows.hired;
  };
  /** Six per cent of the posts are for science, with fewer applicants. */
  const mean = (shift: number) => 500 * Math.exp(shift) * (0.94 + 0.06 * Math.exp(-0.2));
  const expectHires = (hired: number, expected: number) =>
    expect(Math.abs(hired - expected)).toBeLessThan(4 * Math.sqrt(expected));

  it("HIR-6 applicants are Poisson: fewer in towns and villages, far from the seat, and where pay is low", () => {
    const pay = { "teachers.applicant_pay_effect": 3, "teachers.rural_bonus_share": 0.1 };
    expectHires(filled({ setting: SEAT }), mean(0));
    expectHires(filled({ setting: TOWN, y: 20 }), mean(-0.3 - 0.3));
    expectHires(filled({ setting: TOWN, x: 300 }), mean(-0.3 - 0.9));
    expectHires(filled({ setting: VILLAGE }, pay), mean(-0.7 + 0.3));
    expectHires(filled({ setting: VILLAGE }, { ...pay, "teachers.rural_housing": 28_000 }), mean(-0.7 + 0.9));
    expectHires(filled({ setting: SEAT }, pay, 0.5), mean(-0.6));
    const specialists = filled({ setting: SEAT }, { "teachers.specialist_hire_share": 1 });
    expectHires(specialists, 500 * Math.exp(-0.4));
    const context = school({ "teachers.applicants_per_post": 1, "teachers.rural_bonus_share": 0 });
    const perPost = (row: SiteRow) => applicantsPerPost(county({ sites: [row] }), context, 0);
    expect(perPost({ setting: TOWN, x: 300 })).toBeCloseTo(Math.exp(-0.3 - 0.9), 12);
    expect(perPost({ setting: VILLAGE, x: 30, y: 40 })).toBeCloseTo(Math.exp(-0.7 - 0.75), 12);
    for (const [subject, shift] of [
      [CORE, 0],
      [PE, -0.4],
      [MUSIC, -0.4],
      [ART, -0.4],
      [SCIENCE, -0.2],
    ] as const) {
      const n = applicants(context.stream("teacher.applicants"), 0, 0, subject, 1_000_000, 1);
      expectHires(n, 1_000_000 * Math.exp(shift));
    }
  });

  it("HIR-7 no more than the leavers' pay and recurrent money allow, half of the money at most for the primary stage", () => {
    const hired = (money: number, leavers: number) => {
      const sites = [of(400), { kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 500, 500, 500], rooms: 60 }];
      const state = county({ sites, teachers: [...staff(20, { site: 0 }), ...staff(20, { site: 1, stage: 1 })] });
      state.ledger.otherRecurrent = money;
      state.sites.departures[0] = leavers;
      recruit(state, school({ ...RATIOS, "teachers.cost": 100_000 }));
      const stages = column(state.teachers, "stage").slice(40);
      return [stages.filter((stage) => stage === 0).length, stages.filter((stage) => stage === 1).length];
    };
    expect(hired(0, 0)).toEqual([0, 0]);
    expect(hired(0, 3)).toEqual([3, 0]);
    expect(hired(1_000_000, 3)).toEqual([8, 5]);
    expect(hired(100_000_000, 0)).toEqual([50, 40]);
  });

  it("HIR-8 a post nobody applies for stays empty and is counted", () => {
    const state = run([of(200)], staff(40, { site: 0 }), { "teachers.applicants_per_post": 0 });
    expect(state.tally.unfilledPosts).toBe(10);
    expect(state.teachers.count).toBe(40);
    expect(run([of(200)], staff(40, { site: 0 })).tally.unfilledPosts).toBe(0);
  });

  it("QLT-1 quality of new teachers is standard normal and their training counts as done", () => {
    const { teachers, tally } = run([of(10_000, { rooms: 2000 })], staff(1000, { site: 0 }));
    const quality = column(teachers, "quality").slice(1000);
    expect(quality).toHaveLength(1000);
    expect(Math.abs(sum(quality) / 1000)).toBeLessThan(4 / Math.sqrt(1000));
    expect(Math.abs(sum(quality.map((q) => q * q)) / 1000 - 1)).toBeLessThan(4 * Math.sqrt(2 / 1000));
    expect(quality.every((q) => Number.isInteger(q * 4096))).toBe(true);
    expect(tally.trained).toBe(2000);
    expect(new Set(column(teachers, "trainingHours"))).toEqual(new Set([360]));
  });
});
