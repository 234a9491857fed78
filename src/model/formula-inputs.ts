import type { Bilingual } from "../core/bilingual.ts";
import { INDICATORS_2017 } from "../standard/editions/2017-indicators.ts";
import { STAGES } from "../standard/stage-table.ts";

/** What a formula may read besides `year`, `previous` and its own numbers: meaning and unit. */
export interface FormulaInput {
  readonly unit: string;
  readonly title: Bilingual;
}
type Inputs = Readonly<Record<string, FormulaInput>>;

/** Attributes of a county from the census of 2020. */
export const COUNTY_INPUTS = {
  population: { unit: "persons", title: { zh: "2020 年常住人口", en: "residents of 2020" } },
  urban_share: { unit: "share", title: { zh: "城镇人口比例", en: "urban residents over residents" } },
  migrant_share: { unit: "share", title: { zh: "外县户籍人口比例", en: "residents registered in another county" } },
  children: { unit: "persons", title: { zh: "2020 年 0—14 岁人口", en: "children aged 0–14 in 2020" } },
} as const satisfies Inputs;

/** Words for the stages of the standard. */
const STAGE_WORDS = { primary: { zh: "小学", en: "primary" }, junior: { zh: "初中", en: "junior" } } as const;

/** Attributes of a county's schools in September 2020, before the first simulated year; the same in all worlds. */
export const BASELINE_INPUTS: Inputs = {
  ...Object.fromEntries(
    STAGES.flatMap((stage) =>
      INDICATORS_2017.map(({ id, label }) => [
        `baseline.${coefficientName(id)}_cv_${stage}`,
        {
          unit: "ratio",
          title: {
            zh: `${STAGE_WORDS[stage].zh}${label.zh}的校际差异系数`,
            en: `differential coefficient between ${STAGE_WORDS[stage].en} schools: ${label.en}`,
          },
        },
      ]),
    ),
  ),
  "baseline.large_class_share": {
    unit: "share",
    title: { zh: "超标准班额班级比例", en: "classes above the regulated size" },
  },
  "baseline.mean_school_size": {
    unit: "pupils",
    title: { zh: "学校平均规模（不含教学点）", en: "mean size of schools, teaching points left out" },
  },
  "baseline.village_share": {
    unit: "share",
    title: { zh: "在村校就读学生比例", en: "pupils taught in village schools" },
  },
  "baseline.wealth": { unit: "ratio", title: { zh: "财力（全国为 1）", en: "wealth, the nation being 1" } },
};

/** The county's indicators as last year left them. */
export const LAST_INPUTS = {
  "last.pupils": { unit: "persons", title: { zh: "上年在校生", en: "pupils" } },
  "last.teachers": { unit: "persons", title: { zh: "上年专任教师", en: "full-time teachers" } },
  "last.certified": { unit: "0 or 1", title: { zh: "上年末已认定", en: "certified by the end of last year" } },
  "last.ready": { unit: "0 or 1", title: { zh: "上年实质达标", en: "met the standard in truth last year" } },
  "last.large_class_share": {
    unit: "share",
    title: { zh: "上年超标准班额班级比例", en: "classes above the regulated size" },
  },
  "last.unplaced": { unit: "persons", title: { zh: "上年未安置学生", en: "pupils without a place" } },
  "last.village_share": {
    unit: "share",
    title: { zh: "上年在村校就读学生比例", en: "pupils taught in village schools" },
  },
} as const satisfies Inputs;

/** Attributes of one school at the beginning of the year. */
export const SITE_INPUTS = {
  pupils: { unit: "persons", title: { zh: "上年九月在校生", en: "pupils of the school last September" } },
  seat_km: { unit: "km", title: { zh: "到县城的路程", en: "way to the county seat" } },
  remoteness: {
    unit: "0–1",
    title: { zh: "偏远程度：到县城路程除以 30 公里，至多为 1", en: "way to the seat over 30 km, at most 1" },
  },
  setting_village: { unit: "0 or 1", title: { zh: "村校", en: "the school is in a village" } },
  setting_town: { unit: "0 or 1", title: { zh: "镇校", en: "the school is in a town" } },
  setting_seat: { unit: "0 or 1", title: { zh: "城区学校", en: "the school is at the county seat" } },
} as const satisfies Inputs;

/** `qualifiedTeachers` is the coefficient planners speak of most, so it has the short name. */
function coefficientName(indicator: string): string {
  if (indicator === "qualifiedTeachers") return "teacher";
  return indicator.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Names fixed at the start year: all that `where.if` may read, in the slots from 0 of every frame. */
export const FIXED_NAMES: readonly string[] = [...Object.keys(COUNTY_INPUTS), ...Object.keys(BASELINE_INPUTS)];
/** First slot of the attributes of September 2020. */
export const BASELINE_SLOT = Object.keys(COUNTY_INPUTS).length;
/** Slot of the year, and of the value that holds without the change. */
export const YEAR_SLOT = FIXED_NAMES.length;
export const PREVIOUS_SLOT = YEAR_SLOT + 1;
/** First slot of last year's indicators, and names of a formula that gives one value for the county. */
export const LAST_SLOT = PREVIOUS_SLOT + 1;
export const COUNTY_FORMULA_NAMES: readonly string[] = [
  ...FIXED_NAMES,
  "year",
  "previous",
  ...Object.keys(LAST_INPUTS),
];
/** First slot of the school's attributes, and names of a formula that gives one value for each school. */
export const SITE_SLOT = COUNTY_FORMULA_NAMES.length;
export const SCHOOL_FORMULA_NAMES: readonly string[] = [...COUNTY_FORMULA_NAMES, ...Object.keys(SITE_INPUTS)];
/** Room for all names and those of a formula's `with`, which all occur in its 500 characters. */
export const FRAME_SIZE = SCHOOL_FORMULA_NAMES.length + 250;
