import type { Bilingual } from "../../core/bilingual.ts";
import type { CountyFlag, CountyNumber } from "../county-return.ts";
import type { Citation, ConditionRule, ItemRule, QualityItem, SatisfactionItem, Veto } from "./edition.ts";
import { DECLARATION_FORM, QUALITY_TEXT } from "./sources.ts";

const cite = (block: Bilingual, number: number, note?: Bilingual): Citation => ({
  clause: { zh: `${block.zh}第${number}项`, en: `${block.en}, item ${number}` },
  source: DECLARATION_FORM,
  status: "verified",
  ...(note ? { note } : {}),
});
const QUALITY = { zh: "教育质量", en: "education quality" };
const VETO = { zh: "一票否决", en: "vetoes" };
const yes = (field: CountyFlag, zh: string, en: string): ConditionRule => ({
  kind: "flag",
  field,
  required: true,
  label: { zh, en },
});
const share = (field: CountyNumber, threshold: number, zh: string, en: string): ConditionRule => ({
  kind: "number",
  field,
  relation: "at-least",
  threshold,
  unit: "share",
  label: { zh, en },
});

const quality = (
  id: QualityItem,
  number: number,
  label: Bilingual,
  conditions: readonly ConditionRule[],
  note?: Bilingual,
): ItemRule<QualityItem> => ({ id, number, label, conditions, citation: cite(QUALITY, number, note) });

/** The nine items of education quality in official order. */
export const QUALITY_2017: readonly ItemRule<QualityItem>[] = [
  quality("retention", 1, { zh: "初中三年巩固率", en: "three-year junior retention" }, [
    share("juniorRetentionShare", 0.95, "初中三年巩固率", "three-year junior retention"),
  ]),
  quality("disabledEnrolment", 2, { zh: "残疾儿童少年入学率", en: "enrolment of disabled children" }, [
    share("disabledEnrolmentShare", 0.95, "残疾儿童少年入学率", "disabled children enrolled"),
  ]),
  quality("charterAndDigital", 3, { zh: "学校章程与信息化管理", en: "school charters and digital management" }, [
    yes("hasSchoolCharters", "所有学校制定章程", "every school has a charter"),
    yes("hasDigitalManagement", "实现管理与教学信息化", "management and teaching are digital"),
  ]),
  quality("trainingBudget", 4, { zh: "教师培训经费", en: "teacher-training budget" }, [
    share("trainingBudgetShare", 0.05, "培训经费占公用经费预算比例", "teacher training in the operating budget"),
  ]),
  quality("informationTechnology", 5, { zh: "教师信息技术应用", en: "teachers' use of technology" }, [
    yes("teachersUseTechnology", "教师能熟练运用信息化手段", "teachers use it well"),
  ]),
  quality("moralEducation", 6, { zh: "德育与校园文化", en: "moral education and campus culture" }, [
    yes("moralEducationGood", "水平达到良好以上", "rated good or better"),
  ]),
  quality(
    "curriculum",
    7,
    { zh: "开齐开足课程", en: "full curriculum" },
    [
      yes("teachesFullCurriculum", "课程开齐开足", "full curriculum taught"),
      share("labourPracticeShare", 0.5, "劳动实践占综合实践活动课时比例", "labour practice in integrated practice"),
    ],
    {
      zh: "劳动实践的要求为后来增加，仅见于转录件",
      en: "the labour requirement came later and is seen in a copy only",
    },
  ),
  quality("homeworkLoad", 8, { zh: "无过重课业负担", en: "no excessive homework" }, [
    yes("hasReasonableHomework", "无过重课业负担", "homework load is reasonable"),
  ]),
  quality(
    "nationalMonitoring",
    9,
    { zh: "国家义务教育质量监测", en: "national monitoring" },
    [{ kind: "monitoring", level: 3, differenceBelow: 0.15 }],
    {
      zh: "只判断已报告的科目；至少报告一科",
      en: "only reported subjects are judged; at least one must be reported",
    },
  ),
];

const satisfactionCitation: Citation = {
  clause: { zh: "社会认可度", en: "social recognition" },
  source: QUALITY_TEXT,
  status: "verified",
};

/** Social recognition: questionnaire and field visits are tested separately. */
export const SATISFACTION_2017: readonly ItemRule<SatisfactionItem>[] = [
  {
    id: "questionnaire",
    number: 1,
    label: { zh: "问卷调查满意度", en: "satisfaction, questionnaire" },
    conditions: [share("questionnaireSatisfaction", 0.85, "问卷满意度", "satisfied, questionnaire")],
    citation: satisfactionCitation,
  },
  {
    id: "fieldVisits",
    number: 2,
    label: { zh: "实地走访满意度", en: "satisfaction, field visits" },
    conditions: [share("visitSatisfaction", 0.85, "走访满意度", "satisfied, field visits")],
    citation: satisfactionCitation,
  },
];

const veto = (id: Veto, number: number, field: CountyFlag, zh: string, en: string): ItemRule<Veto> => ({
  id,
  number,
  label: { zh, en },
  conditions: [{ kind: "flag", field, required: false, label: { zh, en } }],
  citation: cite(VETO, number),
});

/** Events any one of which refuses the certificate. */
export const VETOES_2017: readonly ItemRule<Veto>[] = [
  veto("examAdmission", 1, "hadExamAdmission", "以考试方式招生", "admission by examination"),
  veto("illegalChoice", 2, "hadIllegalChoice", "违规择校", "illegal school choice"),
  veto("keySchoolsOrClasses", 3, "hadKeySchoolsOrClasses", "设重点学校或重点班", "key schools or key classes"),
  veto(
    "unfilledPosts",
    4,
    "hadUnfilledPosts",
    "有编不补或长期聘用编外教师",
    "posts left unfilled, or long-term off-post teachers",
  ),
  veto("majorSafetyAccident", 5, "hadMajorSafetyAccident", "重大安全事故", "major safety accident"),
  veto("seriousDisciplineCase", 6, "hadSeriousDisciplineCase", "重大违纪违规案件", "serious discipline case"),
  veto("falsifiedData", 7, "hadFalsifiedData", "弄虚作假", "falsified data"),
  veto(
    "offCampusLoad",
    8,
    "hadOffCampusLoad",
    "校外培训与课业负担治理不力",
    "off-campus tutoring or load not controlled",
  ),
];
