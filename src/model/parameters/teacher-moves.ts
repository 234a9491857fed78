import type { Parameter } from "./parameter.ts";

/** Voluntary transfer and shared itinerant teachers. MODEL parameters P163 and P164. */
export const teacherMoves = {
  "teachers.transfer_rate": {
    role: "assumption",
    title: {
      zh: "每年谋求调动的乡村教师比例",
      en: "Share of village teachers who look for a post elsewhere in a year",
    },
    unit: "share/year",
    range: [0, 0.2],
    scope: "nation",
    value: 0.04,
    belief: [0.02, 0.08],
    source: { basis: "assumption", title: "school location is the steadiest correlate of moves; the rate is assumed" },
  },
  "teachers.transfer_cost": {
    role: "assumption",
    title: { zh: "教师调动成本", en: "What a transfer costs a teacher" },
    unit: "logit",
    range: [0, 10],
    scope: "nation",
    value: 1,
    belief: [0.5, 2],
    source: { basis: "assumption", title: "in the unit of one step from village to town" },
  },
  "teachers.itinerant_share": {
    role: "lever",
    title: { zh: "体音美教师走教比例", en: "Share of spare PE, music and art teachers who also serve a small school" },
    unit: "share",
    range: [0, 1],
    scope: "county",
    value: 0,
    source: { basis: "assumption", title: "shared teachers exist, but their number is not published" },
  },
  "teachers.itinerant_radius_km": {
    role: "lever",
    title: { zh: "走教距离上限", en: "Farthest way between the two schools of an itinerant teacher" },
    unit: "km",
    range: [0, 60],
    scope: "county",
    value: 10,
    source: { basis: "assumption", title: "a way that leaves half of the day for lessons" },
  },
} as const satisfies Record<string, Parameter>;
