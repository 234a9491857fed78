import type { Parameter } from "./parameter.ts";

/** Random effects of provinces and county-years. Parameters P253–P254. */
export const shocks = {
  "shocks.province_sd": {
    role: "assumption",
    title: { zh: "省际效应标准差", en: "Standard deviation of province effects on resources" },
    unit: "log",
    range: [0, 1],
    scope: "nation",
    value: 0.08,
    belief: [0.04, 0.14],
    source: { basis: "assumption", title: "provinces of the same income differ widely in coverage" },
  },
  "shocks.county_flow_sd": {
    role: "assumption",
    title: { zh: "县年就学流动冲击标准差", en: "Standard deviation of county-year shocks to school choice" },
    unit: "logit",
    range: [0, 1],
    scope: "nation",
    value: 0.15,
    belief: [0.08, 0.3],
    source: { basis: "assumption", title: "no series was found" },
  },
} as const satisfies Record<string, Parameter>;
