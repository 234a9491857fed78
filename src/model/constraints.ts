import type { Bilingual } from "../core/bilingual.ts";

/** Decisions of a school year in which a county wants something and may get less of it, with the unit of what it wants. */
export const DECISIONS = {
  hire: { unit: "persons", title: { zh: "补充教师", en: "Hire teachers" } },
  rotate: { unit: "persons", title: { zh: "交流轮岗", en: "Rotate teachers" } },
  close: { unit: "sites", title: { zh: "撤并学校", en: "Close schools" } },
  place: { unit: "persons", title: { zh: "安置入学", en: "Place pupils" } },
  build: { unit: "yuan", title: { zh: "基建与设备", en: "Build and equip" } },
} as const satisfies Record<string, { unit: string; title: Bilingual }>;
export type Decision = keyof typeof DECISIONS;

/** What keeps a decision from its full size: the first limit that was met. Exchanges done on paper only are told apart, since no other limit explains them. */
export const CONSTRAINTS = {
  "no-eligible-teacher": { zh: "没有符合条件的教师", en: "no eligible teacher" },
  "post-quota": { zh: "编制", en: "posts" },
  "budget-recurrent": { zh: "经常性经费", en: "recurrent money" },
  "budget-capital": { zh: "基建经费", en: "capital money" },
  seats: { zh: "学位", en: "places" },
  "travel-limit": { zh: "路程上限", en: "travel limit" },
  beds: { zh: "寄宿床位", en: "beds" },
  consent: { zh: "村民同意", en: "consent of the village" },
  "policy-cap": { zh: "政策规定的上限", en: "limit set by policy" },
  "entry-rule": { zh: "入学规则", en: "entry rule" },
  "on-paper": { zh: "只在纸面上完成", en: "done on paper only" },
} as const satisfies Record<string, Bilingual>;
export type Constraint = keyof typeof CONSTRAINTS;

/** Ids in order; positions are used in traces. */
export const DECISION_IDS = Object.keys(DECISIONS) as readonly Decision[];
export const CONSTRAINT_IDS = Object.keys(CONSTRAINTS) as readonly Constraint[];
