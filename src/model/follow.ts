import { multinomial } from "../core/urn.ts";
import { openStream, type Stream, type StreamKey } from "../core/stream.ts";
import type { TeacherTrail } from "./lives.ts";
import { lowest } from "./lowest.ts";
import { ENTERING, startTrail, type PupilTrail } from "./pupil-trail.ts";
import { birthIndex, type CountyState } from "./state.ts";
import { streamNumber } from "./streams.ts";

/** How many people a run follows. */
export interface FollowPlan {
  readonly pupils: number;
  readonly teachers: number;
}

/** The traced people of one county. */
export interface CountyTrails {
  readonly pupils: PupilTrail;
  readonly teachers: TeacherTrail;
}

/** Block of a teacher's draws from which the lot is taken. */
const TEACHER_LOTS = 0;

/**
 * Chooses whom to follow, once for all scenarios of a world: pupils among the children who enter grade 1 in the first policy year,
 * teachers among those in post just before it; counties by the pupils and teachers they stand for. Rule TRL-2.
 */
export function choosePeople(
  counties: readonly CountyState[],
  plan: FollowPlan,
  firstYear: number,
  key: StreamKey,
): CountyTrails[] {
  const stream = openStream(key, streamNumber("trail"), firstYear, 0);
  const entrants = ({ births }: CountyState) =>
    births[birthIndex(firstYear - 7)]! + 2 * births[birthIndex(firstYear - 6)]!;
  const pupils = allot(
    plan.pupils,
    counties.map((state) => state.weight * entrants(state)),
    stream,
    0,
  );
  const teachers = allot(
    plan.teachers,
    counties.map(({ teachers: table, weight }) => weight * table.count),
    stream,
    1,
  );
  let nextPupil = 1;
  return counties.map((state, c) => {
    // Of a small county no more are followed than surely enter it.
    const followed = Math.min(pupils[c]!, Math.floor(entrants(state) / 4));
    const ids = Array.from({ length: followed }, () => nextPupil++);
    const lots = openStream(key, streamNumber("trail"), firstYear - 1, state.id);
    return { pupils: startTrail(ids, ENTERING), teachers: chooseTeachers(state, teachers[c]!, lots) };
  });
}

function allot(total: number, weights: readonly number[], stream: Stream, entity: number): Int32Array {
  const counts = new Int32Array(weights.length);
  if (total > 0) multinomial(total, weights, counts, stream, entity);
  return counts;
}

/** Teachers by a lot of their own, since the year's words have already decided who moves. */
function chooseTeachers({ teachers }: CountyState, count: number, stream: Stream): TeacherTrail {
  const all = Array.from({ length: teachers.count }, (_, t) => t);
  const lots = Uint32Array.from(all, (t) => stream.block(teachers.id[t]!, TEACHER_LOTS)[0]!);
  const rows = Array.from(lowest(all, Math.min(count, all.length), lots, teachers.id));
  return {
    ids: rows.map((t) => teachers.id[t]!),
    birthMonths: rows.map((t) => teachers.birthMonth[t]!),
    isFemale: rows.map((t) => teachers.isFemale[t]!),
    goneIn: new Int16Array(rows.length),
  };
}

/** A copy for one scenario. */
export function copyTrails(trails: readonly CountyTrails[]): CountyTrails[] {
  return trails.map(({ pupils, teachers }) => ({
    pupils: {
      ids: pupils.ids,
      pools: pupils.pools.slice(),
      used: pupils.used.slice(),
      boards: pupils.boards.slice(),
      endedIn: pupils.endedIn.slice(),
    },
    teachers: { ...teachers, goneIn: teachers.goneIn.slice() },
  }));
}
