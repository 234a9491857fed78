import { EDITION_2017 } from "../../standard/editions/2017.ts";
import { stageRule } from "../../standard/stage-rule.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { isPreparing } from "../queue.ts";
import { largestSchool } from "../schools.ts";
import { SEAT, TEACHING_POINT, TOWN, VILLAGE, type CountyState } from "../state.ts";

const RULES = [stageRule(EDITION_2017, "primary"), stageRule(EDITION_2017, "junior")] as const;
/** Positions of the stocks among the seven indicators. */
const TEACHING_AREA = 3;
const SPORTS_AREA = 4;
const EQUIPMENT = 5;
const MULTIMEDIA = 6;
/** Cost of fitting out a music or art room in existing space (yuan, assumed). */
const ART_ROOM_COST = 250_000;
/** Part of the capital left after places that a county not yet preparing spends on gaps to the standard (assumed). */
const ORDINARY_EFFORT = 0.4;
/** Cost of sports ground where land is short, as a multiple of the ordinary one (assumed). */
const DENSE_CITY_COST = 6;
/** Multiple of the requirement above which stock is surplus (ratio). */
const SURPLUS = 2.5;
/** Rooms added at once to a school that is not itself crowded (assumed). */
const ROOMS_AT_ONCE = 6;
/** Gaps are closed with this much to spare, so that a few more pupils do not open them again (assumed). */
const MARGIN = 1.1;

/**
 * Building and buying. Rules WRK-1 to WRK-7: rooms finish, equipment depreciates, capital goes first to places where classes
 * are too large, then to gaps to the 2017 standard, cheapest kind first and cheapest school first. Sports ground is cheap only
 * where there is land; rooms take `places.lead_years` to build.
 *
 * Writes `rooms`, `roomsBuilding`, `teachingArea`, `sportsArea`, `equipment`, `multimediaRooms`, `musicRooms`, `artRooms`,
 * `cash`, `ledger`. Draws nothing.
 */
export function build(state: CountyState, context: YearContext): void {
  finishAndDepreciate(state, context);
  const capital = state.cash;
  buildPlaces(state, context, Math.floor(capital * context.value("places.capital_share")));
  const afterPlaces = state.cash;
  const effort = isPreparing(state.queue, context.year) ? 1 : ORDINARY_EFFORT;
  closeGaps(state, context, Math.floor(afterPlaces * effort));
  if (isPreparing(state.queue, context.year)) giveUpSurplus(state);
  // Money not needed for the standard goes into buildings in general, half of it a year; the rest is carried forward.
  const general = Math.floor(state.cash * 0.5);
  state.cash -= general;
  state.ledger.buildings += general;
  state.ledger.carriedForward = state.cash;
}

function finishAndDepreciate({ sites }: CountyState, context: YearContext): void {
  const keep = 1 - context.value("stocks.equipment_depreciation");
  for (let site = 0; site < sites.count; site++) {
    if (sites.roomsBuilding[site]! > 0 && sites.roomsReady[site]! <= context.year) {
      sites.rooms[site]! += sites.roomsBuilding[site]!;
      // A new room comes with its share of teaching area and half as many multimedia rooms as class rooms.
      sites.teachingArea[site]! += 160 * sites.roomsBuilding[site]!;
      sites.multimediaRooms[site]! += Math.ceil(sites.roomsBuilding[site]! / 2);
      sites.roomsBuilding[site] = 0;
    }
    sites.equipment[site] = Math.round(sites.equipment[site]! * keep);
  }
}

/**
 * Orders rooms where classes are too large, seat first, for at most `money` (yuan). Rooms a setting lacks go to its own
 * crowded sites as long as these stay under the largest school the standard allows, then to the setting's smallest schools.
 */
function buildPlaces(state: CountyState, context: YearContext, money: number): void {
  const { sites } = state;
  const isDistrict = state.attributes.kind === "district" || state.attributes.kind === "zone";
  const perRoom = Math.round(45 * context.value(isDistrict ? "places.cost_district" : "places.cost_county"));
  let left = Math.floor(money / perRoom);
  const ready = context.year + context.value("places.lead_years");
  for (const setting of [SEAT, TOWN, VILLAGE]) {
    let short = 0;
    const rows: number[] = [];
    for (let site = 0; site < sites.count; site++) {
      if (!sites.isOpen[site] || sites.setting[site] !== setting || sites.kind[site] === TEACHING_POINT) continue;
      rows.push(site);
      short += roomsShort(state, site);
    }
    rows.sort((a, b) => roomsShort(state, b) - roomsShort(state, a) || sites.rooms[a]! - sites.rooms[b]! || a - b);
    for (const site of rows) {
      // One order at a time: a new one would put off the opening of the rooms under way.
      if (sites.roomsBuilding[site]! > 0) continue;
      const most = Math.floor(largestSchool(sites.kind[site]!) / 45) - sites.rooms[site]!;
      const rooms = Math.min(most, short, left, roomsShort(state, site) > 0 ? short : ROOMS_AT_ONCE);
      if (rooms <= 0) continue;
      sites.roomsBuilding[site] = rooms;
      sites.roomsReady[site] = ready;
      short -= rooms;
      left -= rooms;
    }
  }
  const spent = (Math.floor(money / perRoom) - left) * perRoom;
  state.cash -= spent;
  state.ledger.places += spent;
}

/** Rooms a site lacks, those under construction counted, to teach every grade in classes of regulated size. */
function roomsShort({ sites }: CountyState, site: number): number {
  return Math.max(0, sites.classesWanted[site]! - sites.rooms[site]! - sites.roomsBuilding[site]!);
}

/** One purchase that closes one gap of one site. */
interface Purchase {
  readonly cost: number;
  readonly line: "equipment" | "multimedia" | "buildings" | "sportsGround";
  readonly apply: () => void;
}

function closeGaps(state: CountyState, context: YearContext, money: number): void {
  let left = money;
  for (const kind of [artRoomGaps, equipmentGaps, multimediaGaps, sportsGaps, areaGaps]) {
    if (left <= 0) return;
    const purchases = kind(state, context).sort((a, b) => a.cost - b.cost);
    for (const purchase of purchases) {
      if (purchase.cost > left) break;
      purchase.apply();
      left -= purchase.cost;
      state.cash -= purchase.cost;
      state.ledger[purchase.line] += purchase.cost;
    }
  }
}

/**
 * A preparing county hands buildings and grounds that a shrunken school no longer uses to other purposes (kindergarten,
 * village), down to a multiple of what the standard asks, so that they stop counting as the school's (WRK-7, assumed).
 */
function giveUpSurplus(state: CountyState): void {
  const { sites } = state;
  for (const site of inScope(state)) {
    sites.teachingArea[site] = Math.min(
      sites.teachingArea[site]!,
      Math.ceil(SURPLUS * required(state, site, TEACHING_AREA)),
    );
    sites.sportsArea[site] = Math.min(sites.sportsArea[site]!, Math.ceil(SURPLUS * required(state, site, SPORTS_AREA)));
  }
}

/** What the standard asks of a site for one stock: threshold × pupils over both stages. */
function required({ sites }: CountyState, site: number, indicator: number): number {
  let sum = 0;
  for (let stage = 0; stage < 2; stage++) {
    const rule = RULES[stage as 0 | 1];
    sum += (sites.enrolment[site * 2 + stage]! * rule.thresholds[indicator]!) / rule.per[indicator]!;
  }
  return sum * MARGIN;
}

/** Open sites in the standard's scope (teaching points under 50 pupils are not). */
function inScope(state: CountyState): number[] {
  const { sites } = state;
  const rows: number[] = [];
  for (let site = 0; site < sites.count; site++) {
    const n = siteEnrolment(sites, site);
    if (sites.isOpen[site] && n > 0 && !(sites.kind[site] === TEACHING_POINT && n < 50)) rows.push(site);
  }
  return rows;
}

function gaps(
  state: CountyState,
  stock: Float64Array | Int32Array,
  indicator: number,
  unitCost: number,
  line: Purchase["line"],
  where: (site: number) => boolean = () => true,
): Purchase[] {
  return inScope(state).flatMap((site) => {
    const missing = Math.ceil(required(state, site, indicator) - stock[site]!);
    if (missing <= 0 || !where(site)) return [];
    return [{ cost: Math.round(missing * unitCost), line, apply: () => (stock[site]! += missing) }];
  });
}

function equipmentGaps(state: CountyState): Purchase[] {
  return gaps(state, state.sites.equipment, EQUIPMENT, 1, "equipment");
}

function multimediaGaps(state: CountyState, context: YearContext): Purchase[] {
  return gaps(state, state.sites.multimediaRooms, MULTIMEDIA, context.value("stocks.multimedia_cost"), "multimedia");
}

/** Where land is short only a preparing county adds ground: on roofs, underground or leased, at several times the cost. */
function sportsGaps(state: CountyState, context: YearContext): Purchase[] {
  const { sites } = state;
  const cost = context.value("stocks.sports_cost");
  const isPressed = isPreparing(state.queue, context.year);
  return [
    ...gaps(state, sites.sportsArea, SPORTS_AREA, cost, "sportsGround", (site) => sites.canGrow[site] === 1),
    ...gaps(
      state,
      sites.sportsArea,
      SPORTS_AREA,
      DENSE_CITY_COST * cost,
      "sportsGround",
      (site) => isPressed && sites.canGrow[site] === 0,
    ),
  ];
}

function areaGaps(state: CountyState, context: YearContext): Purchase[] {
  return gaps(state, state.sites.teachingArea, TEACHING_AREA, context.value("stocks.building_cost"), "buildings");
}

function artRoomGaps(state: CountyState): Purchase[] {
  const { sites } = state;
  return inScope(state).flatMap((site) => {
    const dozens = Math.ceil((sites.classes[site * 2]! + sites.classes[site * 2 + 1]!) / 12);
    return [sites.musicRooms, sites.artRooms].flatMap((rooms) => {
      const missing = dozens - rooms[site]!;
      if (missing <= 0) return [];
      return [{ cost: missing * ART_ROOM_COST, line: "buildings" as const, apply: () => (rooms[site]! += missing) }];
    });
  });
}
