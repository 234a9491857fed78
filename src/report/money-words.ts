import type { Bilingual } from "../core/bilingual.ts";
import type { PAYERS, SPENDING } from "../model/accounts.ts";

export const PAYER_TITLES: Readonly<Record<(typeof PAYERS)[number], Bilingual>> = {
  central: { zh: "中央", en: "Central" },
  province: { zh: "省", en: "Province" },
  county: { zh: "县", en: "County" },
};

export const LINE_TITLES: Readonly<Record<(typeof SPENDING)[number], Bilingual>> = {
  pay: { zh: "教职工工资", en: "Pay" },
  ruralBonus: { zh: "乡村教师津补贴", en: "Rural bonus" },
  rotationSubsidy: { zh: "交流轮岗补助", en: "Rotation subsidy" },
  ruralHousing: { zh: "乡村教师住房", en: "Rural housing" },
  buses: { zh: "校车", en: "School buses" },
  ict: { zh: "同步课堂", en: "Lessons by screen" },
  groups: { zh: "教共体", en: "Education groups" },
  operating: { zh: "公用经费", en: "Operating money" },
  training: { zh: "教师培训", en: "Training" },
  otherRecurrent: { zh: "其他经常支出", en: "Other recurrent" },
  places: { zh: "新增学位", en: "Places" },
  buildings: { zh: "校舍", en: "Buildings" },
  sportsGround: { zh: "运动场地", en: "Sports grounds" },
  equipment: { zh: "教学仪器设备", en: "Equipment" },
  multimedia: { zh: "多媒体教室", en: "Multimedia rooms" },
  beds: { zh: "寄宿床位", en: "Dormitory beds" },
};
