/**
 * Where the provincial capitals lie, km east and north of 36° N 105° E in an equal-area projection, to the nearest 10 km.
 * From memory of the capitals' degrees; ways differ from great circles by at most 8 %.
 */
const CAPITALS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["11", [950, 500]],
  ["12", [1030, 410]],
  ["13", [820, 270]],
  ["14", [650, 240]],
  ["15", [550, 560]],
  ["21", [1490, 800]],
  ["22", [1600, 1060]],
  ["23", [1650, 1280]],
  ["31", [1540, -410]],
  ["32", [1280, -350]],
  ["33", [1440, -530]],
  ["34", [1130, -410]],
  ["35", [1420, -1010]],
  ["36", [1050, -770]],
  ["37", [1050, 140]],
  ["41", [770, -110]],
  ["42", [880, -570]],
  ["43", [780, -850]],
  ["44", [850, -1410]],
  ["45", [340, -1480]],
  ["46", [560, -1770]],
  ["50", [140, -720]],
  ["51", [-80, -600]],
  ["52", [170, -1060]],
  ["53", [-230, -1230]],
  ["54", [-1320, -620]],
  ["61", [350, -190]],
  ["62", [-110, 10]],
  ["63", [-280, 70]],
  ["64", [100, 280]],
  ["65", [-1380, 1000]],
]);

/** Way between two counties of one province (km): set so that two thirds of moves stay in it, as 251 of 376 million did (census 2020). */
const WAY_INSIDE = 40;
/** Way to and from a province that the map does not show (km, assumed). */
const WAY_UNKNOWN = 1200;

/** Way in km between the counties of two provinces: between their capitals, or a constant inside a province (rule MIG-6). */
export function provinceWayKm(a: string, b: string): number {
  if (a === b) return WAY_INSIDE;
  const from = CAPITALS.get(a);
  const to = CAPITALS.get(b);
  if (!from || !to) return WAY_UNKNOWN;
  const dx = from[0] - to[0];
  const dy = from[1] - to[1];
  return Math.sqrt(dx * dx + dy * dy);
}

/**
 * How strictly a province ties its senior-school examination to local registration (0–1, assumed): where junior pupils are far
 * fewer than resident children of the age (Beijing 0.81, Tianjin 0.84 of them), families go home before grade 7; Guangdong
 * (0.95) stands half-way, and Shanghai is taken to be like Beijing.
 */
const EXAMINATION_STRICTNESS: ReadonlyMap<string, number> = new Map([
  ["11", 1],
  ["12", 1],
  ["31", 1],
  ["44", 0.5],
]);

/** Strictness of the examination rule of a province, 0 where nothing is known (rule MIG-4). */
export function examinationStrictness(province: string): number {
  return EXAMINATION_STRICTNESS.get(province) ?? 0;
}
