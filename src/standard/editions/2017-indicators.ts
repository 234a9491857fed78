import type { Citation, ThresholdRule } from "./edition.ts";
import { QUALITY_TEXT } from "./sources.ts";
import {
  AREA_PER_PUPIL,
  PER_HUNDRED_PERSONS,
  PER_HUNDRED_ROOMS,
  ROOMS,
  SQUARE_METRES,
  TEACHERS,
  YUAN,
  YUAN_PER_PUPIL,
} from "./units.ts";

const item = (number: number, note?: Citation["note"]): Citation => ({
  clause: { zh: `资源配置第${number}项`, en: `resource allocation, item ${number}` },
  source: QUALITY_TEXT,
  status: "verified",
  ...(note ? { note } : {}),
});

/**
 * The seven resource indicators of the 2017 edition, in the order of the form.
 * Floors are 85 % of the thresholds, written out as the form's own table has them.
 */
export const INDICATORS_2017: readonly ThresholdRule[] = [
  {
    id: "qualifiedTeachers",
    label: { zh: "每百名学生高于规定学历教师数", en: "teachers above the required degree" },
    unit: PER_HUNDRED_PERSONS,
    per: 100,
    sharing: "by-stage",
    piece: TEACHERS,
    threshold: { primary: 4.2, junior: 5.3 },
    floor: { primary: 3.57, junior: 4.505 },
    citation: item(1, {
      zh: "小学专科及以上，初中本科及以上",
      en: "college and above (primary), bachelor and above (junior)",
    }),
  },
  {
    id: "backboneTeachers",
    label: { zh: "每百名学生县级以上骨干教师数", en: "backbone teachers, county level or above" },
    unit: PER_HUNDRED_PERSONS,
    per: 100,
    sharing: "by-stage",
    piece: TEACHERS,
    threshold: { primary: 1, junior: 1 },
    floor: { primary: 0.85, junior: 0.85 },
    citation: item(2),
  },
  {
    id: "specialistTeachers",
    label: { zh: "每百名学生体育、艺术专任教师数", en: "PE, music and art teachers" },
    unit: PER_HUNDRED_PERSONS,
    per: 100,
    sharing: "by-stage",
    piece: TEACHERS,
    threshold: { primary: 0.9, junior: 0.9 },
    floor: { primary: 0.765, junior: 0.765 },
    citation: item(3),
  },
  {
    id: "teachingArea",
    label: { zh: "生均教学及辅助用房面积", en: "teaching and auxiliary area" },
    unit: AREA_PER_PUPIL,
    per: 1,
    sharing: "split",
    piece: SQUARE_METRES,
    threshold: { primary: 4.5, junior: 5.8 },
    floor: { primary: 3.825, junior: 4.93 },
    citation: item(4, { zh: "不含室内体育用房", en: "indoor PE rooms excluded" }),
  },
  {
    id: "sportsArea",
    label: { zh: "生均体育运动场馆面积", en: "sports ground and hall area" },
    unit: AREA_PER_PUPIL,
    per: 1,
    sharing: "split",
    piece: SQUARE_METRES,
    threshold: { primary: 7.5, junior: 10.2 },
    floor: { primary: 6.375, junior: 8.67 },
    citation: item(5),
  },
  {
    id: "equipmentValue",
    label: { zh: "生均教学仪器设备值", en: "teaching equipment value" },
    unit: YUAN_PER_PUPIL,
    per: 1,
    sharing: "split",
    piece: YUAN,
    threshold: { primary: 2000, junior: 2500 },
    floor: { primary: 1700, junior: 2125 },
    citation: item(6, { zh: "账面值", en: "book value" }),
  },
  {
    id: "multimediaRooms",
    label: { zh: "每百名学生网络多媒体教室数", en: "networked multimedia classrooms" },
    unit: PER_HUNDRED_ROOMS,
    per: 100,
    sharing: "split",
    piece: ROOMS,
    threshold: { primary: 2.3, junior: 2.4 },
    floor: { primary: 1.955, junior: 2.04 },
    citation: item(7),
  },
];
