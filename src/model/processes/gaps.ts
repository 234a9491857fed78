import { isSmallPoint } from "../scope.ts";
import { EDITION_2017 } from "../../standard/editions/2017.ts";
import { stageRule } from "../../standard/stage-rule.ts";
import { bedsWanted } from "../beds.ts";
import { boardingTermsOf } from "../boarding.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { buyEquipment } from "../equipment.ts";
import { isPreparing } from "../queue.ts";
import type { CountyState, SiteTable } from "../state.ts";
import type { Project } from "./projects.ts";

const RULES = [stageRule(EDITION_2017, "primary"), stageRule(EDITION_2017, "junior")] as const;
/** What the standard asks per pupil, by stage and indicator. */
const RATES = RULES.map(({ thresholds, per }) => thresholds.map((threshold, k) => threshold / per[k]!));
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

/** What all gaps of one kind have in common, and how a unit is added to a site. */
type Kind = Pick<Project, "kind" | "unitCost" | "line" | "buy">;

/** All gaps to the 2017 standard of the schools it counts, and the beds that are missing (WRK-4 to WRK-6, WRK-12). */
export function gapProjects(state: CountyState, context: YearContext): Project[] {
  const { sites } = state;
  const kinds = kindsOf(sites, context);
  // Where land is short only a preparing county adds ground: on roofs, underground or leased, at several times the cost.
  const isPressed = isPreparing(state.queue, context.year);
  const boarding = boardingTermsOf(context.value);
  const projects: Project[] = [];
  for (let site = 0; site < sites.count; site++) {
    if (!isInScope(sites, site)) continue;
    // One music and one art room for every twelve classes begun.
    const dozens = Math.ceil((sites.classes[site * 2]! + sites.classes[site * 2 + 1]!) / 12);
    addGap(projects, kinds.music, site, dozens, sites.musicRooms[site]!);
    addGap(projects, kinds.art, site, dozens, sites.artRooms[site]!);
    addGap(projects, kinds.equipment, site, required(state, site, EQUIPMENT), sites.equipment[site]!);
    addGap(projects, kinds.multimedia, site, required(state, site, MULTIMEDIA), sites.multimediaRooms[site]!);
    if (sites.canGrow[site] === 1 || isPressed) {
      const sports = sites.canGrow[site] === 1 ? kinds.sports : kinds.dense;
      addGap(projects, sports, site, required(state, site, SPORTS_AREA), sites.sportsArea[site]!);
    }
    addGap(projects, kinds.area, site, required(state, site, TEACHING_AREA), sites.teachingArea[site]!);
    addGap(projects, kinds.beds, site, bedsWanted(state, site, boarding), sites.beds[site]!);
  }
  return projects;
}

/** Notes what a stock lacks to what is needed, in whole units, if it lacks any. */
function addGap(
  projects: Project[],
  { kind, unitCost, line, buy }: Kind,
  site: number,
  needed: number,
  stock: number,
): void {
  const units = Math.ceil(needed - stock);
  if (units > 0) projects.push({ site, kind, units, least: 1, unitCost, lack: units / Math.ceil(needed), line, buy });
}

/** The kinds of gap at this year's prices. */
function kindsOf(sites: SiteTable, { value }: YearContext) {
  const sportsCost = Math.round(value("stocks.sports_cost"));
  const adding = (kind: number, unitCost: number, line: Kind["line"], stock: Float64Array | Int32Array): Kind => ({
    kind,
    unitCost,
    line,
    buy: (units, site) => (stock[site]! += units),
  });
  return {
    music: adding(ART_ROOM_GAP, ART_ROOM_COST, "buildings", sites.musicRooms),
    art: adding(ART_ROOM_GAP, ART_ROOM_COST, "buildings", sites.artRooms),
    equipment: {
      kind: EQUIPMENT_GAP,
      unitCost: 1,
      line: "equipment",
      buy: (yuan, site) => buyEquipment(sites, site, yuan),
    } satisfies Kind,
    multimedia: adding(
      MULTIMEDIA_GAP,
      Math.round(value("stocks.multimedia_cost")),
      "multimedia",
      sites.multimediaRooms,
    ),
    sports: adding(SPORTS_GAP, sportsCost, "sportsGround", sites.sportsArea),
    dense: adding(SPORTS_GAP, DENSE_CITY_COST * sportsCost, "sportsGround", sites.sportsArea),
    area: adding(AREA_GAP, Math.round(value("stocks.building_cost")), "buildings", sites.teachingArea),
    beds: adding(BED_GAP, Math.round(value("stocks.bed_cost")), "beds", sites.beds),
  };
}

/** What the standard asks for one stock of a school with these pupils: threshold × pupils over both stages. */
export function thresholdFor(primary: number, junior: number, indicator: number): number {
  return primary * RATES[0]![indicator]! + junior * RATES[1]![indicator]!;
}

/** What the standard asks of a site for one stock, with a tenth to spare. */
export function required({ sites }: CountyState, site: number, indicator: number): number {
  return MARGIN * thresholdFor(sites.enrolment[site * 2]!, sites.enrolment[site * 2 + 1]!, indicator);
}

/** True for an open site in the standard's scope (teaching points under 50 pupils are not). */
export function isInScope(sites: SiteTable, site: number): boolean {
  const n = siteEnrolment(sites, site);
  return sites.isOpen[site] === 1 && n > 0 && !isSmallPoint(sites.kind[site]!, n);
}
