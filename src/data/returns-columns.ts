import type { Bilingual } from "../core/bilingual.ts";
import {
  OWNERSHIPS,
  RELAXATION_IDS,
  RUN_BY,
  SCHOOL_KINDS,
  SETTINGS,
  type Level,
  type SchoolReturn,
} from "../standard/school-return.ts";

/** How a cell is read. Counts are whole; amounts may have decimals; shares are 0–1 or written with a percent sign. */
export type CellKind = "text" | "count" | "amount" | "share" | "year" | "level" | "yes-no" | "choice" | "choices";

/** A value of a closed set, by the words that stand for it in a file. */
export interface Choice {
  readonly value: string;
  readonly zh: string;
  /** Other words that are understood. */
  readonly also?: readonly string[];
}

/** One column of schools.csv: its headers, how it is read, and where it goes in a `SchoolReturn`. */
export interface SchoolColumn {
  readonly field: keyof SchoolReturn;
  readonly level?: Level;
  readonly header: Bilingual;
  readonly unit: Bilingual;
  readonly kind: CellKind;
  readonly choices?: readonly Choice[];
  /** Whether the file must have the column. */
  readonly isRequired?: boolean;
  /** Whether every row must have a value. */
  readonly isKey?: boolean;
  /** Where the standard uses it. */
  readonly clause: Bilingual;
}

const NONE: Bilingual = { zh: "—", en: "—" };
const PERSONS: Bilingual = { zh: "人", en: "persons" };
const CLASSES: Bilingual = { zh: "个", en: "classes" };
const ROOMS: Bilingual = { zh: "间", en: "rooms" };
const AREA: Bilingual = { zh: "平方米", en: "m²" };
const YUAN: Bilingual = { zh: "元", en: "yuan" };
const YEAR: Bilingual = { zh: "年", en: "year" };
const SHARE: Bilingual = { zh: "比例", en: "share" };
const ANSWER: Bilingual = { zh: "是/否", en: "yes/no" };

const bi = (zh: string, en: string): Bilingual => ({ zh, en });
const resource = (number: number) => bi(`资源配置第${number}项`, `resource allocation ${number}`);
const government = (number: number) => bi(`政府保障第${number}项`, `government assurance ${number}`);
const RELAXED = bi("过渡期放宽", "transitional relaxations");
const SCOPE = bi("评估范围", "scope");
const BASIC = bi("2012年办法", "2012 edition");

export const KIND_CHOICES: readonly Choice[] = choices(SCHOOL_KINDS, [
  ["小学", ["完全小学"]],
  ["初中", ["初级中学"]],
  ["九年一贯制", ["九年一贯制学校"]],
  ["十二年一贯制", ["十二年一贯制学校"]],
  ["完全中学", []],
  ["教学点", []],
  ["特殊教育", ["特殊教育学校", "特教学校"]],
  ["职业", ["职业初中", "职业学校"]],
]);
const OWNERSHIP_CHOICES = choices(OWNERSHIPS, [
  ["公办", []],
  ["民办", []],
]);
const SETTING_CHOICES = choices(SETTINGS, [
  ["城区", ["城市"]],
  ["镇区", ["镇"]],
  ["乡村", ["农村"]],
]);
const RUN_BY_CHOICES = choices(RUN_BY, [
  ["县", ["县属", "区属"]],
  ["市", ["市属"]],
  ["省", ["省属"]],
]);
const RELAXATION_CHOICES = choices(RELAXATION_IDS, [
  ["2016年前专用教室", []],
  ["农村小班专用教室", []],
  ["规模放宽", []],
  ["共享体艺教师", []],
  ["中心城区场地", []],
]);

function choices(values: readonly string[], words: readonly (readonly [string, readonly string[]])[]): Choice[] {
  return values.map((value, at) => ({ value, zh: words[at][0], also: words[at][1] }));
}

const STAGE_WORDS = { primary: bi("小学", "primary"), junior: bi("初中", "junior"), senior: bi("高中", "senior") };

/** The same column once for each stage. */
function byStage(field: keyof SchoolReturn, header: Bilingual, unit: Bilingual, clause: Bilingual): SchoolColumn[] {
  return (["primary", "junior"] as const).map((level) => ({
    field,
    level,
    header: bi(`${STAGE_WORDS[level].zh}${header.zh}`, `${STAGE_WORDS[level].en} ${header.en}`),
    unit,
    kind: "count",
    clause,
  }));
}

function pupils(level: Level): SchoolColumn {
  const header = bi(`${STAGE_WORDS[level].zh}学生数`, `${STAGE_WORDS[level].en} pupils`);
  const clause = bi("资源配置各项分母", "denominator of the resource indicators");
  return { field: "pupils", level, header, unit: PERSONS, kind: "count", isRequired: level !== "senior", clause };
}

function site(
  field: keyof SchoolReturn,
  header: Bilingual,
  unit: Bilingual,
  clause: Bilingual,
  kind: CellKind,
): SchoolColumn {
  return { field, header, unit, kind, clause };
}

/** Every column of schools.csv, in the order of the documentation. */
export const SCHOOL_COLUMNS: readonly SchoolColumn[] = [
  {
    field: "code",
    header: bi("学校代码", "school code"),
    unit: NONE,
    kind: "text",
    isRequired: true,
    isKey: true,
    clause: NONE,
  },
  {
    field: "name",
    header: bi("学校名称", "school name"),
    unit: NONE,
    kind: "text",
    isRequired: true,
    isKey: true,
    clause: NONE,
  },
  {
    field: "kind",
    header: bi("学校类型", "school kind"),
    unit: NONE,
    kind: "choice",
    choices: KIND_CHOICES,
    isRequired: true,
    isKey: true,
    clause: SCOPE,
  },
  { ...site("ownership", bi("举办性质", "ownership"), NONE, SCOPE, "choice"), choices: OWNERSHIP_CHOICES },
  { ...site("setting", bi("城乡类型", "setting"), NONE, RELAXED, "choice"), choices: SETTING_CHOICES },
  { ...site("runBy", bi("隶属", "run by"), NONE, BASIC, "choice"), choices: RUN_BY_CHOICES },
  pupils("primary"),
  pupils("junior"),
  pupils("senior"),
  ...byStage("classes", bi("班数", "classes"), CLASSES, government(3)),
  ...byStage("largestClass", bi("最大班额", "largest class"), PERSONS, government(5)),
  ...byStage("teachers", bi("专任教师数", "teachers"), PERSONS, BASIC),
  ...byStage("qualifiedTeachers", bi("高于规定学历教师数", "qualified teachers"), PERSONS, resource(1)),
  ...byStage("backboneTeachers", bi("骨干教师数", "backbone teachers"), PERSONS, resource(2)),
  ...byStage("specialistTeachers", bi("体艺专任教师数", "pe and arts teachers"), PERSONS, resource(3)),
  ...byStage("itinerantSpecialists", bi("共享体艺教师数", "shared pe and arts teachers"), PERSONS, RELAXED),
  ...byStage("midTitleTeachers", bi("中级及以上职称教师数", "mid title teachers"), PERSONS, BASIC),
  site("teachingArea", bi("教学及辅助用房面积", "teaching area"), AREA, resource(4), "amount"),
  site("sportsArea", bi("体育运动场馆面积", "sports area"), AREA, resource(5), "amount"),
  site("additionalSportsArea", bi("屋顶地下及租用场地面积", "additional sports area"), AREA, RELAXED, "amount"),
  site("equipmentValue", bi("教学仪器设备值", "equipment value"), YUAN, resource(6), "amount"),
  site("multimediaRooms", bi("网络多媒体教室数", "multimedia rooms"), ROOMS, resource(7), "count"),
  site("musicRooms", bi("音乐教室数", "music rooms"), ROOMS, government(3), "count"),
  site("smallestMusicRoom", bi("最小音乐教室面积", "smallest music room"), AREA, government(3), "amount"),
  site("artRooms", bi("美术教室数", "art rooms"), ROOMS, government(3), "count"),
  site("smallestArtRoom", bi("最小美术教室面积", "smallest art room"), AREA, government(3), "amount"),
  site("computers", bi("计算机台数", "computers"), bi("台", "computers"), BASIC, "count"),
  site("books", bi("图书册数", "books"), bi("册", "volumes"), BASIC, "count"),
  site("builtYear", bi("规划建成年份", "built year"), YEAR, RELAXED, "year"),
  site("migrantShare", bi("随迁子女比例", "migrant share"), SHARE, RELAXED, "share"),
  site("isUrbanCore", bi("中心城区密集学校", "urban core"), ANSWER, RELAXED, "yes-no"),
  site("meetsProvincialBaseline", bi("达到省定基本标准", "meets provincial baseline"), ANSWER, BASIC, "yes-no"),
  {
    ...site("relaxationsClaimed", bi("申请放宽事项", "relaxations claimed"), NONE, RELAXED, "choices"),
    choices: RELAXATION_CHOICES,
  },
];
