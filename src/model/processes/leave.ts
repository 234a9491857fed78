import { binomial } from "../../core/distributions.ts";
import { takeShare } from "../cells.ts";
import type { YearContext } from "../context.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  GROUPS,
  HOMES,
  homeOf,
  incomeOf,
  INCOMES,
  KINDS,
  residencyOf,
  LEFT_BEHIND,
  LOCAL,
  MIGRANT,
  SEAT,
  type CountyState,
} from "../state.ts";

/** Share of children refused elsewhere whose parents leave all the same (assumed). */
const LEFT_BEHIND_IF_REFUSED = 0.5;

/**
 * Families leave for another county, or find no school there and stay. Rules MIG-1 to MIG-4.
 *
 * A pupil tries with chance μ·push, push being 0.7 in districts and 1.2 elsewhere (assumed). Of those who try, a share
 * `acceptance` meets the entry rule of a destination; half of the refused local children are left behind. Migrant pupils who
 * finish grade 6 return home with chance `migration.return_share`. Pupils inside the county move to the seat at a small rate
 * (the two risks compete: one draw for either, one for which).
 *
 * Writes `pupils`, `waiting`, `relocating`, `outbound`, `pupilFlows.leavers`, `tally.refusedMigrants`.
 */
export function leave(state: CountyState, context: YearContext): void {
  const { sites, outbound } = state;
  const isDistrict = state.attributes.kind === "district" || state.attributes.kind === "zone";
  const chance = context.value("migration.leave_rate") * (isDistrict ? 0.7 : 1.2);
  const inside = context.value("migration.within_county_rate");
  const tries = context.stream("leave");
  const refusal = context.stream("refuse");
  const moves = context.stream("within-county");
  outbound.fill(0);
  state.returning.fill(0);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    for (let grade = 0; grade < GRADES; grade++) {
      const mayMoveInside = sites.setting[site] !== SEAT && grade !== FIRST_JUNIOR_GRADE && grade !== 0;
      const either = mayMoveInside ? chance + inside : chance;
      const restless = takeShare(state, site, grade, either, tries);
      for (let group = 0; group < GROUPS; group++) {
        const n = restless[group]!;
        if (n === 0) continue;
        const moving = mayMoveInside ? binomial(n, inside / either, moves, cell(site, grade, group)) : 0;
        state.relocating[grade * GROUPS + group]! += moving;
        if (n > moving) settle(state, context, site, grade, group, n - moving, refusal);
      }
    }
  }
  returnHome(state, context);
}

/** Parts those who try into leavers and refused; the refused go back to their cell, some as left-behind children. */
function settle(
  state: CountyState,
  context: YearContext,
  site: number,
  grade: number,
  group: number,
  trying: number,
  refusal: ReturnType<YearContext["stream"]>,
): void {
  const entity = cell(site, grade, group);
  const accepted = binomial(trying, context.nation.acceptance, refusal, entity, 0);
  const refused = trying - accepted;
  state.outbound[grade * INCOMES + incomeOf(group)]! += accepted;
  state.pupilFlows.leavers += accepted;
  state.tally.refusedMigrants += refused;
  const moved = incomeOf(group) * KINDS + LEFT_BEHIND * HOMES + homeOf(group);
  const becomes = residencyOf(group) === LOCAL ? binomial(refused, LEFT_BEHIND_IF_REFUSED, refusal, entity, 64) : 0;
  state.pupils[entity]! += refused - becomes;
  state.pupils[cell(site, grade, moved)]! += becomes;
}

/** Migrant pupils due for grade 7 who go back to the county they are registered in. */
function returnHome(state: CountyState, context: YearContext): void {
  const stream = context.stream("return");
  for (let group = 0; group < GROUPS; group++) {
    if (residencyOf(group) !== MIGRANT) continue;
    const at = FIRST_JUNIOR_GRADE * GROUPS + group;
    const leaving = binomial(state.waiting[at]!, context.value("migration.return_share"), stream, group);
    state.waiting[at]! -= leaving;
    state.pupilFlows.leavers += leaving;
    state.returning[incomeOf(group)]! += leaving;
  }
}
