import type { YearContext } from "../context.ts";
import { isOff } from "../constraint-switches.ts";
import { staffing } from "../staffing.ts";
import type { CountyState } from "../state.ts";
import { hire } from "./hiring.ts";
import { transfer } from "./transfer.ts";

/**
 * Transfer (rules in transfer.ts) and hiring. Rules EST-1, EST-2, HIR-1 to HIR-8.
 *
 * First teachers move, then each stage hires. Recurrent money that is not bound pays for teachers beyond those replaced: at most
 * half of it for the primary stage, what is left for the junior stage (HIR-7).
 *
 * Writes `teachers`, `teacherFlows.hired`, `posts`, `tally`. Draws as hiring does.
 */
export function recruit(state: CountyState, context: YearContext): void {
  const posts = staffing(state, context);
  // Where money is no limit, the province guarantees next year's pay (rules LOG-12, FIN-5).
  let money = isOff(context.value, "budget") ? Infinity : state.ledger.otherRecurrent;
  for (const stage of [0, 1] as const) {
    const leavers = leaversOf(state, stage);
    transfer(state, context, posts, stage);
    money -= hire(state, context, posts, stage, leavers, stage === 0 ? money / 2 : money);
  }
}

/** Teachers of a stage who retired or left the profession this year (persons). */
function leaversOf({ sites }: CountyState, stage: number): number {
  let sum = 0;
  for (let site = 0; site < sites.count; site++) sum += sites.departures[site * 2 + stage]!;
  return sum;
}
