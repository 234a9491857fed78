import { normal } from "../../core/normal.ts";
import { exp, log } from "../../core/elementary.ts";
import type { Stream } from "../../core/stream.ts";
import { SEAT, TEACHING_POINT, VILLAGE, type SiteTable } from "../../model/state.ts";

/**
 * Stocks of a site per pupil in 2020 by setting (village, town, seat) and stage, all assumed: no national distribution by
 * school is published. Levels are set near the thresholds of the 2017 edition, towns and seats below villages,
 * because full classes share what empty ones keep.
 */
const TEACHING_AREA = [
  [7.8, 5.6, 4.9],
  [9.5, 7.4, 6.4],
] as const;
const SPORTS_AREA = [
  [16, 10.2, 8.4],
  [17, 13.8, 11.6],
] as const;
const EQUIPMENT = [
  [2600, 2250, 2400],
  [3500, 2900, 3000],
] as const;
const MULTIMEDIA = [
  [3.6, 2.7, 2.5],
  [3.8, 2.9, 2.7],
] as const;
/** Enrolment at which the levels above hold, by setting. */
const REFERENCE_SIZE = [150, 700, 1300] as const;
/** Pupils per class the rooms were built for, by setting (assumed). */
const PUPILS_PER_ROOM = [24, 35.5, 38.5] as const;

/** Pupils of the two stages at a site (persons). */
export interface SitePupils {
  readonly primary: number;
  readonly junior: number;
}

/**
 * Gives a site the stocks of 2020. Per-pupil stocks fall with size as size^−0.2 and scatter by a fifth (log sd 0.2);
 * all rise by a fifth with each standard deviation of the county's development, equipment also with its wealth.
 */
export function stockSite(
  sites: SiteTable,
  site: number,
  pupils: SitePupils,
  wealth: number,
  development: number,
  stream: Stream,
): void {
  const setting = sites.setting[site]!;
  const isPoint = sites.kind[site] === TEACHING_POINT;
  const both = [pupils.primary, pupils.junior] as const;
  const all = pupils.primary + pupils.junior;
  const sizeEffect = exp(-0.2 * log(Math.max(all, 10) / REFERENCE_SIZE[setting]!));
  const scatter = (k: number) => exp(0.2 * normal(stream, site, 10 + k) + 0.18 * development);
  const level = (table: readonly (readonly number[])[]) =>
    both[0] * table[0]![setting]! + both[1] * table[1]![setting]!;
  sites.teachingArea[site] = Math.round(level(TEACHING_AREA) * sizeEffect * scatter(0)) + 30;
  sites.sportsArea[site] = Math.round(level(SPORTS_AREA) * sizeEffect * scatter(1)) + (isPoint ? 100 : 200);
  sites.equipment[site] = Math.round(level(EQUIPMENT) * wealth * sizeEffect * scatter(2));
  sites.multimediaRooms[site] = Math.max(
    1,
    Math.round((level(MULTIMEDIA) / 100) * Math.sqrt(wealth) * sizeEffect * scatter(3)),
  );
  const grades = (pupils.primary > 0 ? (isPoint ? 4 : 6) : 0) + (pupils.junior > 0 ? 3 : 0);
  const built = all / (PUPILS_PER_ROOM[setting]! * exp(0.1 * normal(stream, site, 14) - 0.13 * development));
  sites.rooms[site] = Math.max(grades, Math.ceil(built));
  sites.canGrow[site] = stream.uniform(site, 20) < (setting === SEAT ? 0.6 : setting === VILLAGE ? 0.95 : 0.85) ? 1 : 0;
  const dozens = Math.max(1, Math.ceil(sites.rooms[site]! / 12));
  const hasRooms = (k: number) =>
    stream.uniform(site, k) < 0.7 + 0.15 * development ? dozens : Math.max(0, dozens - 1);
  sites.musicRooms[site] = isPoint ? 0 : hasRooms(21);
  sites.artRooms[site] = isPoint ? 0 : hasRooms(22);
  sites.quality[site] = [-0.2, -0.02, 0.14][setting]! + 0.15 * normal(stream, site, 15) + 0.1 * log(wealth);
}
