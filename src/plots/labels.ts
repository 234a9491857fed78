import { type Bilingual, type Locale, say } from "../core/bilingual.ts";
import type {
  BindingItem,
  ComparisonSummary,
  OutcomeId,
  ScenarioHead,
  HindcastRow,
} from "../experiment/comparison-summary.ts";
import { percent } from "./format.ts";
import { gatedHindcast } from "./findings.ts";

export { say };

/** Items that keep a county from a certificate, in words. */
export const BINDING_TITLES: Readonly<Record<BindingItem, Bilingual>> = {
  certified: { zh: "已认定", en: "Certified" },
  queue: { zh: "达标待认定", en: "Ready, waiting in the queue" },
  qualifiedTeachers: { zh: "高于规定学历教师", en: "Teachers above the required degree" },
  backboneTeachers: { zh: "骨干教师", en: "Backbone teachers" },
  specialistTeachers: { zh: "体艺专任教师", en: "Specialist teachers" },
  teachingArea: { zh: "教学及辅助用房面积", en: "Teaching area" },
  sportsArea: { zh: "体育运动场馆面积", en: "Sports area" },
  equipmentValue: { zh: "教学仪器设备值", en: "Equipment value" },
  multimediaRooms: { zh: "网络多媒体教室", en: "Multimedia rooms" },
  balance: { zh: "校际差异系数", en: "Balance between schools" },
  schoolSize: { zh: "学校规模", en: "School size" },
  classSize: { zh: "班级规模", en: "Class size" },
  artRooms: { zh: "音乐美术专用教室", en: "Art and music rooms" },
  government: { zh: "政府保障程度", en: "Government provision" },
  quality: { zh: "教育质量", en: "Quality of education" },
  satisfaction: { zh: "社会认可度", en: "Public satisfaction" },
};

/** A handful of reasons a reader can hold apart, each with the items it gathers, a letter for photocopies and a fixed fill. */
export interface BindingGroup {
  readonly id: string;
  readonly title: Bilingual;
  readonly letter: Bilingual;
  readonly fill: string;
  readonly isDark: boolean;
  readonly items: readonly BindingItem[];
}

/** Groups of binding items, drawn from the bottom up; colours are not those of scenarios. */
export const BINDING_GROUPS: readonly BindingGroup[] = [
  group("certified", "已认定", "Certified", "认", "C", "#D1D5DB", ["certified"]),
  group("queue", "达标待认定", "Ready, in the queue", "待", "Q", "hatched", ["queue"]),
  group("teachers", "师资", "Teachers", "师", "T", "#332288", [
    "qualifiedTeachers",
    "backboneTeachers",
    "specialistTeachers",
  ]),
  group("area", "校舍与运动场地", "Teaching and sports area", "地", "A", "#DDCC77", ["teachingArea", "sportsArea"]),
  group("equipment", "设备与专用教室", "Equipment and rooms", "备", "E", "#88CCEE", [
    "equipmentValue",
    "multimediaRooms",
    "artRooms",
  ]),
  group("balance", "校际差异系数", "Balance between schools", "衡", "B", "#882255", ["balance"]),
  group("size", "学校与班级规模", "School and class size", "模", "S", "#999933", ["schoolSize", "classSize"]),
  group("government", "政府保障", "Government provision", "政", "G", "#CC6677", ["government"]),
  group("quality", "质量与认可度", "Quality and satisfaction", "质", "L", "#44AA99", ["quality", "satisfaction"]),
];

function group(
  id: string,
  zh: string,
  en: string,
  letterZh: string,
  letterEn: string,
  fill: string,
  items: readonly BindingItem[],
): BindingGroup {
  const isDark = fill === "#332288" || fill === "#882255";
  return { id, title: { zh, en }, letter: { zh: letterZh, en: letterEn }, fill, isDark, items };
}

/** Outcomes that can get worse while certificates get more, and the direction in which they do. */
export const SIDE_OUTCOMES: readonly { readonly outcome: OutcomeId; readonly worse: "more" | "less" | "neither" }[] = [
  { outcome: "closedSites", worse: "more" },
  { outcome: "travelKm", worse: "more" },
  { outcome: "boarders", worse: "more" },
  { outcome: "youngBoarders", worse: "more" },
  { outcome: "largeClasses", worse: "more" },
  { outcome: "unplacedPupils", worse: "more" },
  { outcome: "refusedMigrants", worse: "more" },
  { outcome: "backboneGap", worse: "neither" },
  { outcome: "qualityVillage", worse: "less" },
];

/** Short names of the figures, for headings and the list of contents. */
export const FIGURE_NAMES: Readonly<Record<string, Bilingual>> = {
  "certified-fan": { zh: "认定比例逐年扇形图", en: "Counties certified, year by year" },
  "outcome-fan": { zh: "其他结果逐年扇形图", en: "Other outcomes, year by year" },
  spaghetti: { zh: "单个世界的走势", en: "Single worlds" },
  "end-range-bars": { zh: "各情景的终点区间", en: "Range at the goal years" },
  "paired-difference": { zh: "与基准的配对差值", en: "Paired difference from the baseline" },
  waterfall: { zh: "各举措包的贡献", en: "What each package adds" },
  ladder: { zh: "约束阶梯", en: "Constraint ladder" },
  "binding-items": { zh: "卡在哪一项", en: "What keeps counties from a certificate" },
  "binding-strip": { zh: "各县逐年卡在哪里", en: "County by county, what binds" },
  "constraint-bars": { zh: "想要而没有得到的", en: "What was wanted and not got" },
  "province-tiles": { zh: "各省认定比例", en: "Provinces" },
  "province-difference-tiles": { zh: "各省与基准之差", en: "Provinces, difference from the baseline" },
  "province-panels": { zh: "各省逐年走势", en: "Provinces year by year" },
  slope: { zh: "各省从起点到终点", en: "Provinces from first to last" },
  beeswarm: { zh: "各县的认定机会", en: "Odds of single counties" },
  "cost-effect": { zh: "花费与效果", en: "Cost and effect" },
  tornado: { zh: "哪个参数最要紧", en: "Which parameter matters most" },
  losers: { zh: "谁受损", en: "Who loses" },
  "life-lines": { zh: "跟踪个别学生和教师", en: "Single pupils and teachers followed" },
  "hindcast-check": { zh: "历史核对", en: "Check against published history" },
};

/** The data status in two or three words, for the badge on every figure. */
export function statusBadge(summary: ComparisonSummary, locale: Locale): string {
  const isSynthetic = summary.nation.status === "synthetic";
  if (locale === "zh") return isSynthetic ? "合成数据" : "真实县·合成学校";
  return isSynthetic ? "Synthetic data" : "Real counties, synthetic schools";
}

/** Ensemble size and data status in a clause, for subtitles. */
export function ensembleLine(summary: ComparisonSummary, locale: Locale): string {
  const { worlds, nation } = summary;
  const [simulated, counties] = [nation.simulated.toLocaleString("en-US"), nation.counties.toLocaleString("en-US")];
  const isSynthetic = nation.status === "synthetic";
  if (locale === "zh") {
    const kind = isSynthetic ? "合成全国" : "真实县名录、合成学校";
    return `${worlds} 个模拟世界${worldsNote(summary, locale)}；${kind}：模拟 ${simulated} 个县，代表 ${counties} 个县`;
  }
  const kind = isSynthetic ? "a synthetic nation" : "real counties with synthetic schools";
  const many = (n: number | string, one: string, more: string) => `${n} ${String(n) === "1" ? one : more}`;
  return `${many(worlds, "simulated world", "simulated worlds")}${worldsNote(summary, locale)} of ${kind}: ${many(simulated, "county", "counties")} simulated, standing for ${counties}`;
}

/** What is special about a run's worlds, in brackets: some failed, or all parameters are at their medians; mostly nothing. */
export function worldsNote({ design, failedWorlds }: ComparisonSummary, locale: Locale): string {
  const notes = [
    ...(design === "oat"
      ? [say(locale, "参数全取中位数，只含偶然事件", "parameters at their medians, chance only")]
      : []),
    ...(failedWorlds ? [say(locale, `另有 ${failedWorlds} 个出错`, `${failedWorlds} more failed`)] : []),
  ];
  if (notes.length === 0) return "";
  return locale === "zh" ? `（${notes.join("；")}）` : ` (${notes.join("; ")})`;
}

/** How far the model was held against published history, in a clause. */
export function modelStatus(summary: ComparisonSummary, locale: Locale): string {
  const { checked, within, worst } = gatedHindcast(summary);
  if (checked === 0) return locale === "zh" ? "未做历史核对" : "not checked against history";
  const error = percent(Math.abs(worst));
  const totals =
    locale === "zh"
      ? `学生、学校、教师历史核对 ${checked} 项中 ${within} 项在容差内（最大偏差 ${error}）`
      : `${within} of ${checked} checks of pupils, schools and teachers within tolerance (largest error ${error})`;
  const certified = certifiedCheck(summary);
  if (!certified) return totals;
  const { year, model, published } = certified;
  return locale === "zh"
    ? `${totals}；${year} 年认定县模型 ${Math.round(model)} 个、公布 ${published} 个`
    : `${totals}; counties certified in ${year}: model ${Math.round(model)}, published ${published}`;
}

/** The last published number of certified counties beside the model's. */
function certifiedCheck({ hindcast }: ComparisonSummary): HindcastRow | undefined {
  return hindcast.filter(({ unit }) => unit === "counties").at(-1);
}

/** What the bands and bars of every figure hold, and what they leave out. */
export function intervalMeaning(locale: Locale): string {
  return locale === "zh"
    ? "区间为各模拟世界的 5%–95% 分位：含参数与偶然波动，不含模型本身的误差"
    : "intervals are the 5–95 % range over worlds: parameters and chance, not errors of the model itself";
}

/** What a simulated county is, for figures that show single ones. */
export function countyMeaning(summary: ComparisonSummary, locale: Locale): string {
  if (summary.nation.status === "synthetic") {
    return locale === "zh"
      ? "合成县不对应任何真实县，不能用来给真实的县排名。"
      : "Synthetic counties stand for no real one and rank none.";
  }
  return locale === "zh"
    ? "县名录是真实的，学校是合成的：结果不能用来给县排名或考核。"
    : "The counties are real, their schools synthetic: results must not be used to rank or assess a county.";
}

/** Most characters of a scenario's title inside a sentence, so that the finding after it stays on the figure. */
const LONGEST: Readonly<Record<Locale, number>> = { zh: 24, en: 48 };

/** A scenario's title inside a sentence, shortened where it is very long: in quotation marks, straight ones in English, which Chinese fonts set narrow. */
export function quoted(scenario: ScenarioHead, locale: Locale): string {
  const full = scenario.title[locale];
  const title = full.length > LONGEST[locale] ? `${full.slice(0, LONGEST[locale] - 1).trimEnd()}…` : full;
  if (scenario.isBaseline) return title;
  return locale === "zh" ? `情景“${title}”` : `"${title}"`;
}
