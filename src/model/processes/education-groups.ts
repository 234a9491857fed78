import type { YearContext } from "../context.ts";
import { JUNIOR, SETTINGS, teaches, TEACHING_POINT, wayKm, type CountyState, type SiteTable } from "../state.ts";

/** Sites of the largest group, its leading school included (assumed; 16,000 groups for 188,000 schools). */
const LARGEST_GROUP = 6;

/** The order of schools by strength, and who has found a group; kept between calls. */
const order: number[] = [];
let leaderOf = new Int16Array(0);

/**
 * Education groups (教共体): schools join a strong school of their county and stage. Rules GRP-1 to GRP-3.
 *
 * The county is parted into possible groups, which depend on nothing but open sites, their places and their quality of 2020;
 * a site is a member of its group if its lot for life is below the share, so that a larger share only adds members.
 *
 * Reads `baseQuality`; writes `sites.group`, `sites.lots`. Draws one uniform per site, once.
 */
export function joinGroups(state: CountyState, context: YearContext): void {
  const { sites } = state;
  drawLots(sites, 0, context, "group.join");
  sites.group.fill(-1);
  const shares = SETTINGS.map((_, setting) => context.valueAt("groups.share", setting));
  if (shares.every((share) => share === 0)) return;
  partSites(sites, context.value("groups.radius_km"));
  for (let site = 0; site < sites.count; site++) {
    const leader = leaderOf[site]!;
    if (leader < 0 || leader === site || !isBelow(sites.lots[site * 2]!, shares[sites.setting[site]!]!)) continue;
    sites.group[site] = leader;
    sites.group[leader] = leader;
  }
}

/** Yearly cost of education groups (yuan): every member but the leading school. */
export function groupCost({ sites }: CountyState, context: YearContext): number {
  let members = 0;
  for (let site = 0; site < sites.count; site++) if (isMember(sites, site)) members++;
  return members * Math.round(context.value("groups.cost"));
}

/** True for an open site that follows a leading school. */
export function isMember(sites: SiteTable, site: number): boolean {
  return sites.isOpen[site] === 1 && sites.group[site]! >= 0 && sites.group[site] !== site;
}

/** Gives every site that has none a lot for life (1–65,535) for one purpose: 0 education group, 1 lessons by screen. */
export function drawLots(
  { lots, count }: SiteTable,
  purpose: 0 | 1,
  context: YearContext,
  name: "group.join" | "ict",
): void {
  for (let site = 0; site < count; site++) {
    if (lots[site * 2 + purpose] !== 0) continue;
    lots[site * 2 + purpose] = 1 + Math.floor(65_535 * context.stream(name).uniform(site));
  }
}

/** True if a lot for life falls below a share. */
export function isBelow(lot: number, share: number): boolean {
  return lot <= Math.round(65_535 * share);
}

/**
 * Parts the open sites into possible groups (rule GRP-1): the strongest school that is still free leads, and the nearest free
 * weaker sites of its stage within the radius may follow it.
 */
function partSites(sites: SiteTable, radius: number): void {
  if (leaderOf.length < sites.count) leaderOf = new Int16Array(sites.count);
  leaderOf.fill(-1, 0, sites.count);
  order.length = 0;
  for (let site = 0; site < sites.count; site++) if (sites.isOpen[site]) order.push(site);
  order.sort((a, b) => sites.baseQuality[b]! - sites.baseQuality[a]! || a - b);
  order.forEach((leader, rank) => {
    if (leaderOf[leader]! >= 0 || sites.kind[leader] === TEACHING_POINT) return;
    leaderOf[leader] = leader;
    for (let seats = LARGEST_GROUP - 1; seats > 0; seats--) {
      const next = nearestFree(sites, leader, rank, radius);
      if (next < 0) return;
      leaderOf[next] = leader;
    }
  });
}

/** The nearest free site after `rank` in the order whose stage the leader teaches, within the radius; −1 if there is none. */
function nearestFree(sites: SiteTable, leader: number, rank: number, radius: number): number {
  let best = -1;
  let bestWay = Infinity;
  for (let i = rank + 1; i < order.length; i++) {
    const site = order[i]!;
    if (leaderOf[site]! >= 0 || !teaches(sites.kind[leader]!, sites.kind[site] === JUNIOR ? 1 : 0)) continue;
    const way = wayKm(sites, leader, site);
    if (way > radius || way >= bestWay) continue;
    best = site;
    bestWay = way;
  }
  return best;
}
