import { openStream, type StreamKey } from "../../src/core/stream.ts";
import { emptyTeachers } from "../../src/model/teacher-table.ts";
import { emptyLedger, emptyPayers, emptyPupilFlows, emptyTally, emptyTeacherFlows } from "../../src/model/accounts.ts";
import { emptyLog } from "../../src/model/constraint-log.ts";
import { VINTAGES } from "../../src/model/equipment.ts";
import type { NationYear, YearContext, YearShock } from "../../src/model/context.ts";
import type { CountyAttributes } from "../../src/model/parameter-table.ts";
import { registryValue, type ParameterId, type SettingParameterId } from "../../src/model/parameters.ts";
import { formClasses } from "../../src/model/processes/classes.ts";
import { emptyQueue } from "../../src/model/queue.ts";
import { emptyStaff, recountStaff } from "../../src/model/staff-counts.ts";
import * as m from "../../src/model/state.ts";
import { streamNumber } from "../../src/model/streams.ts";

/** One site as a reader sees it; what is left out is ordinary. */
export interface SiteRow {
  readonly kind?: number;
  readonly setting?: number;
  readonly township?: number;
  /** Kilometres east and north of the seat. */
  readonly x?: number;
  readonly y?: number;
  readonly rooms?: number;
  readonly isOpen?: boolean;
  /** Pupils of grades 1–9 who live where the school stands; all local with parents. */
  readonly pupils?: readonly number[];
  readonly quality?: number;
  readonly catchment?: number;
  readonly equipment?: number;
  readonly teachingArea?: number;
  readonly sportsArea?: number;
  readonly canGrow?: boolean;
  readonly beds?: number;
  readonly multimediaRooms?: number;
  readonly artRooms?: number;
  /** Education group by its leading site. */
  readonly group?: number;
}

/** One teacher; the id is the position counted from 1 unless given. */
export interface TeacherRow {
  readonly id?: number;
  readonly site: number;
  readonly homeSite?: number;
  readonly stage?: number;
  readonly arrived?: number;
  readonly exchangeUntil?: number;
  readonly isBackbone?: boolean;
  readonly born?: number;
  readonly isFemale?: boolean;
  readonly degree?: number;
  readonly subject?: number;
  /** Second title since 2016 unless given. */
  readonly title?: number;
  readonly titleYear?: number;
  /** Standard deviations between teachers. */
  readonly quality?: number;
  readonly trainingHours?: number;
  readonly isUnwilling?: boolean;
  readonly secondSite?: number;
  /** The county holds the employment wherever coverage × 65,536 exceeds this. */
  readonly lot?: number;
}

export interface CountyRows {
  readonly id?: number;
  readonly attributes?: Partial<CountyAttributes>;
  readonly weight?: number;
  readonly sites: readonly SiteRow[];
  readonly teachers?: readonly TeacherRow[];
}

/** A whole class of each of the six grades of a primary school, and of the three of a junior school. */
export const PRIMARY_CLASSES = [40, 40, 40, 40, 40, 40];
export const JUNIOR_CLASSES = [0, 0, 0, 0, 0, 0, 45, 45, 45];

/** A county from literal rows, its classes formed. Township 0 has the first suitable site as its central school. */
export function county({ id = 7, attributes = {}, weight = 1, sites: rows, teachers = [] }: CountyRows): m.CountyState {
  const sites = siteTable(rows);
  const pupils = new Int32Array(rows.length * m.GRADES * m.GROUPS);
  rows.forEach((row, site) =>
    (row.pupils ?? []).forEach((n, grade) => (pupils[m.cell(site, grade, sites.setting[site]!)] = n)),
  );
  const enrolled = pupils.reduce((sum, n) => sum + n, 0);
  const central = (stage: number) =>
    Int16Array.of(rows.findIndex((row) => row.kind !== m.TEACHING_POINT && m.teaches(row.kind ?? m.PRIMARY, stage)));
  const state: m.CountyState = {
    id,
    attributes: { ...ATTRIBUTES, ...attributes },
    weight,
    sites,
    centralPrimary: central(0),
    centralJunior: central(1),
    pupils,
    waiting: new Int32Array(m.GRADES * m.GROUPS),
    relocating: new Int32Array(m.GRADES * m.GROUPS),
    outbound: new Int32Array(m.GRADES * m.INCOMES),
    turnedBack: new Int32Array(m.GROUPS),
    youngBoarders: new Int32Array(m.GROUPS),
    returning: new Int32Array(m.GRADES * m.INCOMES),
    birthShare: 1e-4,
    births: new Int32Array(m.BIRTH_YEARS).fill(900),
    homeShare: Float64Array.of(0.4, 0.2, 0.4),
    migrantShare: Float64Array.of(0, 0.1, 0.2),
    leftBehindShare: Float64Array.of(0.3, 0.2, 0.1),
    lowIncomeShare: new Float64Array(m.KINDS).fill(0.3),
    placeTaste: new Float64Array(6),
    wayKm: Float64Array.of(1, 4, 12, 2, 1, 8, 3, 3, 2),
    teachers: emptyTeachers(Math.max(2000, teachers.length * 2)),
    staff: emptyStaff(rows.length),
    posts: Int32Array.from([0, 1], (stage) => teachers.filter((row) => (row.stage ?? 0) === stage).length),
    wealth: 1,
    development: 0,
    budget: 20_000_000,
    cash: 0,
    pupilsLastYear: enrolled,
    policy: new Uint8Array(m.POLICY_ITEMS.length).fill(1),
    satisfactionEffect: 0,
    varianceEffect: 0,
    qualityVariance2020: 0,
    retention: 0.985,
    satisfaction: 90,
    betweenSchoolShare: 0.08,
    queue: emptyQueue(2100),
    pupilFlows: emptyPupilFlows(enrolled),
    teacherFlows: emptyTeacherFlows(teachers.length),
    ledger: emptyLedger(),
    payers: emptyPayers(),
    tally: { ...emptyTally(), trained: teachers.length },
    constraintLog: emptyLog(),
  };
  teachers.forEach((row, t) => addTeacher(state.teachers, row, t));
  recountStaff(state);
  formClasses(state);
  return state;
}

const ATTRIBUTES: CountyAttributes = {
  code: "45X007",
  name: "测试县",
  province: "45",
  kind: "county",
  region: "west",
  population: 300_000,
  urbanShare: 0.5,
  migrantShare: 0.1,
  children: 50_000,
};

function siteTable(rows: readonly SiteRow[]): m.SiteTable {
  const n = rows.length;
  const pupilsOf = (row: SiteRow) => (row.pupils ?? []).reduce((sum, count) => sum + count, 0);
  const column = (value: (row: SiteRow) => number | undefined, ordinary: number) =>
    Float64Array.from(rows, (row) => value(row) ?? ordinary);
  const equipment = Float64Array.from(rows, (row) => row.equipment ?? 4000 * pupilsOf(row));
  const vintages = new Float64Array(n * VINTAGES);
  equipment.forEach((yuan, site) => (vintages[site * VINTAGES] = yuan));
  return {
    count: n,
    kind: Uint8Array.from(column((row) => row.kind, m.PRIMARY)),
    setting: Uint8Array.from(column((row) => row.setting, m.TOWN)),
    township: Int16Array.from(column((row) => row.township, 0)),
    x: column((row) => row.x, 0),
    y: column((row) => row.y, 0),
    isOpen: Uint8Array.from(rows, (row) => (row.isOpen === false ? 0 : 1)),
    openedYear: new Int16Array(n),
    receiver: new Int16Array(n).fill(-1),
    rooms: Int32Array.from(column((row) => row.rooms, 12)),
    roomsBuilding: new Int32Array(n),
    roomsReady: new Int16Array(n),
    teachingArea: Float64Array.from(rows, (row) => row.teachingArea ?? 10 * pupilsOf(row)),
    sportsArea: Float64Array.from(rows, (row) => row.sportsArea ?? 20 * pupilsOf(row)),
    canGrow: Uint8Array.from(rows, (row) => (row.canGrow === false ? 0 : 1)),
    equipment,
    vintages,
    multimediaRooms: Int32Array.from(rows, (row) => row.multimediaRooms ?? Math.ceil(0.05 * pupilsOf(row))),
    musicRooms: Int32Array.from(column((row) => row.artRooms, 4)),
    artRooms: Int32Array.from(column((row) => row.artRooms, 4)),
    beds: Int32Array.from(column((row) => row.beds, 0)),
    group: Int16Array.from(column((row) => row.group, -1)),
    hasIct: new Uint8Array(n),
    principalSince: new Int16Array(n).fill(2016),
    boarders: new Int32Array(n * 2),
    lots: new Uint16Array(n * 2),
    wayGrew: new Int32Array(n * 2),
    movedFar: new Int32Array(n),
    busRiders: new Int32Array(n),
    qualityAgo: new Float64Array(n * 2),
    quality: column((row) => row.quality, 0),
    baseQuality: column((row) => row.quality, 0),
    baseTeachers: new Float64Array(n),
    catchment: column((row) => row.catchment, 0),
    catchmentKm: new Float64Array(n).fill(1.2),
    travelKm: new Float64Array(n * 6).fill(2),
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

function addTeacher(table: m.TeacherTable, row: TeacherRow, ordinal: number): void {
  const t = table.count++;
  const stage = row.stage ?? 0;
  table.id[t] = row.id ?? ordinal + 1;
  table.birthMonth[t] = ((row.born ?? 1985) - 1900) * 12;
  table.isFemale[t] = row.isFemale ? 1 : 0;
  table.stage[t] = stage;
  table.subject[t] = row.subject ?? m.CORE;
  table.degree[t] = row.degree ?? m.BACHELOR;
  table.title[t] = row.title ?? 1;
  table.titleYear[t] = row.titleYear ?? 2016;
  table.quality[t] = row.quality ?? 0;
  table.trainingHours[t] = row.trainingHours ?? 360;
  table.isUnwilling[t] = row.isUnwilling ? 1 : 0;
  table.secondSite[t] = row.secondSite ?? -1;
  table.isBackbone[t] = row.isBackbone ? 1 : 0;
  table.site[t] = row.site;
  table.homeSite[t] = row.homeSite ?? row.site;
  table.arrivedYear[t] = row.arrived ?? 2010;
  table.exchangeUntil[t] = row.exchangeUntil ?? 0;
  table.lot[t] = row.lot ?? 30_000;
}

/** `n` equal teachers at a site. */
export function staff(n: number, row: TeacherRow): TeacherRow[] {
  return Array.from({ length: n }, () => row);
}

export interface ContextRows {
  readonly year?: number;
  readonly county?: number;
  readonly key?: StreamKey;
  readonly shock?: Partial<YearShock>;
  readonly nation?: Partial<NationYear>;
  /** Values in villages, towns and at the seat, where they differ. */
  readonly bySetting?: Partial<Record<SettingParameterId, readonly [number, number, number]>>;
}

/** A school year with the registry's values but for those given. */
export function school(
  values: Partial<Record<ParameterId, number>> = {},
  { year = 2026, county: group = 7, key = [1, 2], shock = {}, nation = {}, bySetting = {} }: ContextRows = {},
): YearContext {
  return {
    year,
    value: (id) => values[id] ?? registryValue(id, year),
    valueAt: (id, setting) => bySetting[id]?.[setting] ?? values[id] ?? registryValue(id, year),
    schoolValue: (id, sites, site) => bySetting[id]?.[sites.setting[site]!] ?? values[id] ?? registryValue(id, year),
    stream: (name) => openStream(key, streamNumber(name), year, group),
    shock: { births: 0, flow: 0, ...shock },
    nation: {
      acceptance: new Float64Array(m.INCOMES).fill(1),
      arrivals: new Int32Array(m.GRADES * m.INCOMES),
      returners: new Int32Array(m.GRADES * m.INCOMES),
      ...nation,
    },
    trail: undefined,
  };
}

/** Lets a county prepare for certification from 2020 on. */
export function preparing(state: m.CountyState): m.CountyState {
  state.queue.planYear = 2025;
  return state;
}

/** Column of a teacher table, rows in use only. */
export function column(table: m.TeacherTable, name: Exclude<keyof m.TeacherTable, "count" | "heldBelow">): number[] {
  return Array.from(table[name].subarray(0, table.count));
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Four standard errors of a share p over n draws. */
export function fourErrors(p: number, n: number): number {
  return 4 * Math.sqrt((p * (1 - p)) / n);
}
