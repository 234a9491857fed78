import type { Bilingual } from "../core/bilingual.ts";
import {
  MONITORED_SUBJECTS,
  type CountyReturn,
  type MonitoredSubject,
  type SubjectResult,
} from "../standard/county-return.ts";
import type { CellKind } from "./returns-columns.ts";

/** Where the value of a county item goes: a field of its own, or a measure of a monitored subject. */
export type CountyPlace =
  | { readonly kind: "field"; readonly field: Exclude<keyof CountyReturn, "monitoring"> }
  | {
      readonly kind: "monitoring";
      readonly subject: MonitoredSubject;
      readonly measure: Exclude<keyof SubjectResult, "subject">;
    };

/** One item (row) of county.csv. */
export interface CountyItem {
  readonly place: CountyPlace;
  readonly header: Bilingual;
  readonly unit: Bilingual;
  readonly kind: CellKind;
  readonly clause: Bilingual;
}

const UNITS: Readonly<Record<CellKind, Bilingual>> = {
  text: { zh: "—", en: "—" },
  choice: { zh: "—", en: "—" },
  choices: { zh: "—", en: "—" },
  count: { zh: "人", en: "persons" },
  amount: { zh: "元", en: "yuan" },
  share: { zh: "比例", en: "share" },
  year: { zh: "年", en: "year" },
  level: { zh: "级", en: "level" },
  "yes-no": { zh: "是/否", en: "yes/no" },
};

type Row = readonly [field: Exclude<keyof CountyReturn, "monitoring">, kind: CellKind, zh: string, en: string];

function block(
  clause: (number: string) => Bilingual,
  rows: readonly (readonly [number: string, ...Row])[],
): CountyItem[] {
  return rows.map(([number, field, kind, zh, en]) => ({
    place: { kind: "field", field },
    header: { zh, en },
    unit: UNITS[kind],
    kind,
    clause: clause(number),
  }));
}

const SUBJECTS: Readonly<Record<MonitoredSubject, Bilingual>> = {
  chinese: { zh: "语文", en: "chinese" },
  mathematics: { zh: "数学", en: "mathematics" },
  science: { zh: "科学", en: "science" },
  pe: { zh: "体育", en: "pe" },
  arts: { zh: "艺术", en: "arts" },
  moralEducation: { zh: "德育", en: "moral education" },
};

function monitoring(subject: MonitoredSubject): CountyItem[] {
  const { zh, en } = SUBJECTS[subject];
  const clause = { zh: "教育质量第9项", en: "education quality 9" };
  return [
    {
      place: { kind: "monitoring", subject, measure: "level" },
      header: { zh: `${zh}监测水平等级`, en: `${en} level` },
      unit: UNITS.level,
      kind: "level",
      clause,
    },
    {
      place: { kind: "monitoring", subject, measure: "differenceRate" },
      header: { zh: `${zh}监测校际差异率`, en: `${en} difference rate` },
      unit: UNITS.share,
      kind: "share",
      clause,
    },
  ];
}

/** Every item of county.csv, in the order of the documentation. */
export const COUNTY_ITEMS: readonly CountyItem[] = [
  ...block(
    () => ({ zh: "—", en: "—" }),
    [
      ["", "code", "text", "县级单位代码", "county code"],
      ["", "name", "text", "县级单位名称", "county name"],
      ["", "year", "year", "数据年份", "year"],
    ],
  ),
  ...block(
    () => ({ zh: "申报条件", en: "eligibility" }),
    [
      ["", "basicBalanceYear", "year", "基本均衡认定年份", "basic balance year"],
      ["", "keptHighLevel", "yes-no", "年度监测保持较高水平", "kept high level"],
      ["", "hasRelaxationPlan", "yes-no", "放宽事项有建设规划", "relaxation plan"],
    ],
  ),
  ...block(
    (number) => ({ zh: `政府保障第${number}项`, en: `government assurance ${number}` }),
    [
      ["1", "layoutPlanConforms", "yes-no", "学校布局规划符合要求", "layout plan conforms"],
      ["2", "hasUnifiedBuildingStandard", "yes-no", "建设标准城乡统一", "unified building standard"],
      ["2", "hasUnifiedStaffingStandard", "yes-no", "编制标准城乡统一", "unified staffing standard"],
      ["2", "hasUnifiedFundingStandard", "yes-no", "公用经费标准城乡统一", "unified funding standard"],
      ["2", "hasUnifiedEquipmentStandard", "yes-no", "装备标准城乡统一", "unified equipment standard"],
      ["6", "smallSchoolsFundedAsHundred", "yes-no", "不足百人学校按百人拨款", "small schools funded as 100"],
      ["7", "specialEducationFunding", "amount", "特教生均公用经费", "special education funding"],
      ["8", "averageTeacherPay", "amount", "教师平均工资", "average teacher pay"],
      ["8", "averageCivilServantPay", "amount", "公务员平均工资", "average civil servant pay"],
      ["9", "trainingCompletionShare", "share", "培训学时完成率", "training completion"],
      ["10", "countyAllocatesPosts", "yes-no", "县级统筹分配岗位", "county allocates posts"],
      ["11", "rotationShare", "share", "交流轮岗比例", "rotation share"],
      ["11", "rotationBackboneShare", "share", "交流骨干教师比例", "rotation backbone share"],
      ["12", "certifiedTeacherShare", "share", "持证上岗率", "certified teachers"],
      ["13", "neighbourhoodPrimaryShare", "share", "小学就近入学比例", "neighbourhood enrolment primary"],
      ["13", "neighbourhoodJuniorShare", "share", "初中就近入学比例", "neighbourhood enrolment junior"],
      ["14", "eliteHighPlacesShare", "share", "优质高中名额分配比例", "elite places share"],
      ["14", "eliteHighPlacesFavourRural", "yes-no", "名额向农村倾斜", "elite places favour rural"],
      ["15", "migrantPublicShare", "share", "随迁子女公办就读比例", "migrants in public places"],
      ["15", "hasLeftBehindCare", "yes-no", "留守儿童关爱体系", "left behind care"],
    ],
  ),
  ...block(
    (number) => ({ zh: `教育质量第${number}项`, en: `education quality ${number}` }),
    [
      ["1", "juniorRetentionShare", "share", "初中三年巩固率", "junior retention"],
      ["1", "juniorGraduates", "count", "初中毕业生数", "junior graduates"],
      ["1", "juniorTransfersIn", "count", "初中三年转入数", "junior transfers in"],
      ["1", "juniorTransfersOut", "count", "初中三年转出数", "junior transfers out"],
      ["1", "juniorEntrants", "count", "初中入学数", "junior entrants"],
      ["1", "juniorDeaths", "count", "初中三年死亡数", "junior deaths"],
      ["2", "disabledEnrolmentShare", "share", "残疾儿童入学率", "disabled enrolment"],
      ["3", "hasSchoolCharters", "yes-no", "学校均有章程", "school charters"],
      ["3", "hasDigitalManagement", "yes-no", "管理与教学信息化", "digital management"],
      ["4", "trainingBudgetShare", "share", "教师培训经费比例", "training budget share"],
      ["5", "teachersUseTechnology", "yes-no", "教师熟练运用信息技术", "teachers use technology"],
      ["6", "moralEducationGood", "yes-no", "德育与校园文化良好", "moral education good"],
      ["7", "teachesFullCurriculum", "yes-no", "开齐开足课程", "full curriculum"],
      ["7", "labourPracticeShare", "share", "劳动实践课时比例", "labour practice share"],
      ["8", "hasReasonableHomework", "yes-no", "无过重课业负担", "reasonable homework"],
    ],
  ),
  ...MONITORED_SUBJECTS.flatMap(monitoring),
  ...block(
    () => ({ zh: "社会认可度", en: "social recognition" }),
    [
      ["", "questionnaireSatisfaction", "share", "问卷满意度", "questionnaire satisfaction"],
      ["", "visitSatisfaction", "share", "走访满意度", "visit satisfaction"],
    ],
  ),
  ...block(
    () => ({ zh: "一票否决", en: "vetoes" }),
    [
      ["", "hadExamAdmission", "yes-no", "发生考试招生", "exam admission"],
      ["", "hadIllegalChoice", "yes-no", "发生违规择校", "illegal choice"],
      ["", "hadKeySchoolsOrClasses", "yes-no", "存在重点校重点班", "key schools or classes"],
      ["", "hadUnfilledPosts", "yes-no", "存在有编不补", "unfilled posts"],
      ["", "hadMajorSafetyAccident", "yes-no", "发生重大安全事故", "major safety accident"],
      ["", "hadSeriousDisciplineCase", "yes-no", "发生重大违纪案件", "serious discipline case"],
      ["", "hadFalsifiedData", "yes-no", "存在弄虚作假", "falsified data"],
      ["", "hadOffCampusLoad", "yes-no", "校外培训治理不力", "off campus load"],
    ],
  ),
  ...block(
    () => ({ zh: "2012年办法", en: "2012 edition" }),
    [["", "governmentScore", "amount", "政府工作得分", "government score"]],
  ),
].map((item) => (item.header.en === "government score" ? { ...item, unit: { zh: "分", en: "points" } } : item));
