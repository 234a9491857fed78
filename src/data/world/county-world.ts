import { normal } from "../../core/normal.ts";
import { exp } from "../../core/elementary.ts";
import { openStream, type Stream, type StreamKey } from "../../core/stream.ts";
import { furnishBeds } from "../../model/beds.ts";
import { groupShares } from "../../model/cells.ts";
import { qualityVariance } from "../../model/school-quality.ts";
import {
  BIRTH_YEARS,
  emptyTeachers,
  GRADES,
  GROUPS,
  INCOMES,
  POLICY_ITEMS,
  stageEnrolment,
  teaches,
  TEACHING_POINT,
  type CountyState,
  type SiteTable,
  type TeacherTable,
} from "../../model/state.ts";
import { cloneCounty } from "../../model/clone.ts";
import { emptyLog } from "../../model/constraint-log.ts";
import { registryValue, type ParameterId } from "../../model/parameters.ts";
import { formClasses } from "../../model/processes/classes.ts";
import { emptyLedger, emptyPayers, emptyPupilFlows, emptyTally, emptyTeacherFlows } from "../../model/accounts.ts";
import { streamNumber, type StreamName } from "../../model/streams.ts";
import type { County } from "../county.ts";
import { emptyQueue } from "../../model/queue.ts";
import { staffOf } from "../../model/staff-counts.ts";
import type { CountyTotals } from "../totals.ts";
import { birthShare, cohortsOf } from "./cohorts.ts";
import { composeChildren, expectedBySetting, settingTargets } from "./composition.ts";
import { centralSites, meanWays, setCatchments, setTravel } from "./geography.ts";
import { fillStage } from "./pupil-cells.ts";
import { planNetwork } from "./site-plan.ts";
import { calibratedTaste } from "./place-taste.ts";
import { siteTable } from "./site-table.ts";
import { staffStage } from "./staff.ts";
import { stockSite } from "./stocks.ts";

/** Key of the initial world: schools, staff and pupils of a county are the same in every run. */
const WORLD_KEY: StreamKey = [0x736368, 0x6f6f6c73];

/** What the builder needs to know of a county besides its census row. */
export interface CountyPlan {
  readonly county: County;
  readonly weight: number;
  readonly totals: CountyTotals;
  /** Provincial GDP per head over the national mean. */
  readonly provinceWealth: number;
  /** Births of the nation by year from FIRST_BIRTH_YEAR, and the nation's children by census age group (persons). */
  readonly nationalBirths: ArrayLike<number>;
  readonly nationalAges: { readonly age0: number; readonly ages1To4: number; readonly ages5To9: number };
}

/** What a county is before it has schools: who lives there, how rich and how far it has come. */
function outlineOf({ county, provinceWealth }: CountyPlan) {
  const id = hashCode(county.attributes.code);
  const stream = (name: StreamName) => openStream(WORLD_KEY, streamNumber(name), 2020, id);
  const s = stream("world.county");
  const { urbanShare } = county.attributes;
  const own = Math.sqrt(provinceWealth) * exp(0.12 * normal(s, 0, 13)) * (0.9 + 0.2 * urbanShare);
  const wealth = Math.max(0.55, Math.min(1.9, own));
  const development = 1.4 * (wealth - 1) + 0.6 * (urbanShare - 0.6) + 0.75 * normal(s, 0, 17);
  return { id, stream, s, composition: composeChildren(county, s), wealth, development };
}

/** Builds the state of a county at the September of 2020. */
export function buildCounty(plan: CountyPlan): CountyState {
  const { county, totals } = plan;
  const outline = outlineOf(plan);
  const { stream, s, composition, wealth, development } = outline;
  const tasteNoise = [normal(s, 0, 10), normal(s, 0, 11), normal(s, 0, 12)];
  const shares = groupShares(composition);
  const targets = [settingTargets(0, county, tasteNoise), settingTargets(1, county, tasteNoise)] as const;
  const expected = targets.map((target, stage) =>
    expectedBySetting(shares, target, stage === 0 ? totals.primaryPupils : totals.juniorPupils),
  );
  const network = planNetwork(county, totals, expected[0]!, expected[1]!, stream("world.sites"));
  const sites = siteTable(network, stream("principal"));
  const pupils = new Int32Array(sites.count * GRADES * GROUPS);
  for (const stage of [0, 1]) {
    const weight = Float64Array.from(network.sites, (site) => (stage === 0 ? site.primaryWeight : site.juniorWeight));
    const total = stage === 0 ? totals.primaryPupils : totals.juniorPupils;
    fillStage(pupils, sites, stage, total, shares, targets[stage]!, weight, stream("world.pupils"));
  }
  stockSites(sites, pupils, wealth, development, stream("world.sites"));
  setCatchments(sites, pupils);
  const wayKm = meanWays(sites);
  setTravel(sites, wayKm);
  const teachers = emptyTeachers(Math.ceil((totals.primaryTeachers + totals.juniorTeachers) * 1.35) + 60);
  for (const stage of [0, 1]) {
    const total = stage === 0 ? totals.primaryTeachers : totals.juniorTeachers;
    staffStage(
      teachers,
      sites,
      development,
      stage,
      total,
      staffingNeed(sites, pupils, stage, stream("world.sites")),
      stream("world.teachers"),
    );
  }
  rememberTeachers(sites, teachers);
  const centralPrimary = centralSites(network, sites, pupils, 0);
  const centralJunior = centralSites(network, sites, pupils, 1);
  const state = stateOf(plan, outline, { sites, pupils, teachers, wayKm, centralPrimary, centralJunior });
  // Boarders and tastes belong to a county as it stands in September: classes formed, beds for those who board.
  furnishBeds(state, valueOf2020);
  const open = cloneCounty(state);
  formClasses(open);
  state.placeTaste.set(calibratedTaste(open, shares, targets, valueOf2020));
  return state;
}

/**
 * A county of which only what the nation must know is kept, as another thread simulates it: who lives there and where it stands,
 * without schools, pupils or teachers.
 */
export function outlineCounty(plan: CountyPlan): CountyState {
  const none = { sites: [], townshipX: new Float64Array(0), townshipY: new Float64Array(0) };
  const outline = outlineOf(plan);
  return stateOf(plan, outline, {
    sites: siteTable(none, outline.stream("principal")),
    pupils: new Int32Array(0),
    teachers: emptyTeachers(0),
    wayKm: new Float64Array(9),
    centralPrimary: new Int16Array(0),
    centralJunior: new Int16Array(0),
  });
}

type Schools = Pick<CountyState, "sites" | "pupils" | "teachers" | "wayKm" | "centralPrimary" | "centralJunior">;

/** The county as a whole, with nothing decided yet. */
function stateOf(plan: CountyPlan, outline: ReturnType<typeof outlineOf>, schools: Schools): CountyState {
  const { county, totals } = plan;
  const { id, s, composition, wealth, development } = outline;
  const children = totals.primaryPupils + totals.juniorPupils;
  const budget = Math.round((totals.primaryPupils + 1.4 * totals.juniorPupils) * 13_600 * wealth);
  const isEast = county.attributes.region === "east";
  const policy = Uint8Array.from(POLICY_ITEMS, (_, k) =>
    s.uniform(1, k) < (isEast ? 0.75 : 0.6) + 0.15 * development ? 1 : 0,
  );
  return {
    id,
    attributes: county.attributes,
    weight: plan.weight,
    ...schools,
    staff: staffOf(schools),
    waiting: new Int32Array(GRADES * GROUPS),
    relocating: new Int32Array(GRADES * GROUPS),
    outbound: new Int32Array(GRADES * INCOMES),
    turnedBack: new Int32Array(GROUPS),
    youngBoarders: new Int32Array(GROUPS),
    returning: new Int32Array(GRADES * INCOMES),
    birthShare: birthShare(plan),
    births: cohortsOf(plan, BIRTH_YEARS),
    ...composition,
    placeTaste: new Float64Array(6),
    posts: Int32Array.of(totals.primaryTeachers, totals.juniorTeachers),
    wealth,
    development,
    budget,
    cash: 0,
    pupilsLastYear: children,
    policy,
    satisfactionEffect: 1.5 * normal(s, 0, 14),
    varianceEffect: 0.03 * normal(s, 0, 15),
    qualityVariance2020: qualityVariance(schools.sites),
    retention: 0.985,
    satisfaction: 87,
    betweenSchoolShare: 0.12,
    queue: emptyQueue(0),
    pupilFlows: emptyPupilFlows(children),
    teacherFlows: emptyTeacherFlows(schools.teachers.count),
    ledger: emptyLedger(),
    payers: emptyPayers(),
    tally: { ...emptyTally(), trained: schools.teachers.count },
    constraintLog: emptyLog(),
  };
}

/** Gives every open site its pupils by stage and the stocks of 2020. */
function stockSites(sites: SiteTable, pupils: Int32Array, wealth: number, development: number, stream: Stream): void {
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const at = { primary: stageEnrolment(pupils, site, 0), junior: stageEnrolment(pupils, site, 1) };
    sites.enrolment[site * 2] = at.primary;
    sites.enrolment[site * 2 + 1] = at.junior;
    stockSite(sites, site, at, wealth, development, stream);
  }
  sites.baseQuality.set(sites.quality);
  for (let i = 0; i < sites.qualityAgo.length; i++) sites.qualityAgo[i] = sites.quality[i >> 1]!;
}

/** Keeps the mean quality of each site's teachers of 2020, against which later staffs are held (QUA-1). */
function rememberTeachers(sites: SiteTable, teachers: TeacherTable): void {
  const counts = new Int32Array(sites.count);
  for (let t = 0; t < teachers.count; t++) {
    counts[teachers.site[t]!]!++;
    sites.baseTeachers[teachers.site[t]!]! += teachers.quality[t]!;
  }
  for (let site = 0; site < sites.count; site++) sites.baseTeachers[site]! /= Math.max(1, counts[site]!);
}
/** Value of a parameter in the initial world. */
const valueOf2020 = (parameter: ParameterId) => registryValue(parameter, 2020);

/** 31-bit hash of a county code, so that its draws do not depend on its place in the table. */
function hashCode(code: string): number {
  let hash = 7;
  for (let i = 0; i < code.length; i++) hash = (Math.imul(hash, 31) + code.charCodeAt(i)) & 0x7fffffff;
  return hash;
}

/**
 * Teachers follow pupils (17.5 and 13.2 to a teacher), no fewer than 1.3 or 2 a class of small schools, and scatter by 8 %
 * (all assumed).
 */
function staffingNeed(sites: SiteTable, pupils: Int32Array, stage: number, s: Stream): Float64Array {
  return Float64Array.from({ length: sites.count }, (_, site) => {
    if (!teaches(sites.kind[site]!, stage)) return 0;
    const enrolment = stageEnrolment(pupils, site, stage);
    if (enrolment === 0) return 0;
    const grades = stage === 1 ? 3 : sites.kind[site] === TEACHING_POINT ? 2 : 6;
    const need = Math.max(
      enrolment / (stage === 0 ? 17.5 : 13.2),
      (stage === 0 ? 1.3 : 2) * Math.min(grades, 1 + enrolment / 12),
    );
    return need * exp(0.08 * normal(s, site, 30 + stage));
  });
}
