import type { Bilingual } from "../../core/bilingual.ts";
import type { BasicEdition, IndicatorId, IndicatorRule } from "./edition.ts";
import { BASIC_SCOPE, BASIC_TABLES, BASIC_TEXT, COEFFICIENT_ANNEX, MEMORY } from "./sources.ts";
import { AREA_PER_PUPIL, PER_HUNDRED_PERSONS, SQUARE_METRES, TEACHERS, YUAN, YUAN_PER_PUPIL } from "./units.ts";

const PIECES = { unit: { zh: "台", en: "computers" }, isWhole: true } as const;
const VOLUMES = { unit: { zh: "册", en: "volumes" }, isWhole: true } as const;

function indicator(
  id: IndicatorId,
  number: number,
  label: Bilingual,
  measure: Pick<IndicatorRule, "unit" | "per" | "piece" | "sharing">,
): IndicatorRule {
  const clause = { zh: `均衡指标第${number}项`, en: `balance indicators, item ${number}` };
  return { id, label, ...measure, citation: { clause, source: BASIC_TABLES, status: "verified" } };
}

const perHundred = (piece: IndicatorRule["piece"], unit: Bilingual, sharing: IndicatorRule["sharing"]) =>
  ({ unit, per: 100, piece, sharing }) as const;
const perPupil = (piece: IndicatorRule["piece"], unit: Bilingual) =>
  ({ unit, per: 1, piece, sharing: "split" }) as const;

/**
 * The basic-balanced standard of 2012. The teacher ratios are stated per pupil in the text; they are shown per hundred
 * pupils here, which leaves their coefficients unchanged.
 */
export const EDITION_2012: BasicEdition = {
  kind: "basic-balance",
  id: "2012",
  title: {
    zh: "县域义务教育均衡发展督导评估暂行办法（教督〔2012〕3号）",
    en: "basic-balanced standard of 2012 (教督〔2012〕3号)",
  },
  year: 2012,
  citation: { clause: { zh: "全文", en: "whole text" }, source: BASIC_TEXT, status: "verified" },
  indicators: [
    indicator(
      "teachingArea",
      1,
      { zh: "生均教学及辅助用房面积", en: "teaching and auxiliary area" },
      perPupil(SQUARE_METRES, AREA_PER_PUPIL),
    ),
    indicator(
      "sportsArea",
      2,
      { zh: "生均体育运动场馆面积", en: "sports ground and hall area" },
      perPupil(SQUARE_METRES, AREA_PER_PUPIL),
    ),
    indicator(
      "equipmentValue",
      3,
      { zh: "生均教学仪器设备值", en: "teaching equipment value" },
      perPupil(YUAN, YUAN_PER_PUPIL),
    ),
    indicator(
      "computers",
      4,
      { zh: "每百名学生计算机台数", en: "computers" },
      perHundred(PIECES, { zh: "台/百名学生", en: "per 100 pupils" }, "split"),
    ),
    indicator("books", 5, { zh: "生均图书册数", en: "books" }, perPupil(VOLUMES, { zh: "册/生", en: "per pupil" })),
    indicator(
      "teachers",
      6,
      { zh: "师生比", en: "teachers to pupils" },
      perHundred(TEACHERS, PER_HUNDRED_PERSONS, "by-stage"),
    ),
    indicator(
      "qualifiedTeachers",
      7,
      { zh: "生均高于规定学历教师数", en: "teachers above the required degree" },
      perHundred(TEACHERS, PER_HUNDRED_PERSONS, "by-stage"),
    ),
    indicator(
      "midTitleTeachers",
      8,
      { zh: "生均中级及以上职称教师数", en: "teachers with a mid-level or higher title" },
      perHundred(TEACHERS, PER_HUNDRED_PERSONS, "by-stage"),
    ),
  ],
  baselineCitation: {
    clause: { zh: "学校达到本省基本办学标准", en: "schools meet the provincial baseline" },
    source: MEMORY,
    status: "memory",
  },
  compositeLimit: { primary: 0.65, junior: 0.55 },
  compositeCitation: {
    clause: { zh: "校际均衡：综合差异系数", en: "balance between schools: composite coefficient" },
    source: COEFFICIENT_ANNEX,
    status: "verified",
  },
  government: [
    {
      id: "governmentScore",
      number: 1,
      label: { zh: "县级人民政府推进工作得分", en: "score of the county government's work" },
      conditions: [
        {
          kind: "number",
          field: "governmentScore",
          relation: "at-least",
          threshold: 85,
          unit: "points",
          label: { zh: "工作得分", en: "score" },
        },
      ],
      citation: { clause: { zh: "工作评估", en: "assessment of work" }, source: BASIC_TEXT, status: "verified" },
    },
  ],
  scope: {
    excludedKinds: ["special", "vocational"],
    teachingPointMinimum: Infinity,
    countsPrivate: false,
    countsHigherRun: false,
    citation: { clause: { zh: "数据口径", en: "scope of the data" }, source: BASIC_SCOPE, status: "verified" },
  },
  split: {
    weights: { primary: 100, junior: 110, senior: 132 },
    citation: {
      clause: { zh: "一贯制学校与完全中学资源拆分", en: "splitting of combined schools" },
      source: COEFFICIENT_ANNEX,
      status: "verified",
    },
  },
};
