import { normal } from "../../core/distributions.ts";
import { exp, log } from "../../core/elementary.ts";
import { openStream, type Stream, type StreamKey } from "../../core/stream.ts";
import { placeChances } from "../../model/place-choice.ts";
import { qualityVariance } from "../../model/school-quality.ts";
import {
  BIRTH_YEARS,
  GRADES,
  GROUPS,
  HOMES,
  JUNIOR,
  POLICY_ITEMS,
  SEAT,
  stageEnrolment,
  teaches,
  TEACHING_POINT,
  TOWN,
  VILLAGE,
  type CountyState,
  type SiteTable,
} from "../../model/state.ts";
import { emptyLedger, emptyPupilFlows, emptyTally, emptyTeacherFlows } from "../../model/accounts.ts";
import { streamNumber, type StreamName } from "../../model/streams.ts";
import type { County } from "../county.ts";
import type { CountyTotals } from "../totals.ts";
import { birthShare, cohortsOf } from "./cohorts.ts";
import { fillStage, groupShares, type Composition } from "./pupil-cells.ts";
import { planNetwork, type NetworkPlan } from "./site-plan.ts";
import { emptyTeachers, staffStage } from "./staff.ts";
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

/** Builds the state of a county at the September of 2020. */
export function buildCounty(plan: CountyPlan): CountyState {
  const { county, totals } = plan;
  const id = hashCode(county.attributes.code);
  const stream = (name: StreamName) => openStream(WORLD_KEY, streamNumber(name), 2020, id);
  const s = stream("world.county");
  const composition = composeChildren(county, s);
  const tasteNoise = [normal(s, 0, 10), normal(s, 0, 11), normal(s, 0, 12)];
  const shares = groupShares(composition);
  const targets = [settingTargets(0, county, tasteNoise), settingTargets(1, county, tasteNoise)] as const;
  const expected = targets.map((target, stage) => expectedBySetting(shares, target, stage === 0 ? totals.primaryPupils : totals.juniorPupils));
  const network = planNetwork(county, totals, expected[0]!, expected[1]!, stream("world.sites"));
  const sites = siteTable(network);
  const pupils = new Int32Array(sites.count * GRADES * GROUPS);
  for (const stage of [0, 1]) {
    const weight = Float64Array.from(network.sites, (site) => (stage === 0 ? site.primaryWeight : site.juniorWeight));
    const total = stage === 0 ? totals.primaryPupils : totals.juniorPupils;
    fillStage(pupils, sites, stage, total, shares, targets[stage]!, weight, stream("world.pupils"));
  }
  const wealth = Math.max(0.55, Math.min(1.9, Math.sqrt(plan.provinceWealth) * exp(0.12 * normal(s, 0, 13)) * (0.9 + 0.2 * county.attributes.urbanShare)));
  const development = 1.4 * (wealth - 1) + 0.6 * (county.attributes.urbanShare - 0.6) + 0.75 * normal(s, 0, 17);
  for (let site = 0; site < sites.count; site++) {
    const at = { primary: stageEnrolment(pupils, site, 0), junior: stageEnrolment(pupils, site, 1) };
    sites.enrolment[site * 2] = at.primary;
    sites.enrolment[site * 2 + 1] = at.junior;
    stockSite(sites, site, at, wealth, development, stream("world.sites"));
  }
  sites.baseQuality.set(sites.quality);
  setCatchments(sites, pupils);
  const wayKm = meanWays(sites);
  setTravel(sites, wayKm);
  const teachers = emptyTeachers(Math.ceil((totals.primaryTeachers + totals.juniorTeachers) * 1.35) + 60);
  for (const stage of [0, 1]) {
    const total = stage === 0 ? totals.primaryTeachers : totals.juniorTeachers;
    staffStage(teachers, sites, development, stage, total, staffingNeed(sites, pupils, stage, stream("world.sites")), stream("world.teachers"));
  }
  const children = totals.primaryPupils + totals.juniorPupils;
  const budget = Math.round((totals.primaryPupils + 1.4 * totals.juniorPupils) * 13_600 * wealth);
  const isEast = county.attributes.region === "east";
  const policy = Uint8Array.from(POLICY_ITEMS, (_, k) => (s.uniform(1, k) < (isEast ? 0.75 : 0.6) + 0.15 * development ? 1 : 0));
  return {
    id,
    attributes: county.attributes,
    weight: plan.weight,
    sites,
    townshipX: network.townshipX,
    townshipY: network.townshipY,
    centralPrimary: centralSites(network, sites, pupils, 0),
    centralJunior: centralSites(network, sites, pupils, 1),
    pupils,
    waiting: new Int32Array(GRADES * GROUPS),
    relocating: new Int32Array(GRADES * GROUPS),
    outbound: new Int32Array(GRADES),
    returning: 0,
    birthShare: birthShare(plan),
    births: cohortsOf(plan, BIRTH_YEARS),
    homeShare: composition.home,
    migrantShare: composition.migrant,
    leftBehindShare: composition.leftBehind,
    placeTaste: calibratedTaste(sites, pupils, wayKm, targets),
    wayKm,
    teachers,
    wealth,
    development,
    budget,
    cash: 0,
    pupilsLastYear: children,
    policy,
    satisfactionEffect: 1.5 * normal(s, 0, 14),
    varianceEffect: 0.03 * normal(s, 0, 15),
    qualityVariance2020: qualityVariance(sites, pupils),
    retention: 0.985,
    satisfaction: 87,
    betweenSchoolShare: 0.12,
    queue: { certifiedYear: 0, planYear: 0, mayApplyFrom: 0, waitingSince: 0, cureBy: 0, lastStage: "not-ready" },
    pupilFlows: emptyPupilFlows(children),
    teacherFlows: emptyTeacherFlows(teachers.count),
    ledger: emptyLedger(),
    tally: emptyTally(),
  };
}

/** 31-bit hash of a county code, so that its draws do not depend on its place in the table. */
function hashCode(code: string): number {
  let hash = 7;
  for (let i = 0; i < code.length; i++) hash = (Math.imul(hash, 31) + code.charCodeAt(i)) & 0x7fffffff;
  return hash;
}

/** Homes of children: rural residents have a quarter more of them (MODEL parameter P039); migrants and left-behind by place. */
function composeChildren(county: County, s: Stream): Composition {
  const { urbanShare, kind, migrantShare, region } = county.attributes;
  const rural = (1.25 * (1 - urbanShare)) / (1.25 * (1 - urbanShare) + urbanShare);
  const urban = 1 - rural;
  const isDistrict = kind === "district" || kind === "zone";
  const home = isDistrict
    ? Float64Array.of(0.65 * rural, 0.35 * rural, urban)
    : Float64Array.of(0.88 * rural, 0.42 * urban + 0.12 * rural, 0.58 * urban);
  const migrants = Math.min(0.6, 0.35 * migrantShare);
  const urbanHomes = home[1]! * 0.5 + home[2]!;
  const migrantAt = (factor: number) => Math.min(0.8, urbanHomes > 0.02 ? (migrants * factor) / urbanHomes : 0);
  const away = { east: 0.1, central: 0.24, northeast: 0.12, west: 0.22 }[region] * exp(0.25 * normal(s, 0, 16));
  return {
    home,
    migrant: Float64Array.of(0, migrantAt(0.5), migrantAt(1)),
    leftBehind: Float64Array.of(Math.min(0.6, away * 1.3), Math.min(0.5, away * 0.8), Math.min(0.3, away * 0.25)),
  };
}

/** Shares of 2020 by stage and home who attend in each setting (assumed, near the published city, town and rural shares). */
const SETTING_SHARES = [
  [
    [0.6, 0.29, 0.11],
    [0, 0.88, 0.12],
    [0, 0, 1],
  ],
  [
    [0.16, 0.55, 0.29],
    [0, 0.78, 0.22],
    [0, 0, 1],
  ],
] as const;

/** Chance by group and setting, tilted by the county's taste for town schools. */
function settingTargets(stage: number, county: County, noise: readonly number[]): Float64Array {
  const out = new Float64Array(GROUPS * 3);
  const tilt = [0, 0.25 * noise[0]!, 0.35 * noise[1]! + 0.6 * (county.attributes.urbanShare - 0.5)];
  for (let group = 0; group < GROUPS; group++) {
    const base = SETTING_SHARES[stage]![group % HOMES]!;
    const weights = base.map((share, setting) => share * exp(tilt[setting]!));
    const sum = weights.reduce((a, b) => a + b, 0);
    weights.forEach((weight, setting) => (out[group * 3 + setting] = weight / sum));
  }
  return out;
}

function expectedBySetting(shares: Float64Array, target: Float64Array, total: number): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let group = 0; group < GROUPS; group++) {
    for (let setting = 0; setting < 3; setting++) sums[setting as 0 | 1 | 2] += total * shares[group]! * target[group * 3 + setting]!;
  }
  return sums;
}

function siteTable({ sites: plans }: NetworkPlan): SiteTable {
  const n = plans.length;
  return {
    count: n,
    kind: Uint8Array.from(plans, (p) => p.kind),
    setting: Uint8Array.from(plans, (p) => p.setting),
    township: Int16Array.from(plans, (p) => p.township),
    x: Float64Array.from(plans, (p) => p.x),
    y: Float64Array.from(plans, (p) => p.y),
    isOpen: new Uint8Array(n).fill(1),
    receiver: new Int16Array(n).fill(-1),
    rooms: new Int32Array(n),
    roomsBuilding: new Int32Array(n),
    roomsReady: new Int16Array(n),
    teachingArea: new Float64Array(n),
    sportsArea: new Float64Array(n),
    canGrow: new Uint8Array(n),
    equipment: new Float64Array(n),
    multimediaRooms: new Int32Array(n),
    musicRooms: new Int32Array(n),
    artRooms: new Int32Array(n),
    quality: new Float64Array(n),
    baseQuality: new Float64Array(n),
    catchment: new Float64Array(n),
    catchmentKm: new Float64Array(n).fill(1.2),
    travelKm: new Float64Array(n * 6),
    enrolment: new Int32Array(n * 2),
    classes: new Int32Array(n * 2),
    classesWanted: new Int32Array(n),
    largestClass: new Int32Array(n * 2),
    largeClasses: new Int32Array(n * 2),
    departures: new Int32Array(n * 2),
    rotatedIn: new Int32Array(n),
    rotatedOut: new Int32Array(n),
  };
}

/** A village site's catchment is its share of the county's village-school pupils of the lower grades. */
function setCatchments(sites: SiteTable, pupils: Int32Array): void {
  let sum = 0;
  for (let site = 0; site < sites.count; site++) {
    if (sites.setting[site] !== VILLAGE || sites.kind[site] === JUNIOR) continue;
    const perGrade = stageEnrolment(pupils, site, 0) / (sites.kind[site] === TEACHING_POINT ? 4 : 6);
    sites.catchment[site] = perGrade;
    sum += perGrade;
  }
  if (sum > 0) for (let site = 0; site < sites.count; site++) sites.catchment[site]! /= sum;
}

/** Mean straight way × 1.3 from the homes of a setting to the schools of each setting. */
function meanWays(sites: SiteTable): Float64Array {
  let village = 0;
  let villages = 0;
  let toSeat = 0;
  let townToSeat = 0;
  let towns = 0;
  for (let site = 0; site < sites.count; site++) {
    const r = 1.3 * Math.sqrt(sites.x[site]! * sites.x[site]! + sites.y[site]! * sites.y[site]!);
    if (sites.setting[site] === VILLAGE) {
      toSeat += r;
      villages++;
      village += 1.3 * distanceToTown(sites, site);
    } else if (sites.setting[site] === TOWN) {
      townToSeat += r;
      towns++;
    }
  }
  const fromVillage = villages > 0 ? village / villages : 3;
  const villageToSeat = villages > 0 ? toSeat / villages : 12;
  const fromTown = towns > 0 ? townToSeat / towns : 12;
  return Float64Array.of(1.2, Math.max(1.5, fromVillage), villageToSeat, 2, 1, fromTown, 3, 3, 1.5);
}

/** Distance from a village site to the nearest town site of its township (km, straight). */
function distanceToTown(sites: SiteTable, site: number): number {
  let best = 8;
  for (let other = 0; other < sites.count; other++) {
    if (sites.setting[other] !== TOWN || sites.township[other] !== sites.township[site]) continue;
    const dx = sites.x[other]! - sites.x[site]!;
    const dy = sites.y[other]! - sites.y[site]!;
    best = Math.min(best, Math.sqrt(dx * dx + dy * dy));
  }
  return best;
}

function setTravel(sites: SiteTable, wayKm: Float64Array): void {
  for (let site = 0; site < sites.count; site++) {
    for (let stage = 0; stage < 2; stage++) {
      for (let home = 0; home < HOMES; home++) sites.travelKm[(site * 2 + stage) * 3 + home] = wayKm[home * 3 + sites.setting[site]!]!;
    }
  }
}

/** Teachers follow pupils (19 and 13.5 to a post) with a floor of 1.7 a class of small schools, and scatter by 8 %. */
function staffingNeed(sites: SiteTable, pupils: Int32Array, stage: number, s: Stream): Float64Array {
  return Float64Array.from({ length: sites.count }, (_, site) => {
    if (!teaches(sites.kind[site]!, stage)) return 0;
    const enrolment = stageEnrolment(pupils, site, stage);
    if (enrolment === 0) return 0;
    const grades = stage === 1 ? 3 : sites.kind[site] === TEACHING_POINT ? 2 : 6;
    const need = Math.max(enrolment / (stage === 0 ? 17.5 : 13.2), (stage === 0 ? 1.3 : 2) * Math.min(grades, 1 + enrolment / 12));
    return need * exp(0.08 * normal(s, site, 30 + stage));
  });
}

/** The largest school of a stage in each township's town; failing that, at the seat; −1 if the county has none. */
function centralSites(network: NetworkPlan, sites: SiteTable, pupils: Int32Array, stage: number): Int16Array {
  const size = (site: number) => stageEnrolment(pupils, site, stage);
  const rows = Array.from({ length: sites.count }, (_, i) => i).filter((site) => teaches(sites.kind[site]!, stage) && sites.kind[site] !== TEACHING_POINT);
  const largest = (list: readonly number[]) => list.reduce((best, site) => (best < 0 || size(site) > size(best) ? site : best), -1);
  const seat = largest(rows.filter((site) => sites.setting[site] === SEAT));
  return Int16Array.from(network.townshipX, (_, t) => {
    const town = largest(rows.filter((site) => sites.setting[site] === TOWN && sites.township[site] === t));
    if (town >= 0) return town;
    return seat >= 0 ? seat : largest(rows);
  });
}

/** Tastes that make the choice model of 2020 give the observed-like shares exactly: the rest of the utility is subtracted. */
function calibratedTaste(sites: SiteTable, pupils: Int32Array, wayKm: Float64Array, targets: readonly Float64Array[]): Float64Array {
  const taste = new Float64Array(6);
  const chances = new Float64Array(3);
  for (let stage = 0; stage < 2; stage++) {
    const quality = qualityBySetting(sites, pupils, stage);
    for (const home of [VILLAGE, TOWN]) {
      const terms = {
        quality,
        way: wayKm.slice(home * 3, home * 3 + 3),
        crowding: [0, 0, 0],
        qualityWeight: 0.5,
        distanceWeight: stage === 0 ? 0.35 : 0.18,
        crowdingWeight: 0,
      };
      placeChances(home, terms, [0, 0, 0], chances);
      const target = targets[stage]!;
      const ratio = (setting: number) => {
        const reference = Math.max(target[home * 3 + home]!, 1e-6) / Math.max(chances[home]!, 1e-6);
        return log(Math.max(target[home * 3 + setting]!, 1e-6) / Math.max(chances[setting]!, 1e-6) / reference);
      };
      if (home === VILLAGE) {
        taste[stage * 3] = ratio(TOWN);
        taste[stage * 3 + 1] = ratio(SEAT);
      } else taste[stage * 3 + 2] = ratio(SEAT);
    }
  }
  return taste;
}

/** Pupil-weighted mean quality of the schools of a stage by setting; NaN where there is none. */
function qualityBySetting(sites: SiteTable, pupils: Int32Array, stage: number): number[] {
  return [VILLAGE, TOWN, SEAT].map((setting) => {
    let sum = 0;
    let weight = 0;
    for (let site = 0; site < sites.count; site++) {
      if (sites.setting[site] !== setting || !teaches(sites.kind[site]!, stage)) continue;
      const n = stageEnrolment(pupils, site, stage);
      sum += n * sites.quality[site]!;
      weight += n;
    }
    return weight > 0 ? sum / weight : NaN;
  });
}
