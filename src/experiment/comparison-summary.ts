import type { Bilingual } from "../core/bilingual.ts";
import type { Source } from "../core/source.ts";
import { STANDINGS } from "../model/outcomes.ts";
import type { EquityRow, LevelRow } from "./equity.ts";
import type { LifeRows } from "./life-rows.ts";
import type { MoneyRow } from "./money.ts";
import type { WhereLostRow } from "./where-lost.ts";
import type { AppliedChange, Goal } from "../scenarios/scenario.ts";

/** Quantiles and mean of an outcome over the worlds of an ensemble. */
export interface Spread {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly mean: number;
  /** Standard error of the mean over worlds (Monte-Carlo error). */
  readonly standardError: number;
}

export interface ScenarioHead {
  readonly id: string;
  readonly title: Bilingual;
  readonly isBaseline: boolean;
  readonly changes: readonly AppliedChange[];
}

/** Share of counties certified at the end of a school year (0–1). */
export interface CertifiedShareRow extends Spread {
  readonly scenario: string;
  readonly year: number;
}

/** One world's share of counties certified, for spaghetti and tests. */
export interface WorldShareRow {
  readonly scenario: string;
  readonly world: number;
  readonly year: number;
  readonly share: number;
}

/** Scenario minus baseline in the same worlds. */
export interface DifferenceRow extends Spread {
  readonly scenario: string;
  readonly outcome: OutcomeId;
  readonly year: number;
  /** False where zero lies within two Monte-Carlo errors of the mean: the sign is not settled. */
  readonly isSettled: boolean;
  /** Var(difference) / (Var(scenario) + Var(baseline)); near 0 where pairing works, 1 where it does nothing. */
  readonly varianceRatio: number;
}

/** Share of worlds in which a goal is met, with its Monte-Carlo error. */
export interface GoalChanceRow {
  readonly scenario: string;
  readonly goal: string;
  readonly chance: number;
  readonly standardError: number;
}

/** Mean over worlds of the share of a province's counties certified. `counties` is the number simulated there. */
export interface ProvinceRow {
  readonly scenario: string;
  /** Two-digit province code. */
  readonly province: string;
  readonly year: number;
  readonly share: number;
  readonly standardError: number;
  readonly counties: number;
}

/** Share of counties (0–1) whose least margin is on this item, among counties not certified; `certified` rows close the sum to 1. */
export interface BindingRow {
  readonly scenario: string;
  readonly year: number;
  readonly item: BindingItem;
  readonly share: number;
}

/** What keeps a county from a certificate, grouped for people; `queue` = ready but waiting for plan year, nomination or review. */
export const BINDING_ITEMS = STANDINGS;
export type BindingItem = (typeof BINDING_ITEMS)[number];

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

export interface OutcomeRow extends Spread {
  readonly scenario: string;
  readonly outcome: OutcomeId;
  readonly year: number;
}

/** A hindcast figure beside the published one. */
export interface HindcastRow {
  readonly series: string;
  readonly title: Bilingual;
  readonly year: number;
  readonly unit: string;
  /** Ensemble mean of the baseline. */
  readonly model: number;
  readonly published: number;
  /** (model − published) / published. */
  readonly relativeError: number;
  /** Share allowed, or undefined where the figure is shown without a gate. */
  readonly tolerance?: number;
  readonly source: Source;
}

/** A number of the model that nobody published. */
export interface AssumptionRow {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  /** Value or values by year, as text. */
  readonly value: string;
  readonly isUncertain: boolean;
  readonly source: Source;
}

/** Everything a comparison says, ready for tables, figures and the report; plain data that survives JSON. */
export interface ComparisonSummary {
  readonly id: string;
  readonly title: Bilingual;
  /** First 12 hex digits of the content hash of all inputs. */
  readonly runId: string;
  readonly engineVersion: string;
  readonly seed: string;
  readonly worlds: number;
  readonly nation: {
    readonly label: Bilingual;
    /** `synthetic` = built-in nation; `observed` = counties of a real table with synthetic schools. */
    readonly status: "synthetic" | "observed";
    /** County units the weights stand for. */
    readonly counties: number;
    /** County units simulated. */
    readonly simulated: number;
  };
  /** First to last school year. */
  readonly years: readonly number[];
  /** Last observed school year; later ones are projections. */
  readonly lastObservedYear: number;
  readonly firstPolicyYear: number;
  readonly scenarios: readonly ScenarioHead[];
  readonly goals: readonly Goal[];
  readonly certifiedShare: readonly CertifiedShareRow[];
  readonly worldShares: readonly WorldShareRow[];
  readonly differences: readonly DifferenceRow[];
  readonly goalChances: readonly GoalChanceRow[];
  readonly provinces: readonly ProvinceRow[];
  readonly binding: readonly BindingRow[];
  readonly outcomes: readonly OutcomeRow[];
  /** At the goals' years. */
  readonly whereLost: readonly WhereLostRow[];
  readonly equity: readonly EquityRow[];
  readonly levels: readonly LevelRow[];
  readonly money: readonly MoneyRow[];
  readonly hindcast: readonly HindcastRow[];
  /** A few of the people followed through the first world, where the run followed any. */
  readonly lives?: LifeRows;
  readonly assumptions: readonly AssumptionRow[];
  readonly sources: readonly { readonly table: string; readonly title: Bilingual; readonly source: Source }[];
  readonly warnings: readonly { readonly code: string; readonly text: Bilingual }[];
}
