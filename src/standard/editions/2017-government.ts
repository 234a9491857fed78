import type { Bilingual } from "../../core/bilingual.ts";
import type { CountyFlag, CountyNumber } from "../county-return.ts";
import type { Citation, ConditionRule, GovernmentItem, ItemRule } from "./edition.ts";
import { DECLARATION_FORM } from "./sources.ts";

const cite = (number: number, status: Citation["status"] = "verified", note?: Bilingual): Citation => ({
  clause: { zh: `政府保障程度第${number}项`, en: `government assurance, item ${number}` },
  source: DECLARATION_FORM,
  status,
  ...(note ? { note } : {}),
});
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

/** The fifteen items of government assurance in official order. */
export const GOVERNMENT_2017: readonly ItemRule<GovernmentItem>[] = [
  {
    id: "layoutPlan",
    number: 1,
    label: { zh: "学校规划布局合理", en: "school layout plan" },
    conditions: [yes("layoutPlanConforms", "学校规划布局符合国家要求", "layout plan conforms to national rules")],
    citation: cite(1),
  },
  {
    id: "unifiedStandards",
    number: 2,
    label: { zh: "城乡标准统一", en: "one standard for town and country" },
    conditions: [
      yes("hasUnifiedBuildingStandard", "建设标准统一", "one building standard"),
      yes("hasUnifiedStaffingStandard", "教师编制标准统一", "one staffing standard"),
      yes("hasUnifiedFundingStandard", "生均公用经费基准定额统一", "one per-pupil funding standard"),
      yes("hasUnifiedEquipmentStandard", "基本装备配置标准统一", "one equipment standard"),
    ],
    citation: cite(2),
  },
  {
    id: "musicAndArtRooms",
    number: 3,
    label: { zh: "音乐、美术专用教室", en: "music and art rooms" },
    conditions: [{ kind: "special-rooms", classesPerRoom: 12, music: 96, art: 90 }],
    citation: cite(3, "verified", {
      zh: "每12个班音乐、美术教室各1间，不足12个班按12个班计（取整为本工具的理解）",
      en: "one of each per twelve classes or part of twelve (rounding up is this tool's reading)",
    }),
  },
  {
    id: "schoolSize",
    number: 4,
    label: { zh: "学校规模", en: "school size" },
    conditions: [{ kind: "school-size", ordinary: 2000, combined: 2500 }],
    citation: cite(4, "verified", {
      zh: "九年、十二年一贯制学校只计义务教育阶段",
      en: "nine- and twelve-year schools: compulsory stages only",
    }),
  },
  {
    id: "classSize",
    number: 5,
    label: { zh: "班额", en: "class size" },
    conditions: [{ kind: "class-size", limit: { primary: 45, junior: 50 } }],
    citation: cite(5),
  },
  {
    id: "smallSchoolFunding",
    number: 6,
    label: { zh: "不足100人学校按100人核定经费", en: "schools under 100 pupils funded as 100" },
    conditions: [yes("smallSchoolsFundedAsHundred", "按100人核定公用经费", "funded as if of 100 pupils")],
    citation: cite(6),
  },
  {
    id: "specialEducationFunding",
    number: 7,
    label: { zh: "特殊教育生均公用经费", en: "special-education funding per pupil" },
    conditions: [
      {
        kind: "number",
        field: "specialEducationFunding",
        relation: "at-least",
        threshold: 8000,
        unit: "yuan",
        label: { zh: "特殊教育生均公用经费", en: "special-education funding per pupil" },
      },
    ],
    citation: cite(7, "second-hand", {
      zh: "现行申报表为8000元；2017年文本凭记忆为6000元",
      en: "8000 on the current form; 6000 in the 2017 text, from memory",
    }),
  },
  {
    id: "teacherPay",
    number: 8,
    label: { zh: "教师工资不低于公务员", en: "teacher pay at least that of civil servants" },
    conditions: [
      {
        kind: "field-at-least-field",
        field: "averageTeacherPay",
        reference: "averageCivilServantPay",
        unit: "yuan",
        label: { zh: "教师平均工资收入", en: "average teacher pay" },
      },
    ],
    citation: cite(8),
  },
  {
    id: "trainingHours",
    number: 9,
    label: { zh: "教师5年360学时培训完成率", en: "360 training hours in five years" },
    conditions: [share("trainingCompletionShare", 1, "完成率", "teachers who completed 360 hours of training")],
    citation: cite(9),
  },
  {
    id: "postAllocation",
    number: 10,
    label: { zh: "县级统筹教职工岗位", en: "county allocates posts among schools" },
    conditions: [
      yes("countyAllocatesPosts", "在总量内统筹分配各校岗位", "posts allocated among schools within the total"),
    ],
    citation: cite(10),
  },
  {
    id: "rotation",
    number: 11,
    label: { zh: "教师交流轮岗", en: "teacher rotation" },
    conditions: [
      share("rotationShare", 0.1, "交流轮岗教师占应交流教师比例", "teachers rotated, of those eligible"),
      share("rotationBackboneShare", 0.2, "其中骨干教师比例", "backbone teachers, of those rotated"),
    ],
    citation: cite(11),
  },
  {
    id: "certificates",
    number: 12,
    label: { zh: "教师资格证上岗率", en: "certified teachers" },
    conditions: [share("certifiedTeacherShare", 1, "持证上岗率", "teachers with a certificate")],
    citation: cite(12),
  },
  {
    id: "neighbourhoodEnrolment",
    number: 13,
    label: { zh: "就近划片入学", en: "neighbourhood enrolment" },
    conditions: [
      share("neighbourhoodPrimaryShare", 1, "小学就近入学比例", "primary pupils enrolled in their neighbourhood"),
      share("neighbourhoodJuniorShare", 0.95, "初中就近入学比例", "junior pupils enrolled in their neighbourhood"),
    ],
    citation: cite(13, "verified", { zh: "城区和镇区公办非寄宿学校", en: "urban and town public day schools" }),
  },
  {
    id: "eliteHighPlaces",
    number: 14,
    label: { zh: "优质高中招生名额分配", en: "elite senior-high places" },
    conditions: [
      share("eliteHighPlacesShare", 0.5, "分配到初中的名额比例", "elite senior-high places allotted to junior schools"),
      yes("eliteHighPlacesFavourRural", "名额向农村初中倾斜", "allotment favours rural schools"),
    ],
    citation: cite(14),
  },
  {
    id: "migrantAndLeftBehind",
    number: 15,
    label: { zh: "随迁子女与留守儿童", en: "migrant and left-behind children" },
    conditions: [
      share(
        "migrantPublicShare",
        0.85,
        "随迁子女公办（含政府购买学位）就读比例",
        "migrants in public or bought places",
      ),
      yes("hasLeftBehindCare", "留守儿童关爱体系健全", "care for left-behind children in place"),
    ],
    citation: cite(15),
  },
];
