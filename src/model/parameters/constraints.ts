import type { Parameter } from "./parameter.ts";

/** Both positions of a switch: a limit that binds as the rules say, and one that never binds. */
const choices = [
  { id: "on", title: { zh: "起作用", en: "on" } },
  { id: "off", title: { zh: "取消", en: "off" } },
] as const;

/** Switches that take a limit away, so that a ladder of runs can tell what it costs (rules LOG-8 to LOG-12). No scenario may set them. */
export const constraints = {
  "constraints.applicants": {
    role: "constant",
    title: { zh: "教师应聘与交流意愿的限制", en: "Limit by who applies or is willing" },
    unit: "choice",
    range: [0, 1],
    scope: "county",
    isInteger: true,
    value: 0,
    choices,
    source: { basis: "assumption", title: "a switch for explanation" },
  },
  "constraints.posts": {
    role: "constant",
    title: { zh: "编制与招聘计划的限制", en: "Limit by posts and the year's hiring plan" },
    unit: "choice",
    range: [0, 1],
    scope: "county",
    isInteger: true,
    value: 0,
    choices,
    source: { basis: "assumption", title: "a switch for explanation" },
  },
  "constraints.travel": {
    role: "constant",
    title: { zh: "路程上限的限制", en: "Limit by the longest way allowed" },
    unit: "choice",
    range: [0, 1],
    scope: "county",
    isInteger: true,
    value: 0,
    choices,
    source: { basis: "assumption", title: "a switch for explanation" },
  },
  "constraints.seats": {
    role: "constant",
    title: { zh: "学位的限制", en: "Limit by places at schools" },
    unit: "choice",
    range: [0, 1],
    scope: "county",
    isInteger: true,
    value: 0,
    choices,
    source: { basis: "assumption", title: "a switch for explanation" },
  },
  "constraints.budget": {
    role: "constant",
    title: { zh: "经费的限制", en: "Limit by recurrent and capital money" },
    unit: "choice",
    range: [0, 1],
    scope: "county",
    isInteger: true,
    value: 0,
    choices,
    source: { basis: "assumption", title: "a switch for explanation" },
  },
} as const satisfies Record<string, Parameter>;
