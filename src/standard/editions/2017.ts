import { GOVERNMENT_2017 } from "./2017-government.ts";
import { INDICATORS_2017 } from "./2017-indicators.ts";
import { QUALITY_2017, SATISFACTION_2017, VETOES_2017 } from "./2017-quality.ts";
import { RELAXATIONS_2017 } from "./2017-relaxations.ts";
import type { Citation, QualityEdition } from "./edition.ts";
import { COEFFICIENT_ANNEX, DECLARATION_FORM, HEBEI_RULES, QUALITY_TEXT } from "./sources.ts";

const eligibility: Citation = {
  clause: { zh: "申报条件", en: "eligibility" },
  source: HEBEI_RULES,
  status: "verified",
};

/** The quality-and-balanced standard of 2017: 7 + 15 + 9 + 1 indicators, all of them required. */
export const EDITION_2017: QualityEdition = {
  kind: "quality-balance",
  id: "2017",
  title: {
    zh: "县域义务教育优质均衡发展督导评估办法（教督〔2017〕6号）",
    en: "quality-and-balanced standard of 2017 (教督〔2017〕6号)",
  },
  year: 2017,
  citation: { clause: { zh: "全文", en: "whole text" }, source: QUALITY_TEXT, status: "verified" },
  indicators: INDICATORS_2017,
  schoolRule: {
    indicatorsToMeet: 6,
    floorShare: 0.85,
    citation: { clause: { zh: "资源配置", en: "resource allocation" }, source: QUALITY_TEXT, status: "verified" },
  },
  coefficientLimit: { primary: 0.5, junior: 0.45 },
  coefficientCitation: {
    clause: { zh: "资源配置：校际差异系数", en: "resource allocation: differential coefficients" },
    source: QUALITY_TEXT,
    status: "verified",
    note: {
      zh: "公式见2012年办法附件；2017年沿用该公式凭记忆",
      en: "the formula is that of the 2012 annex; that 2017 keeps it is from memory",
    },
  },
  government: GOVERNMENT_2017,
  quality: QUALITY_2017,
  satisfaction: SATISFACTION_2017,
  vetoes: VETOES_2017,
  eligibility: {
    yearsAfterBasicBalance: 3,
    kept: {
      id: "keptHighLevel",
      number: 2,
      label: { zh: "基本均衡后年度监测保持较高水平", en: "annual monitoring kept at a high level" },
      conditions: [
        {
          kind: "flag",
          field: "keptHighLevel",
          required: true,
          label: { zh: "年度监测保持较高水平", en: "kept at a high level" },
        },
      ],
      citation: eligibility,
    },
    citation: eligibility,
  },
  scope: {
    excludedKinds: ["special", "vocational"],
    teachingPointMinimum: 50,
    countsPrivate: true,
    countsHigherRun: true,
    citation: { clause: { zh: "评估范围", en: "scope" }, source: HEBEI_RULES, status: "verified" },
  },
  split: {
    // 1 : 1.1 : 1.32 as whole numbers, so that sums of them are exact.
    weights: { primary: 100, junior: 110, senior: 132 },
    citation: {
      clause: { zh: "一贯制学校与完全中学资源拆分", en: "splitting of combined schools" },
      source: COEFFICIENT_ANNEX,
      status: "verified",
      note: { zh: "仅用于第4至7项", en: "for indicators 4 to 7 only" },
    },
  },
  relaxations: RELAXATIONS_2017,
  relaxationPlan: {
    id: "relaxationPlan",
    number: 1,
    label: { zh: "放宽事项的建设规划与跟踪复查", en: "building plan and follow-up for relaxed requirements" },
    conditions: [
      {
        kind: "flag",
        field: "hasRelaxationPlan",
        required: true,
        label: { zh: "有建设规划和跟踪复查安排", en: "building plan and follow-up review in place" },
      },
    ],
    citation: {
      clause: { zh: "过渡期放宽的条件", en: "condition of the relaxations" },
      source: DECLARATION_FORM,
      status: "second-hand",
    },
  },
};
