import { columnLength } from "../../../src/core/philox.ts";
import type { Stream } from "../../../src/core/stream.ts";
import * as m from "../../../src/model/state.ts";

/** One pupil of the twin: what the model knows of a pupil, held by the pupil. */
export interface Child {
  /** School attended; −1 without one. */
  site: number;
  /** Counted from 0. */
  grade: number;
  readonly income: number;
  residency: number;
  readonly home: number;
  /** Has left a school of the county for the seat this year. */
  isMoving: boolean;
}

/** The twin's county: the pupils one by one, and one sequence of random numbers for all that happens to them. */
export interface Twin {
  children: Child[];
  readonly random: () => number;
}

/** Pupils of the counts as single children. */
export function childrenOf({ pupils }: m.CountyState): Child[] {
  const children: Child[] = [];
  pupils.forEach((n, at) => {
    const group = at % m.GROUPS;
    for (let i = 0; i < n; i++) {
      children.push({
        site: Math.floor(at / m.GROUPS / m.GRADES),
        grade: Math.floor(at / m.GROUPS) % m.GRADES,
        income: m.incomeOf(group),
        residency: m.residencyOf(group),
        home: m.homeOf(group),
        isMoving: false,
      });
    }
  });
  return children;
}

/** Counts the children where they are, for the parts of the model that read counts. */
export function writeCounts({ children }: Twin, { pupils }: m.CountyState): void {
  pupils.fill(0);
  for (const { site, grade, income, residency, home } of children)
    pupils[(site * m.GRADES + grade) * m.GROUPS + income * 9 + residency * 3 + home]!++;
}

export function stageOf({ grade }: Child): number {
  return grade < 6 ? 0 : 1;
}

/** Position of one of several weights, by chance. */
export function choose(weights: ArrayLike<number>, random: () => number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let rest = random() * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    if (rest < weights[i]!) return i;
    rest -= weights[i]!;
    last = i;
  }
  return last;
}

/** Puts a list into random order (Fisher and Yates). */
export function shuffle<T>(list: T[], random: () => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

/** Standard normal (Box and Muller). */
export function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Events of a mean number, counted one by one until their waiting times fill the unit of time. */
export function countEvents(mean: number, random: () => number): number {
  let events = 0;
  for (let time = -Math.log(1 - random()) / mean; time < 1; time -= Math.log(1 - random()) / mean) events++;
  return events;
}

/** The twin's numbers where shared code wants a stream: a new number whatever the address. */
export function streamOf(random: () => number): Stream {
  const words = new Uint32Array(4);
  const word = () => Math.floor(random() * 4294967296);
  return {
    uniform: () => random() || 0.5,
    block: () => words.map(word),
    columns: (_entities, count) => new Uint32Array(4 * columnLength(count)).map(word),
  };
}
