import type { Bilingual } from "../core/bilingual.ts";

/** Settings with a letter for the cells of a life line. */
export const SETTING_WORDS: Readonly<Record<string, Bilingual & { readonly letter: Bilingual }>> = {
  village: { zh: "村", en: "village", letter: { zh: "村", en: "V" } },
  town: { zh: "镇", en: "town", letter: { zh: "镇", en: "T" } },
  seat: { zh: "县城或城区", en: "county seat", letter: { zh: "城", en: "S" } },
};

export const RESIDENCY_WORDS: Readonly<Record<string, Bilingual>> = {
  local: { zh: "与父母同住", en: "with parents" },
  "left-behind": { zh: "留守", en: "left behind" },
  migrant: { zh: "随迁", en: "migrant" },
};

export const INCOME_WORDS: Readonly<Record<string, Bilingual>> = {
  ordinary: { zh: "中高收入", en: "ordinary income" },
  low: { zh: "低收入", en: "low income" },
};

export const SUBJECT_WORDS: Readonly<Record<string, Bilingual>> = {
  core: { zh: "语数外等", en: "core subjects" },
  PE: { zh: "体育", en: "PE" },
  music: { zh: "音乐", en: "music" },
  art: { zh: "美术", en: "art" },
  other: { zh: "其他学科", en: "other subjects" },
  science: { zh: "科学与信息技术", en: "science and IT" },
};

/** How a life line ends. */
export const ENDING_WORDS: Readonly<Record<string, Bilingual>> = {
  graduated: { zh: "毕业", en: "graduated" },
  "left-county": { zh: "随家迁出", en: "moved away" },
  "returned-home": { zh: "返乡就读", en: "went home" },
  "not-progressed": { zh: "未升初中", en: "left after grade 6" },
  "dropped-out": { zh: "辍学", en: "dropped out" },
  "no-room": { zh: "无学位", en: "no room" },
  "too-far": { zh: "学校太远", en: "too far" },
  refused: { zh: "被拒", en: "refused" },
  retired: { zh: "退休", en: "retired" },
  left: { zh: "离职", en: "left teaching" },
};
