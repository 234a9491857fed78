import type { Bilingual } from "../core/bilingual.ts";
import type { EquityMeasure } from "../experiment/equity.ts";
import type { Category } from "../model/exposure.ts";

/** Kinds of pupils in the tables of gainers and losers. */
export const CATEGORY_TITLES: Readonly<Record<Category, Bilingual>> = {
  local: { zh: "本县、与父母同住", en: "Local, with parents" },
  "left-behind": { zh: "留守", en: "Left behind" },
  migrant: { zh: "随迁", en: "Migrant" },
  "ordinary-income": { zh: "中高收入家庭", en: "Ordinary income" },
  "low-income": { zh: "低收入家庭", en: "Low income" },
  "home-village": { zh: "家在村", en: "Home in a village" },
  "home-town": { zh: "家在镇", en: "Home in town" },
  "home-seat": { zh: "家在县城或城区", en: "Home at the seat" },
  "in-county-mover": { zh: "县内向上就读", en: "Schooled above the home's setting" },
  "sending-school": { zh: "轮岗派出校", en: "At sending schools" },
  "receiving-school": { zh: "轮岗接收校", en: "At receiving schools" },
};

export const MEASURE_TITLES: Readonly<Record<EquityMeasure, Bilingual>> = {
  classSize: { zh: "班额（人）", en: "Class size (pupils)" },
  qualifiedTeachers: { zh: "高于规定学历教师比例", en: "Teachers above the required degree" },
  backboneTeachers: { zh: "每百名学生骨干教师", en: "Backbone teachers per 100 pupils" },
  quality: { zh: "学校质量（标准差）", en: "School quality (SD)" },
  travelKm: { zh: "上学路程（公里）", en: "Way to school (km)" },
  refusals: { zh: "当年被外县拒绝的比例", en: "Refused by another county in the year" },
  youngBoarders: { zh: "一至三年级寄宿比例", en: "Boarding in grades 1–3" },
};

export const STAGE_TITLES: Readonly<Record<string, Bilingual>> = {
  primary: { zh: "小学", en: "Primary" },
  junior: { zh: "初中", en: "Junior" },
};
