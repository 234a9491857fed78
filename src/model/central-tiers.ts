import type { CountyParameterId } from "./parameters.ts";

/**
 * Tier (1–5) in which the centre shares operating money, by province code: 国办发〔2018〕6号, from memory. The five cities with
 * plans of their own (tier 4) are read with their provinces (assumed).
 */
export const CENTRAL_TIERS: Readonly<Record<string, CentralTier>> = {
  "11": 5, // 北京
  "12": 4, // 天津
  "13": 2, // 河北
  "14": 2, // 山西
  "15": 1, // 内蒙古
  "21": 3, // 辽宁
  "22": 2, // 吉林
  "23": 2, // 黑龙江
  "31": 5, // 上海
  "32": 4, // 江苏
  "33": 4, // 浙江
  "34": 2, // 安徽
  "35": 3, // 福建
  "36": 2, // 江西
  "37": 3, // 山东
  "41": 2, // 河南
  "42": 2, // 湖北
  "43": 2, // 湖南
  "44": 4, // 广东
  "45": 1, // 广西
  "46": 2, // 海南
  "50": 1, // 重庆
  "51": 1, // 四川
  "52": 1, // 贵州
  "53": 1, // 云南
  "54": 1, // 西藏
  "61": 1, // 陕西
  "62": 1, // 甘肃
  "63": 1, // 青海
  "64": 1, // 宁夏
  "65": 1, // 新疆
};

/** Tier of a province: the centre pays most in the first. */
export type CentralTier = 1 | 2 | 3 | 4 | 5;

/** Parameter that holds the central share of a province; a province outside the table counts as tier 3 (assumed). */
export function centralShareOf(province: string): CountyParameterId {
  return `funding.central_share_tier${CENTRAL_TIERS[province] ?? 3}`;
}
