import type { Bilingual } from "../core/bilingual.ts";
import { percentText, quantityText } from "../standard/cure-text.ts";
import type { Stage } from "../standard/stage-table.ts";
import type {
  Finding,
  NotAssessedReason,
  OutOfScopeReason,
  RelaxationRefusal,
  ScopeQuestion,
  Verdict,
} from "../standard/verdict.ts";

export const STAGE_WORDS: Readonly<Record<Stage, Bilingual>> = {
  primary: { zh: "小学", en: "primary" },
  junior: { zh: "初中", en: "junior" },
};

export const OVERALL_WORDS: Readonly<Record<Verdict["overall"], Bilingual>> = {
  certifiable: { zh: "达到认定要求", en: "can be certified" },
  fails: { zh: "未达到认定要求", en: "fails" },
  "cannot-be-decided": {
    zh: "无法判定：没有不达标项，但有未评估的内容",
    en: "cannot be decided: nothing fails, but something was not assessed",
  },
};

export const REASON_WORDS: Readonly<Record<NotAssessedReason, Bilingual>> = {
  "not-reported": { zh: "未报告", en: "not reported" },
  "no-schools": { zh: "本学段无学校", en: "no school in this stage" },
  "no-mean": { zh: "全县均值为零", en: "the county mean is zero" },
  "some-schools-not-reported": { zh: "部分学校未报告", en: "some schools did not report" },
  "not-tested-alone": { zh: "不单独判定", en: "not tested alone" },
};

export const SCOPE_WORDS: Readonly<Record<OutOfScopeReason, Bilingual>> = {
  "special-school": { zh: "特殊教育学校", en: "special school" },
  "vocational-school": { zh: "职业学校", en: "vocational school" },
  "small-teaching-point": { zh: "不足50人的教学点", en: "teaching point under 50 pupils" },
  "teaching-point": { zh: "教学点", en: "teaching point" },
  private: { zh: "民办学校", en: "private school" },
  "run-by-higher-level": { zh: "省属或市属学校", en: "run by the city or province" },
  "no-pupils": { zh: "无在校生", en: "no pupils" },
};

export const QUESTION_WORDS: Readonly<Record<ScopeQuestion["missing"], Bilingual>> = {
  pupils: { zh: "教学点学生数未报告", en: "pupils of the teaching point not reported" },
  ownership: { zh: "举办性质未报告", en: "ownership not reported" },
  runBy: { zh: "隶属未报告", en: "not reported who runs it" },
};

export const REFUSAL_WORDS: Readonly<Record<RelaxationRefusal["reason"], Bilingual>> = {
  "condition-not-met": { zh: "不符合条件", en: "condition not met" },
  "condition-not-reported": { zh: "条件未报告", en: "condition not reported" },
  "no-plan": { zh: "没有建设规划", en: "no building plan" },
  "period-over": { zh: "过渡期已过", en: "transitional period over" },
};

/** Section headings in the order of the text. */
export const HEADINGS = {
  fails: { zh: "未达标事项（由易到难）", en: "What fails, nearest to its cure first" },
  coefficients: { zh: "校际差异系数", en: "Differential coefficients" },
  schools: { zh: "各校资源配置", en: "Schools and indicators" },
  eligibility: { zh: "申报条件", en: "Eligibility" },
  government: { zh: "政府保障程度", en: "Government assurance" },
  quality: { zh: "教育质量", en: "Education quality" },
  satisfaction: { zh: "社会认可度", en: "Social recognition" },
  vetoes: { zh: "一票否决", en: "Vetoes" },
  relaxationPlan: { zh: "放宽事项的规划", en: "Plan for relaxed requirements" },
  notAssessed: { zh: "未评估", en: "Not assessed" },
  outOfScope: { zh: "不在评估范围", en: "Out of scope" },
  relaxations: { zh: "放宽事项与整改期限", en: "Relaxations and their deadlines" },
  rounding: { zh: "四舍五入后结论不同", en: "Rounding would change the answer" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const LEGEND: Bilingual = {
  zh: "~ 未达标但不低于85%底线；! 低于底线；? 未评估；* 使用放宽",
  en: "~ missed, at or above the 85% floor; ! below the floor; ? not assessed; * relaxed",
};

export const COMPOSITE: Bilingual = { zh: "综合差异系数", en: "mean of the coefficients" };
export const BASELINE: Bilingual = { zh: "省定基本标准", en: "provincial baseline" };
export const YES: Bilingual = { zh: "是", en: "yes" };
export const NO: Bilingual = { zh: "否", en: "no" };

/** Whether and why, in a few words: `4.10, at least 4.50 needed`. Shares are shown as percentages. */
export function findingText(finding: Finding, unit: Bilingual, decimals = 2): Bilingual {
  if (finding.status === "not-assessed") return REASON_WORDS[finding.reason];
  if (finding.kind === "answered") {
    const answer = finding.answer ? YES : NO;
    const required = finding.required ? YES : NO;
    return { zh: `${answer.zh}（应为${required.zh}）`, en: `${answer.en} (should be ${required.en})` };
  }
  const show = (value: number) => (unit.en === "share" ? percentText(value) : quantityText(value, decimals));
  const value = show(finding.value);
  const threshold = show(finding.threshold);
  switch (finding.relation) {
    case "at-least":
      return { zh: `${value}，应不低于${threshold}`, en: `${value}, at least ${threshold} needed` };
    case "at-most":
      return { zh: `${value}，应不高于${threshold}`, en: `${value}, at most ${threshold} allowed` };
    case "below":
      return { zh: `${value}，应低于${threshold}`, en: `${value}, must be below ${threshold}` };
    default:
      return finding.relation satisfies never;
  }
}
