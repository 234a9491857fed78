import { noteDecision } from "../constraint-log.ts";
import { isOff } from "../constraint-switches.ts";
import type { YearContext } from "../context.ts";
import { addRooms } from "../new-rooms.ts";
import { isPreparing } from "../queue.ts";
import type { CountyState } from "../state.ts";
import { gapProjects, isInScope, required, SPORTS_AREA, TEACHING_AREA } from "./gaps.ts";
import { openFounded } from "./new-school.ts";
import { buildPlaces, placeProjects } from "./places-programme.ts";
import { buyInOrder, byObjective, costOf, inOrderOfKinds, PLACES_FIRST, spendable, type Project } from "./projects.ts";

/** Part of the capital left after places that a county not yet preparing spends on gaps to the standard (assumed). */
const ORDINARY_EFFORT = 0.4;
/** Multiple of the requirement above which stock is surplus (ratio). */
const SURPLUS = 2.5;

/**
 * Building and buying. Rules WRK-1 to WRK-7 and WRK-9 to WRK-12: rooms and founded schools open, capital goes to places and to
 * gaps to the 2017 standard in the order of the county's objective. Sports ground is cheap only where there is land; rooms take
 * `places.lead_years` to build.
 *
 * Writes `rooms`, `roomsBuilding`, `teachingArea`, `sportsArea`, `equipment`, `vintages`, `multimediaRooms`, `musicRooms`,
 * `artRooms`, `beds`, rows of founded schools, `cash`, `ledger`, `constraintLog` (rule LOG-6). Draws two uniforms per founded school.
 */
export function build(state: CountyState, context: YearContext): void {
  openFounded(state, context.year);
  openRooms(state, context.year);
  const isUnlimited = isOff(context.value, "budget");
  const forPlaces = isUnlimited ? Infinity : Math.floor(state.cash * context.value("places.capital_share"));
  const effort = isPreparing(state.queue, context.year) ? 1 : ORDINARY_EFFORT;
  if (context.value("funding.capital_objective") === PLACES_FIRST) {
    buildPlaces(state, context, forPlaces);
    const forGaps = isUnlimited ? Infinity : Math.floor(state.cash * effort);
    buy(state, inOrderOfKinds(gapProjects(state, context)), forGaps);
  } else {
    const projects = [...placeProjects(state, context), ...gapProjects(state, context)];
    const money = isUnlimited ? Infinity : forPlaces + Math.floor((state.cash - forPlaces) * effort);
    buy(state, byObjective(state, context, projects), money);
  }
  if (isUnlimited) coverDeficit(state);
  if (isPreparing(state.queue, context.year)) giveUpSurplus(state);
  // Money not needed for the standard goes into buildings in general, half of it a year; the rest is carried forward.
  const general = Math.floor(state.cash * 0.5);
  state.cash -= general;
  state.ledger.buildings += general;
  state.ledger.carriedForward = state.cash;
}

/** Buys projects for at most the money released for them; what all the cash would have bought tells policy from lack of money. */
function buy(state: CountyState, projects: readonly Project[], released: number): void {
  const wanted = projects.reduce((sum, project) => sum + costOf(project), 0);
  const payable = spendable(projects, Math.max(released, state.cash));
  noteDecision(state.constraintLog, "build", wanted, [
    ["budget-capital", payable],
    ["policy-cap", buyInOrder(state, projects, released)],
  ]);
}

/** Where money is no limit, a provincial grant for capital pays what the county has spent beyond its cash (rule LOG-12). */
function coverDeficit(state: CountyState): void {
  const grant = Math.max(0, -state.cash);
  state.cash += grant;
  state.ledger.provincialTransfer += grant;
  state.payers.capitalGrant += grant;
}

/** Opens the rooms whose year has come (WRK-1). */
function openRooms({ sites }: CountyState, year: number): void {
  for (let site = 0; site < sites.count; site++) {
    if (sites.roomsBuilding[site] === 0 || sites.roomsReady[site]! > year) continue;
    addRooms(sites, site, sites.roomsBuilding[site]!);
    sites.roomsBuilding[site] = 0;
  }
}

/**
 * A preparing county hands buildings and grounds that a shrunken school no longer uses to other purposes (kindergarten,
 * village), down to a multiple of what the standard asks, so that they stop counting as the school's (WRK-7, assumed).
 */
function giveUpSurplus(state: CountyState): void {
  const { sites } = state;
  for (let site = 0; site < sites.count; site++) {
    if (!isInScope(sites, site)) continue;
    const area = Math.ceil(SURPLUS * required(state, site, TEACHING_AREA));
    const grounds = Math.ceil(SURPLUS * required(state, site, SPORTS_AREA));
    sites.teachingArea[site] = Math.min(sites.teachingArea[site]!, area);
    sites.sportsArea[site] = Math.min(sites.sportsArea[site]!, grounds);
  }
}
