import type { Bilingual } from "../core/bilingual.ts";
import type { Region } from "../model/parameter-table.ts";

/** The four regions of the national statistics, in reading order, with their provinces by two-digit code. */
export const REGIONS: readonly { readonly id: Region; readonly title: Bilingual; readonly provinces: string }[] = [
  { id: "east", title: { zh: "东部", en: "East" }, provinces: "11 12 13 31 32 33 35 37 44 46" },
  { id: "central", title: { zh: "中部", en: "Central" }, provinces: "14 34 36 41 42 43" },
  { id: "west", title: { zh: "西部", en: "West" }, provinces: "15 45 50 51 52 53 54 61 62 63 64 65" },
  { id: "northeast", title: { zh: "东北", en: "Northeast" }, provinces: "21 22 23" },
];

/** Region of a province. */
export function regionOf(province: string): Region {
  return REGIONS.find(({ provinces }) => provinces.split(" ").includes(province))?.id ?? "west";
}
