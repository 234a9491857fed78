import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import type { CountyState } from "../state.ts";

/**
 * Rotation and exchange of teachers under 县管校聘. Rules ROT-1 to ROT-8.
 *
 * Teachers whose exchange has ended return. Of those with `service_years` at their school, round(share × eligible) are chosen
 * by lot, at least the stated share of them backbone teachers while there are any. Some exchanges happen on paper only: they
 * count for the certificate and move nobody. The others swap posts within their stage, so posts are neither created nor lost:
 * a directed part pairs the strongest school with the weakest, the rest pass their post to the next in line. Where the county
 * holds the employment the post moves for good; otherwise the teacher keeps the home post and returns after the spell.
 *
 * Writes `site`, `homeSite`, `arrivedYear`, `exchangeUntil`, `isCountyHeld`, `rotatedIn`, `rotatedOut`, `tally`.
 * The order is the word kept from the year's block; one uniform per mover decides paper or real.
 */
export function rotate(state: CountyState, context: YearContext): void {
  const { teachers, sites, tally } = state;
  sites.rotatedIn.fill(0);
  sites.rotatedOut.fill(0);
  returnFromExchange(state, context.year);
  const serviceYears = context.value("rotation.service_years");
  const coverage = context.value("rotation.county_held_share") * 65536;
  const share = context.value("rotation.share");
  const backboneShare = context.value("rotation.backbone_share");
  // Only low lots can be chosen; all eligible teachers are looked at again in the rare case that those do not suffice.
  const cut = 4294967296 * (2 * share + 0.05);
  const isEligible = (t: number) =>
    teachers.exchangeUntil[t] === 0 && context.year - teachers.arrivedYear[t]! >= serviceYears;
  const low: number[] = [];
  let eligible = 0;
  let backbone = 0;
  for (let t = 0; t < teachers.count; t++) {
    teachers.isCountyHeld[t] = teachers.lot[t]! < coverage ? 1 : 0;
    if (teachers.exchangeUntil[t]! > 0 || context.year - teachers.arrivedYear[t]! < serviceYears) continue;
    eligible++;
    backbone += teachers.isBackbone[t]!;
    if (teachers.rotationDraw[t]! < cut) low.push(t);
  }
  tally.eligibleForRotation = eligible;
  const wanted = Math.round(share * eligible);
  const quota = Math.min(backbone, Math.ceil(wanted * backboneShare - 1e-9));
  let movers = chooseMovers(state, low, wanted, quota);
  if (movers.length < wanted) {
    const all = Array.from({ length: teachers.count }, (_, t) => t).filter(isEligible);
    movers = chooseMovers(state, all, wanted, quota);
  }
  tally.rotated = movers.length;
  const paper = context.stream("teacher.rotate");
  const paperShare = context.value("rotation.paper_share");
  const real = movers.filter((t) => paper.uniform(teachers.id[t]!) >= paperShare);
  tally.rotatedOnPaper = movers.length - real.length;
  for (const t of movers) tally.rotatedBackbone += teachers.isBackbone[t]!;
  for (const stage of [0, 1]) {
    swapPosts(
      state,
      context,
      real.filter((t) => teachers.stage[t] === stage),
    );
  }
}

function returnFromExchange({ teachers }: CountyState, year: number): void {
  for (let t = 0; t < teachers.count; t++) {
    if (teachers.exchangeUntil[t] === 0 || teachers.exchangeUntil[t]! >= year) continue;
    teachers.exchangeUntil[t] = 0;
    if (teachers.site[t] === teachers.homeSite[t]) continue;
    teachers.site[t] = teachers.homeSite[t]!;
    teachers.arrivedYear[t] = year;
  }
}

/** `quota` backbone teachers, then anyone, each by lot; in the order of the lot. Fewer than `wanted` if the list has too few. */
function chooseMovers({ teachers }: CountyState, list: readonly number[], wanted: number, quota: number): number[] {
  const { rotationDraw, id, isBackbone } = teachers;
  const inOrder = lowest(list, list.length, rotationDraw, id);
  let backboneLeft = quota;
  let othersLeft = wanted - quota;
  const kept: number[] = [];
  for (const t of inOrder) {
    if (isBackbone[t] && backboneLeft > 0) backboneLeft--;
    else if (othersLeft > 0) othersLeft--;
    else continue;
    kept.push(t);
    if (kept.length === wanted) break;
  }
  return backboneLeft === 0 && othersLeft === 0 ? kept : [];
}

/** Directed movers swap strongest with weakest; the others take the post of the next in line. */
function swapPosts(state: CountyState, context: YearContext, movers: readonly number[]): void {
  const { teachers, sites } = state;
  const directedCount = Math.round(context.value("rotation.directed_share") * movers.length);
  const quality = (t: number) => sites.quality[teachers.site[t]!]!;
  const directed = movers
    .slice(0, directedCount)
    .sort((a, b) => quality(b) - quality(a) || teachers.id[a]! - teachers.id[b]!);
  const others = movers.slice(directedCount);
  const from = new Map(movers.map((t) => [t, teachers.site[t]!]));
  directed.forEach((t, i) => takePost(state, context, t, from.get(directed[directed.length - 1 - i]!)!));
  others.forEach((t, i) => takePost(state, context, t, from.get(others[(i + 1) % others.length]!)!));
}

/** Puts a teacher at a site; nothing changes if it is their own. */
function takePost({ teachers, sites }: CountyState, context: YearContext, t: number, site: number): void {
  const from = teachers.site[t]!;
  if (from === site) return;
  sites.rotatedOut[from]!++;
  sites.rotatedIn[site]! += teachers.isBackbone[t]!;
  teachers.site[t] = site;
  teachers.arrivedYear[t] = context.year;
  if (teachers.isCountyHeld[t]) teachers.homeSite[t] = site;
  else teachers.exchangeUntil[t] = context.year + context.value("rotation.spell_years") - 1;
}
