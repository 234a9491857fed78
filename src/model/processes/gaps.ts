import { isSmallPoint } from "../scope.ts";
import { EDITION_2017 } from "../../standard/editions/2017.ts";
import { stageRule } from "../../standard/stage-rule.ts";
import { bedCost, bedsWanted } from "../beds.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { buyEquipment } from "../equipment.ts";
import { isPreparing } from "../queue.ts";
import { type CountyState } from "../state.ts";
import type { Project } from "./projects.ts";

const RULES = [stageRule(EDITION_2017, "primary"), stageRule(EDITION_2017, "junior")] as const;
/** What the standard asks per pupil, by stage and indicator. */
const RATES = RULES.map(({ thresholds, per }) => Array.from(thresholds, (threshold, k) => threshold / per[k]!));
/** Positions of the stocks among the seven indicators. */
export const TEACHING_AREA = 3;
export const SPORTS_AREA = 4;
export const EQUIPMENT = 5;
export const MULTIMEDIA = 6;
/** Cost of fitting out a music or art room in existing space (yuan, assumed). */
const ART_ROOM_COST = 250_000;
/** Cost of sports ground where land is short, as a multiple of the ordinary one (assumed). */
const DENSE_CITY_COST = 6;
/** Gaps are closed with this much to spare, so that a few more pupils do not open them again (assumed). */
const MARGIN = 1.1;
/** Kinds of gap in the order in which they are closed when places come first; rooms are kind 0. */
const ART_ROOM_GAP = 1;
const EQUIPMENT_GAP = 2;
const MULTIMEDIA_GAP = 3;
const SPORTS_GAP = 4;
const AREA_GAP = 5;
const BED_GAP = 6;

/** All gaps to the 2017 standard of the schools it counts, and the beds that are missing (WRK-4 to WRK-6, WRK-12). */
export function gapProjects(state: CountyState, context: YearContext): Project[] {
  return [
    ...artRoomGaps(state),
    ...equipmentGaps(state),
    ...multimediaGaps(state, context),
    ...sportsGaps(state, context),
    ...areaGaps(state, context),
    ...bedGaps(state, context),
  ];
}

/** What the standard asks for one stock of a school with these pupils: threshold × pupils over both stages. */
export function thresholdFor(primary: number, junior: number, indicator: number): number {
  return primary * RATES[0]![indicator]! + junior * RATES[1]![indicator]!;
}

/** What the standard asks of a site for one stock, with a tenth to spare. */
export function required({ sites }: CountyState, site: number, indicator: number): number {
  return MARGIN * thresholdFor(sites.enrolment[site * 2]!, sites.enrolment[site * 2 + 1]!, indicator);
}

/** Open sites in the standard's scope (teaching points under 50 pupils are not). */
export function inScope({ sites }: CountyState): number[] {
  const rows: number[] = [];
  for (let site = 0; site < sites.count; site++) {
    const n = siteEnrolment(sites, site);
    if (sites.isOpen[site] && n > 0 && !isSmallPoint(sites.kind[site]!, n)) rows.push(site);
  }
  return rows;
}

/** What all gaps of one kind have in common. */
type Kind = Pick<Project, "kind" | "unitCost" | "line">;

/** Gaps of one indicator at the sites in scope; `add` defaults to adding to the stock. */
function gaps(
  state: CountyState,
  stock: Float64Array | Int32Array,
  indicator: number,
  kind: Kind,
  where: (site: number) => boolean = () => true,
  add: (site: number, units: number) => void = (site, units) => (stock[site]! += units),
): Project[] {
  return inScope(state).flatMap((site) => {
    const needed = required(state, site, indicator);
    const units = Math.ceil(needed - stock[site]!);
    if (units <= 0 || !where(site)) return [];
    return [{ ...kind, site, units, least: 1, lack: units / Math.ceil(needed), buy: (n) => add(site, n) }];
  });
}

function equipmentGaps(state: CountyState): Project[] {
  const kind: Kind = { kind: EQUIPMENT_GAP, unitCost: 1, line: "equipment" };
  const { sites } = state;
  return gaps(state, sites.equipment, EQUIPMENT, kind, undefined, (site, yuan) => buyEquipment(sites, site, yuan));
}

function multimediaGaps(state: CountyState, context: YearContext): Project[] {
  const unitCost = Math.round(context.value("stocks.multimedia_cost"));
  return gaps(state, state.sites.multimediaRooms, MULTIMEDIA, { kind: MULTIMEDIA_GAP, unitCost, line: "multimedia" });
}

/** Where land is short only a preparing county adds ground: on roofs, underground or leased, at several times the cost. */
function sportsGaps(state: CountyState, context: YearContext): Project[] {
  const { sites } = state;
  const unitCost = Math.round(context.value("stocks.sports_cost"));
  const kind: Kind = { kind: SPORTS_GAP, unitCost, line: "sportsGround" };
  const dense: Kind = { ...kind, unitCost: DENSE_CITY_COST * unitCost };
  const isPressed = isPreparing(state.queue, context.year);
  return [
    ...gaps(state, sites.sportsArea, SPORTS_AREA, kind, (site) => sites.canGrow[site] === 1),
    ...gaps(state, sites.sportsArea, SPORTS_AREA, dense, (site) => isPressed && sites.canGrow[site] === 0),
  ];
}

function areaGaps(state: CountyState, context: YearContext): Project[] {
  const unitCost = Math.round(context.value("stocks.building_cost"));
  return gaps(state, state.sites.teachingArea, TEACHING_AREA, { kind: AREA_GAP, unitCost, line: "buildings" });
}

/** One music and one art room for every twelve classes begun. */
function artRoomGaps(state: CountyState): Project[] {
  const { sites } = state;
  return inScope(state).flatMap((site) => {
    const dozens = Math.ceil((sites.classes[site * 2]! + sites.classes[site * 2 + 1]!) / 12);
    return [sites.musicRooms, sites.artRooms].flatMap((rooms): Project[] => {
      const units = dozens - rooms[site]!;
      if (units <= 0) return [];
      const kind: Kind = { kind: ART_ROOM_GAP, unitCost: ART_ROOM_COST, line: "buildings" };
      return [{ ...kind, site, units, least: 1, lack: units / dozens, buy: (n) => (rooms[site]! += n) }];
    });
  });
}

/** Beds that are missing at schools that board (WRK-12). */
function bedGaps(state: CountyState, context: YearContext): Project[] {
  const { beds } = state.sites;
  const kind: Kind = { kind: BED_GAP, unitCost: bedCost(context), line: "beds" };
  return inScope(state).flatMap((site): Project[] => {
    const needed = bedsWanted(state, site, context.value);
    const units = needed - beds[site]!;
    if (units <= 0) return [];
    return [{ ...kind, site, units, least: 1, lack: units / needed, buy: (n) => (beds[site]! += n) }];
  });
}
