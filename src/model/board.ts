import { DECISION_IDS } from "./constraints.ts";
import { ITEMS, type Readiness } from "./readiness.ts";
import { GRADES, GROUPS, INCOMES } from "./pupil-groups.ts";
import type { CountyState } from "./state.ts";
import { TRACED } from "./trace.ts";
import { HIDDEN_ITEMS } from "./gaming.ts";

/** Counties whose yearly sums are added up together before those of the nation: the same whoever simulates them. */
export const BLOCK = 64;

const LANES = GRADES * INCOMES;
const ITEM_COLUMNS = ["strict", "margins", "reported"] as const;
const SCALARS = [
  "binding",
  "relaxations",
  "uncured",
  "forecast",
  "schools",
  "failingSchools",
  "failingAtTier",
  "monitored",
  "tier",
  "credit",
] as const satisfies readonly (keyof Readiness)[];
const FLAGS = ["isReady", "looksReady", "looksReadyAtTier"] as const satisfies readonly (keyof Readiness)[];
const STATE = ["satisfaction", "betweenSchoolShare"] as const satisfies readonly (keyof CountyState)[];
const ITEM_WIDTH = ITEM_COLUMNS.length * ITEMS.length;
/** Width of what a county's year leaves for the certification round. */
const REPORT = ITEM_WIDTH + HIDDEN_ITEMS.length + SCALARS.length + FLAGS.length + STATE.length;

/** What counties tell the nation in a year: one contiguous column a number, sized once, so that threads may share it. */
export interface Board {
  /** Movers by lane: index `county × 18 + lane`, lane = grade × 2 + income. */
  readonly outbound: Int32Array;
  readonly returning: Int32Array;
  /** Refused children by group: index `county × 18 + group`. */
  readonly turnedBack: Int32Array;
  /** Weight as a destination of those who get in and of those who do not: index `income × counties + county`. */
  readonly admitted: Float64Array;
  readonly refused: Float64Array;
  /** Village children left behind, as pupils who return home are shared out by them (residents × share × weight). */
  readonly homePull: Float64Array;
  /** What the certification round reads: see `postReport`. */
  readonly reports: Float64Array;
  /** Constraint that binds each decision, 0 = none: index `county × decisions + decision`. */
  readonly bindingConstraints: Uint8Array;
  /** Sums of the year by block of counties: index `block × TRACED + …`. */
  readonly sums: Float64Array;
}

/** Number of blocks of a nation. */
export function blocksOf(counties: number): number {
  return Math.ceil(counties / BLOCK);
}

/** A board for so many counties, on memory of its own or on memory that threads share (`boardBytes` long). */
export function openBoard(counties: number, memory: ArrayBufferLike = new ArrayBuffer(boardBytes(counties))): Board {
  let at = 0;
  const next = (bytes: number) => (at += bytes) - bytes;
  const doubles = (length: number) => new Float64Array(memory, next(8 * length), length);
  const integers = (length: number) => new Int32Array(memory, next(4 * length), length);
  return {
    admitted: doubles(INCOMES * counties),
    refused: doubles(INCOMES * counties),
    homePull: doubles(counties),
    reports: doubles(REPORT * counties),
    sums: doubles(TRACED * blocksOf(counties)),
    outbound: integers(LANES * counties),
    returning: integers(LANES * counties),
    turnedBack: integers(GROUPS * counties),
    bindingConstraints: new Uint8Array(memory, next(DECISION_IDS.length * counties), DECISION_IDS.length * counties),
  };
}

/** Bytes of a board. */
export function boardBytes(counties: number): number {
  const doubles = (2 * INCOMES + 1 + REPORT) * counties + TRACED * blocksOf(counties);
  return 8 * doubles + (4 * (2 * LANES + GROUPS) + DECISION_IDS.length) * counties;
}

/** Writes what the certification round must know of a county. */
export function postReport({ reports }: Board, c: number, state: CountyState, readiness: Readiness): void {
  let at = c * REPORT;
  for (const name of ITEM_COLUMNS) for (let k = 0; k < ITEMS.length; k++) reports[at++] = readiness[name][k]!;
  for (let k = 0; k < HIDDEN_ITEMS.length; k++) reports[at++] = readiness.hidden[k]!;
  for (const name of SCALARS) reports[at++] = readiness[name];
  for (const name of FLAGS) reports[at++] = readiness[name] ? 1 : 0;
  for (const name of STATE) reports[at++] = state[name];
}

/** Reads what another thread wrote of a county: its readiness, and what the round reads of its state. */
export function readReport({ reports }: Board, c: number, state: CountyState): Readiness {
  let at = c * REPORT;
  const items = () => reports.slice(at, (at += ITEMS.length));
  const [strict, margins, reported] = [items(), items(), items()];
  const hidden = Int32Array.from(reports.subarray(at, (at += HIDDEN_ITEMS.length)));
  const scalars = Object.fromEntries(SCALARS.map((name) => [name, reports[at++]!]));
  const flags = Object.fromEntries(FLAGS.map((name) => [name, reports[at++] === 1]));
  for (const name of STATE) state[name] = reports[at++]!;
  return { strict, margins, reported, hidden, ...scalars, ...flags } as Readiness;
}
