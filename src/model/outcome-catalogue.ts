import type { Bilingual } from "../core/bilingual.ts";

/** Outcomes other than certification that stand beside the odds. Nation, weighted. */
export const OUTCOMES = {
  certifiedShare: { unit: "share", title: { zh: "已认定县比例", en: "Counties certified" } },
  readyShare: { unit: "share", title: { zh: "实质达标县比例", en: "Counties that meet the standard in truth" } },
  tierCertifiedShare: {
    unit: "share",
    title: { zh: "分层认定县比例（不计入认定）", en: "Counties certified by tier (not counted as certified)" },
  },
  closedSites: {
    unit: "sites",
    title: { zh: "2025 年起撤并学校和教学点", en: "Schools and teaching points closed since 2025" },
  },
  travelKm: { unit: "km", title: { zh: "村居学生平均上学路程", en: "Mean way to school of village pupils" } },
  boarders: { unit: "share", title: { zh: "寄宿学生比例", en: "Pupils who board" } },
  youngBoarders: { unit: "persons", title: { zh: "一至三年级寄宿学生", en: "Boarders in grades 1–3" } },
  largeClasses: { unit: "share", title: { zh: "超标准班额比例", en: "Classes above the regulated size" } },
  unplacedPupils: { unit: "persons", title: { zh: "未安置学生", en: "Pupils without a place" } },
  unplacedNoRoom: { unit: "persons", title: { zh: "其中：范围内无学位", en: "of these: no room within reach" } },
  unplacedTooFar: { unit: "persons", title: { zh: "其中：有学位但太远", en: "of these: room only too far away" } },
  unplacedRefused: { unit: "persons", title: { zh: "其中：按规则被拒", en: "of these: refused by rule" } },
  longCommuters: { unit: "persons", title: { zh: "无床位而每日远途上学", en: "Long daily ways for want of a bed" } },
  refusedMigrants: { unit: "persons/year", title: { zh: "被拒随迁子女", en: "Migrant children refused" } },
  backboneGap: {
    unit: "ratio",
    title: { zh: "村校与城校每百名学生骨干教师之比", en: "Backbone teachers per 100 pupils, village over seat" },
  },
  qualityMean: { unit: "SD", title: { zh: "学校质量均值", en: "Mean school quality" } },
  qualityVillage: { unit: "SD", title: { zh: "村校质量均值", en: "Mean quality of village schools" } },
  spending: { unit: "yuan/year", title: { zh: "经常与基建支出", en: "Recurrent and capital spending" } },
  primaryPupils: { unit: "persons", title: { zh: "小学在校生", en: "Primary pupils" } },
  juniorPupils: { unit: "persons", title: { zh: "初中在校生", en: "Junior pupils" } },
  migrantPupils: { unit: "persons", title: { zh: "随迁学生", en: "Migrant pupils" } },
  leftBehindPupils: { unit: "persons", title: { zh: "留守学生", en: "Left-behind pupils" } },
  schools: { unit: "schools", title: { zh: "义务教育学校", en: "Compulsory schools" } },
  teachingPoints: { unit: "sites", title: { zh: "教学点", en: "Teaching points" } },
  teachers: { unit: "persons", title: { zh: "专任教师", en: "Full-time teachers" } },
  surplusTeachers: { unit: "persons", title: { zh: "超出需要的教师", en: "Teachers beyond what the rolls ask for" } },
  unfilledPosts: { unit: "persons", title: { zh: "无人应聘的岗位", en: "Posts for which nobody applied" } },
  specialistsShort: {
    unit: "persons",
    title: { zh: "体育音乐美术教师缺口", en: "PE, music and art teachers lacking" },
  },
  rotatedUnwilling: { unit: "persons", title: { zh: "当年非自愿轮岗教师", en: "Teachers rotated against their will" } },
} as const satisfies Record<string, { unit: string; title: Bilingual }>;
export type OutcomeId = keyof typeof OUTCOMES;
