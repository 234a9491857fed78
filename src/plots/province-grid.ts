import type { Bilingual } from "../core/bilingual.ts";

/** A province-level unit on the tile grid. */
export interface ProvinceTile {
  /** Two-digit code of GB/T 2260. */
  readonly code: string;
  readonly name: Bilingual;
  /** The English name broken to fit a tile. */
  readonly lines: readonly string[];
  readonly column: number;
  readonly row: number;
  /** Outside the compulsory-education tables of the mainland: drawn as "no data". */
  readonly isOutsideTables: boolean;
}

/** Columns and rows of the grid. */
export const GRID_COLUMNS = 8;
export const GRID_ROWS = 8;

/** Code, Chinese name, English name (`|` marks a line break), column, row. */
const TILES: readonly (readonly [string, string, string, number, number])[] = [
  ["11", "北京", "Beijing", 5, 1],
  ["12", "天津", "Tianjin", 6, 2],
  ["13", "河北", "Hebei", 5, 2],
  ["14", "山西", "Shanxi", 4, 2],
  ["15", "内蒙古", "Inner| Mongolia", 4, 1],
  ["21", "辽宁", "Liaoning", 7, 2],
  ["22", "吉林", "Jilin", 7, 1],
  ["23", "黑龙江", "Heilong|jiang", 7, 0],
  ["31", "上海", "Shang|hai", 7, 4],
  ["32", "江苏", "Jiangsu", 6, 4],
  ["33", "浙江", "Zhejiang", 6, 5],
  ["34", "安徽", "Anhui", 5, 4],
  ["35", "福建", "Fujian", 5, 6],
  ["36", "江西", "Jiangxi", 5, 5],
  ["37", "山东", "Shan|dong", 5, 3],
  ["41", "河南", "Henan", 4, 3],
  ["42", "湖北", "Hubei", 4, 4],
  ["43", "湖南", "Hunan", 4, 5],
  ["44", "广东", "Guang|dong", 4, 6],
  ["45", "广西", "Guangxi", 3, 6],
  ["46", "海南", "Hainan", 3, 7],
  ["50", "重庆", "Chong|qing", 3, 4],
  ["51", "四川", "Sichuan", 2, 4],
  ["52", "贵州", "Guizhou", 3, 5],
  ["53", "云南", "Yunnan", 2, 5],
  ["54", "西藏", "Tibet", 1, 4],
  ["61", "陕西", "Shaanxi", 3, 3],
  ["62", "甘肃", "Gansu", 2, 3],
  ["63", "青海", "Qinghai", 1, 3],
  ["64", "宁夏", "Ningxia", 3, 2],
  ["65", "新疆", "Xinjiang", 0, 3],
  ["71", "台湾", "Taiwan", 6, 6],
  ["81", "香港", "Hong| Kong", 5, 7],
  ["82", "澳门", "Macao", 4, 7],
];

const OUTSIDE_TABLES = new Set(["71", "81", "82"]);

/** All 34 province-level units, each as large as any other; neighbours mostly touch. */
export const PROVINCE_GRID: readonly ProvinceTile[] = TILES.map(([code, zh, en, column, row]) => ({
  code,
  name: { zh, en: en.replace("|", "") },
  lines: en.includes("| ")
    ? en.split("| ")
    : en.split("|").map((part, k, all) => (k < all.length - 1 ? `${part}-` : part)),
  column,
  row,
  isOutsideTables: OUTSIDE_TABLES.has(code),
}));
