import type { Stream } from "../../core/stream.ts";
import { VINTAGES } from "../../model/equipment.ts";
import type { SiteTable } from "../../model/state.ts";
import type { NetworkPlan } from "./site-plan.ts";

/** Principals of 2020 came in any of the last two terms with equal chance (years, assumed). */
const LONGEST_TENURE = 10;

/** The empty site table of a laid-out county: every site open but the spare rows, without pupils or stocks. */
export function siteTable({ sites: plans }: NetworkPlan, principals: Stream): SiteTable {
  const n = plans.length;
  return {
    count: n,
    kind: Uint8Array.from(plans, (p) => p.kind),
    setting: Uint8Array.from(plans, (p) => p.setting),
    township: Int16Array.from(plans, (p) => p.township),
    x: Float64Array.from(plans, (p) => p.x),
    y: Float64Array.from(plans, (p) => p.y),
    isOpen: Uint8Array.from(plans, (p) => (p.isSpare ? 0 : 1)),
    openedYear: new Int16Array(n),
    receiver: new Int16Array(n).fill(-1),
    rooms: new Int32Array(n),
    roomsBuilding: new Int32Array(n),
    roomsReady: new Int16Array(n),
    teachingArea: new Float64Array(n),
    sportsArea: new Float64Array(n),
    canGrow: new Uint8Array(n),
    equipment: new Float64Array(n),
    vintages: new Float64Array(n * VINTAGES),
    multimediaRooms: new Int32Array(n),
    musicRooms: new Int32Array(n),
    artRooms: new Int32Array(n),
    beds: new Int32Array(n),
    group: new Int16Array(n).fill(-1),
    hasIct: new Uint8Array(n),
    principalSince: Int16Array.from(plans, (_, site) => 2020 - Math.floor(LONGEST_TENURE * principals.uniform(site))),
    boarders: new Int32Array(n * 2),
    lots: new Uint16Array(n * 2),
    wayGrew: new Int32Array(n * 2),
    movedFar: new Int32Array(n),
    busRiders: new Int32Array(n),
    qualityAgo: new Float64Array(n * 2),
    quality: new Float64Array(n),
    baseQuality: new Float64Array(n),
    baseTeachers: new Float64Array(n),
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
    backboneBalance: new Int32Array(n),
    rotatedOut: new Int32Array(n),
  };
}
