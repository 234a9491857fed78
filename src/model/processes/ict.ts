import type { YearContext } from "../context.ts";
import { JUNIOR, NINE_YEAR, TEACHING_POINT, VILLAGE, type CountyState, type SiteTable } from "../state.ts";
import { drawLots, isBelow } from "./education-groups.ts";

/** Teachers a site must have for lessons by screen to work in full (count; assumed: one with the class, one besides). */
const ENOUGH_TEACHERS = 2;

/**
 * Equips a share of village schools and teaching points for lessons by screen. Rules ICT-1 and ICT-2.
 * A site is equipped if its lot for life is below the share, so that a larger share only adds sites.
 *
 * Writes `sites.hasIct`, `sites.lots`. Draws one uniform per site, once.
 */
export function equipIct(state: CountyState, context: YearContext): void {
  const { sites } = state;
  drawLots(sites, 1, context, "ict");
  const share = context.value("ict.share");
  for (let site = 0; site < sites.count; site++) {
    const mayHave = sites.setting[site] === VILLAGE || sites.kind[site] === TEACHING_POINT;
    sites.hasIct[site] = sites.isOpen[site] && mayHave && isBelow(sites.lots[site * 2 + 1]!, share) ? 1 : 0;
  }
}

/** Yearly cost of lessons by screen (yuan). */
export function ictCost({ sites }: CountyState, context: YearContext): number {
  let equipped = 0;
  for (let site = 0; site < sites.count; site++) equipped += sites.hasIct[site]!;
  return equipped * Math.round(context.value("ict.cost"));
}

/**
 * Marks the sites where a local teacher stands beside the screen (rule ICT-2): one of the stage whose post is at the site, with
 * at least one more teacher there.
 * @returns 1 by site; 0 for all where no site is equipped, since nobody asks.
 */
export function localTeachers({ sites, staff: { headcount, guests } }: CountyState): Uint8Array {
  const local = new Uint8Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.hasIct[site] || headcount[site * 2]! + headcount[site * 2 + 1]! < ENOUGH_TEACHERS) continue;
    for (const stage of [0, 1])
      if (isOfStage(sites, site, stage) && headcount[site * 2 + stage]! > guests[site * 2 + stage]!) local[site] = 1;
  }
  return local;
}

/** True if the lessons of a site are of this stage; a nine-year school has both. */
function isOfStage({ kind }: SiteTable, site: number, stage: number): boolean {
  return kind[site] === NINE_YEAR || (kind[site] === JUNIOR ? 1 : 0) === stage;
}
