import { HEAD_KEYS } from "./grammar-head.ts";
import { NUMBER, REFERENCE, SHARE, TEXT, type MapGrammar } from "./grammar-shapes.ts";
import { GOAL_RULES, GOAL_TEST_KEYS } from "./grammar-plan.ts";

const later = true;
const isRequired = true;
const elsewhere = true;
const LEVERS = ["lever"] as const;
const ASSUMPTIONS = ["assumption"] as const;
const ANY_PARAMETER = ["lever", "assumption"] as const;
const CHANGE = { kind: "map", of: "change" } as const;
const VALUE = { kind: "value" } as const;
/** A value alone, a change, or a list of them that stack in order. */
const CHANGES = {
  kind: "either",
  of: [VALUE, CHANGE, { kind: "list", of: { kind: "either", of: [VALUE, CHANGE] } }],
} as const;
/** What the county pays: stated beside the levers, and checked. */
const STATED_BALANCE = {
  "funding.county_share": { kind: "either", of: [SHARE, { kind: "map", of: "statedBalance" }] },
} as const;
const SHARE_DRAW = { kind: "map", of: "shareDraw" } as const;
/** Groups of shares that are drawn together, beside the parameters that are drawn alone. */
const SHARE_DRAWS = {
  "funding.payer_tier1": SHARE_DRAW,
  "funding.payer_tier2": SHARE_DRAW,
  "funding.payer_tier3": SHARE_DRAW,
  "funding.payer_tier4": SHARE_DRAW,
  "funding.payer_tier5": SHARE_DRAW,
} as const;

/** What scenarios and packages say. */
const BODY_KEYS = {
  horizon: {
    shape: { kind: "map", of: "horizon" },
    about: { zh: "文件涉及的学年。", en: "School years the file speaks of." },
  },
  policy: {
    shape: { kind: "map", of: "policy" },
    about: { zh: "没有写时段的改动的时段。", en: "Window of every change that names none." },
  },
  where: {
    shape: { kind: "map", of: "where" },
    about: { zh: "没有写地区的改动的地区。", en: "Target of every change that names none." },
  },
  levers: {
    shape: { kind: "by-parameter", roles: LEVERS, families: true, of: CHANGES, beside: STATED_BALANCE },
    about: { zh: "政府能决定的事，按参数名书写。", en: "What governments decide, by parameter." },
  },
  assumptions: {
    shape: { kind: "by-parameter", roles: ASSUMPTIONS, families: true, of: CHANGES },
    about: { zh: "对世界的判断，按参数名书写。", en: "Beliefs about the world, by parameter." },
  },
  uncertainties: {
    shape: {
      kind: "by-parameter",
      roles: ANY_PARAMETER,
      of: { kind: "map", of: "uncertainty" },
      beside: SHARE_DRAWS,
    },
    about: { zh: "抽样时变化的参数。", en: "Parameters that are drawn anew in each world." },
  },
  goals: {
    shape: { kind: "any-list", of: { kind: "either", of: [REFERENCE, { kind: "map", of: "goal" }] } },
    about: { zh: "情景要对照的目标。", en: "Goals the scenario is held against." },
  },
} as const;

const EXTENDS = {
  shape: REFERENCE,
  about: { zh: "在哪个情景之上改动。", en: "The scenario this one changes." },
} as const;
const INCLUDE = {
  shape: { kind: "list", of: REFERENCE },
  about: { zh: "包含的政策包，按先后生效。", en: "Packages it includes, in order." },
} as const;
const ENSEMBLE = {
  shape: { kind: "map", of: "ensemble" },
  about: { zh: "模拟多少个世界、如何抽取。", en: "How many worlds are simulated, and how they are drawn." },
} as const;

const LATER_BODY_KEYS = {
  correlate: {
    later,
    shape: { kind: "by-parameter", roles: ANY_PARAMETER, of: NUMBER },
    about: { zh: "参数之间的秩相关。", en: "Rank correlations between parameters." },
  },
  checks: { later, shape: { kind: "list", of: TEXT }, about: { zh: "要做的检查。", en: "Checks to be made." } },
  share_groups: {
    later,
    shape: { kind: "list", of: TEXT },
    about: { zh: "合计为一的份额。", en: "Shares that add up to one." },
  },
  data: { later, shape: REFERENCE, about: { zh: "所用的数据。", en: "Data it rests on." } },
} as const;

/** The kinds of file, comparisons apart. */
export const FILE_GRAMMAR = {
  scenario: {
    name: "a scenario",
    keys: { ...HEAD_KEYS, extends: EXTENDS, include: INCLUDE, ...BODY_KEYS, ensemble: ENSEMBLE, ...LATER_BODY_KEYS },
  },
  package: {
    name: "a package",
    keys: {
      ...HEAD_KEYS,
      extends: { ...EXTENDS, elsewhere },
      include: { ...INCLUDE, elsewhere },
      ...BODY_KEYS,
      ensemble: { ...ENSEMBLE, elsewhere },
      ...LATER_BODY_KEYS,
    },
  },
  goalFile: {
    name: "a goal",
    keys: { ...HEAD_KEYS, source: { ...HEAD_KEYS.source, isRequired }, ...GOAL_TEST_KEYS },
    ...GOAL_RULES,
  },
} as const satisfies Record<string, MapGrammar>;
