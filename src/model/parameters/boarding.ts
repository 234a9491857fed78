import type { Parameter } from "./parameter.ts";

/** Boarding against a daily way. MODEL parameter P074. */
export const boarding = {
  "boarding.from_km_primary": {
    role: "lever",
    title: { zh: "小学生可寄宿的最短路程", en: "Shortest way from which a primary pupil may board" },
    unit: "km",
    range: [0, 50],
    scope: "county",
    value: 4,
    belief: [3, 7],
    source: {
      basis: "derived",
      title:
        "near the service radius of 4.23 km of the audit of 2013; brings boarders towards the 10.6 % of about 2017",
      url: "https://www.sciscanpub.com/index/journals/ainfo/es/4437.html",
    },
  },
  "boarding.from_km_junior": {
    role: "lever",
    title: { zh: "初中生可寄宿的最短路程", en: "Shortest way from which a junior pupil may board" },
    unit: "km",
    range: [0, 50],
    scope: "county",
    value: 3,
    belief: [2, 6],
    source: {
      basis: "derived",
      title:
        "below the service radius of 8.34 km of the audit of 2013; brings boarders towards the 46.7 % of about 2017",
      url: "https://www.sciscanpub.com/index/journals/ainfo/es/4437.html",
    },
  },
  "boarding.lowest_grade": {
    role: "lever",
    title: { zh: "可寄宿的最低年级", en: "Lowest grade that may board" },
    unit: "grade",
    range: [1, 10],
    scope: "county",
    isInteger: true,
    value: 1,
    source: { basis: "assumption", title: "grades 1–3 board in practice though rules advise against it" },
  },
  "boarding.disutility_grades_1_3": {
    role: "assumption",
    title: { zh: "一至三年级寄宿的负效用", en: "Disutility of boarding in grades 1–3" },
    unit: "logit",
    range: [0, 5],
    scope: "nation",
    value: 1.6,
    belief: [0.8, 2.5],
    source: {
      basis: "assumption",
      title: "boarding harms young children; the size is assumed",
      url: "http://www.pressreader.com/china/china-economist/20200308/281530818073907",
    },
  },
  "boarding.disutility_grades_4_6": {
    role: "assumption",
    title: { zh: "四至六年级寄宿的负效用", en: "Disutility of boarding in grades 4–6" },
    unit: "logit",
    range: [0, 5],
    scope: "nation",
    value: 0.9,
    belief: [0.4, 1.5],
    source: { basis: "assumption", title: "between the youngest and junior pupils; the size is assumed" },
  },
  "boarding.disutility_grades_7_9": {
    role: "assumption",
    title: { zh: "初中寄宿的负效用", en: "Disutility of boarding in grades 7–9" },
    unit: "logit",
    range: [0, 5],
    scope: "nation",
    value: 0.3,
    belief: [0, 0.8],
    source: { basis: "assumption", title: "close to half of junior pupils board; the size is assumed" },
  },
  "boarding.low_income_effect": {
    role: "assumption",
    title: { zh: "低收入家庭寄宿的额外倾向", en: "Additional leaning of low-income families towards boarding" },
    unit: "logit",
    range: [-2, 2],
    scope: "nation",
    value: 0.2,
    belief: [-0.2, 0.6],
    source: { basis: "assumption", title: "they seldom drive or rent near the school; no estimate was found" },
  },
} as const satisfies Record<string, Parameter>;
