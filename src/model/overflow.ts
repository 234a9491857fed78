import { hasTurned, offerSize, regulatedSize, roomAt, turn, turnedFrom, type Desk } from "./desk.ts";
import { APPLICANTS } from "./lottery.ts";
import { everyone, offerAgain } from "./offers.ts";
import { follow, gone, inTurned, type Pool } from "./pupil-trail.ts";
import { isPreparing } from "./queue.ts";
import { GROUPS, MIGRANT, residencyOf } from "./state.ts";

/** Values of `places.overflow_rule`. */
export const LARGER_CLASSES = 0;
export const NEAREST_WITH_ROOM = 1;
export const REFUSE = 2;

/** Class size up to which residents are placed whatever the county accepts: the line of the super-large class (pupils). */
const LARGEST_CLASS = 66;

/**
 * What the county does with children whom every school they asked has turned away (rules ADM-6 to ADM-8).
 * Writes `pupilFlows.unplaced` and the tallies of unplaced children for those who stay without a place.
 */
export function placeTurnedAway(desk: Desk): void {
  const rule = desk.context.value("places.overflow_rule");
  if (!desk.hasPlaceLimit) growSchools(desk);
  if (desk.turned > 0 && rule === LARGER_CLASSES) enlargeClasses(desk);
  if (desk.turned > 0 && rule === NEAREST_WITH_ROOM) {
    offerSize(desk, regulatedSize(desk.schools.stage), false);
    offerAgain(desk, "nearest");
  }
  leaveUnplaced(desk, everyone);
}

/** Where rooms appear as needed, schools grow beyond the largest size of the standard before anyone is turned away (rule LOG-11). */
function growSchools(desk: Desk): void {
  offerAgain(desk, "county");
  offerSize(desk, LARGEST_CLASS, false);
  offerAgain(desk, "setting");
  offerAgain(desk, "county");
}

/** Any school of the county with room, then classes of the accepted size, then for residents classes of up to 66. */
function enlargeClasses(desk: Desk): void {
  const { context, state, schools } = desk;
  const isStrict = isPreparing(state.queue, context.year);
  offerAgain(desk, "county");
  const accepted = Math.max(regulatedSize(schools.stage), context.value("places.overflow_class_size"));
  grow(desk, accepted, isStrict, everyone);
  leaveUnplaced(desk, isMigrant);
  grow(desk, Math.max(accepted, LARGEST_CLASS), isStrict, everyone);
}

/** Offers a larger class size; a preparing county keeps to the limits of the standard as long as that helps. */
function grow(desk: Desk, size: number, isStrict: boolean, includes: (kind: number) => boolean): void {
  for (const strict of isStrict ? [true, false] : [false]) {
    if (desk.turned === 0) return;
    offerSize(desk, size, strict);
    offerAgain(desk, "county", includes);
  }
}

function isMigrant(kind: number): boolean {
  return kind >= GROUPS || residencyOf(kind) === MIGRANT;
}

/** Takes those still without a place off the list and counts them by reason. */
function leaveUnplaced(desk: Desk, includes: (kind: number) => boolean): void {
  if (desk.turned === 0) return;
  const hasRoom = desk.schools.all.some((site) => roomAt(desk, site) > 0);
  const isRefused = desk.context.value("places.overflow_rule") === REFUSE;
  const reason = isRefused ? "unplacedRefused" : hasRoom ? "unplacedTooFar" : "unplacedNoRoom";
  let n = 0;
  const { trail } = desk.context;
  for (const origin of desk.schools.all) {
    if (!hasTurned(origin)) continue;
    for (let kind = 0; kind < APPLICANTS; kind++) {
      const left = turnedFrom(origin, kind);
      if (left === 0 || !includes(kind)) continue;
      turn(desk, origin, kind, -left);
      if (trail) follow(desk.context, inTurned(origin, kind), WITHOUT_PLACE[reason], left, left);
      n += left;
    }
  }
  countUnplaced(desk, n, reason);
}

/** Why a child has no place, and how the line of a traced one ends. */
export const WITHOUT_PLACE = {
  unplacedNoRoom: gone("no-room"),
  unplacedTooFar: gone("too-far"),
  unplacedRefused: gone("refused"),
} as const satisfies Record<string, Pool>;

/** Counts children without a place, with the reason; they leave the model. */
export function countUnplaced({ state }: Pick<Desk, "state">, n: number, reason: keyof typeof WITHOUT_PLACE): void {
  state.pupilFlows.unplaced += n;
  state.tally.unplaced += n;
  state.tally[reason] += n;
}
