import type { SiteTable } from "./state.ts";

/** Teaching area that comes with a new class room (m², assumed). */
const AREA_OF_ROOM = 160;

/** Adds class rooms to a site, each with its share of teaching area and half as many multimedia rooms (rule WRK-1). */
export function addRooms(sites: SiteTable, site: number, rooms: number): void {
  sites.rooms[site]! += rooms;
  sites.teachingArea[site]! += AREA_OF_ROOM * rooms;
  sites.multimediaRooms[site]! += Math.ceil(rooms / 2);
}
