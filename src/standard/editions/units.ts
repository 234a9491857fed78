import type { Bilingual } from "../../core/bilingual.ts";

export const PER_HUNDRED_PERSONS: Bilingual = { zh: "人/百名学生", en: "per 100 pupils" };
export const PER_HUNDRED_ROOMS: Bilingual = { zh: "间/百名学生", en: "rooms per 100 pupils" };
export const AREA_PER_PUPIL: Bilingual = { zh: "平方米/生", en: "m² per pupil" };
export const YUAN_PER_PUPIL: Bilingual = { zh: "元/生", en: "yuan per pupil" };

export const TEACHERS = { unit: { zh: "名教师", en: "teachers" }, isWhole: true } as const;
export const ROOMS = { unit: { zh: "间", en: "rooms" }, isWhole: true } as const;
export const SQUARE_METRES = { unit: { zh: "平方米", en: "m²" }, isWhole: false } as const;
export const YUAN = { unit: { zh: "元", en: "yuan" }, isWhole: false } as const;
