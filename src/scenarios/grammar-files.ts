import { BILINGUAL, ID, NUMBER, REFERENCE, TEXT, YEAR, type MapGrammar } from "./grammar-shapes.ts";
import { GOAL_TEST_KEYS } from "./grammar-plan.ts";

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
const OUTCOME = { kind: "outcome" } as const;

/** Version of the file format. */
export const FORMAT = 1;

/** The head of every file, `kind` apart. */
const HEAD_KEYS = {
  junheng: {
    isRequired,
    shape: { kind: "constant", value: FORMAT },
    about: { zh: "文件格式的版本。", en: "Version of the file format." },
  },
  kind: {
    isRequired,
    shape: { kind: "word", words: "kind" },
    about: { zh: "文件的类型。", en: "What the file is." },
  },
  id: { isRequired, shape: ID, about: { zh: "文件的编号。", en: "Id of the file." } },
  title: { isRequired, shape: BILINGUAL, about: { zh: "名称。", en: "Title." } },
  model: {
    shape: { kind: "model" },
    about: {
      zh: "写文件时参数库的版本；旧版本的文件读入时会迁移。",
      en: "Version of the registry the file was written for; files of older versions are migrated as they are read.",
    },
  },
  note: { shape: BILINGUAL, about: { zh: "给人看的说明。", en: "Text for people." } },
  source: {
    shape: { kind: "map", of: "source" },
    about: { zh: "没有写来源的改动的来源。", en: "Source of every change that names none." },
  },
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
    shape: { kind: "by-parameter", roles: LEVERS, of: CHANGES },
    about: { zh: "政府能决定的事，按参数名书写。", en: "What governments decide, by parameter." },
  },
  assumptions: {
    shape: { kind: "by-parameter", roles: ASSUMPTIONS, of: CHANGES },
    about: { zh: "对世界的判断，按参数名书写。", en: "Beliefs about the world, by parameter." },
  },
  uncertainties: {
    shape: { kind: "by-parameter", roles: ANY_PARAMETER, of: { kind: "map", of: "uncertainty" } },
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

/** The kinds of file, and the maps of comparisons. */
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
  comparison: {
    name: "a comparison",
    keys: {
      ...HEAD_KEYS,
      baseline: {
        isRequired,
        shape: REFERENCE,
        about: { zh: "基准情景。", en: "The scenario the others are held against." },
      },
      scenarios: {
        isRequired,
        shape: { kind: "list", of: { kind: "either", of: [REFERENCE, { kind: "map", of: "comparisonEntry" }] } },
        about: { zh: "与基准对比的情景。", en: "Scenarios held against the baseline." },
      },
      pairing: {
        shape: { kind: "word", words: "pairing" },
        about: { zh: "各情景的随机数如何配对。", en: "How the random numbers of scenarios are paired." },
      },
      differences: {
        later,
        shape: { kind: "list", of: { kind: "word", words: "difference" } },
        about: { zh: "与谁相比。", en: "What each scenario is held against." },
      },
      attribution: {
        later,
        shape: { kind: "map", of: "attribution" },
        about: { zh: "把效果分摊到各政策包。", en: "Shares the effect out among packages." },
      },
      ladder: {
        later,
        shape: { kind: "map", of: "ladder" },
        about: { zh: "逐个加上约束，看各自拿走多少。", en: "Switches constraints on one after another." },
      },
      outcomes: {
        later,
        shape: { kind: "list", of: OUTCOME },
        about: { zh: "要报告的结果。", en: "Outcomes to report." },
      },
      years: {
        later,
        shape: { kind: "list", of: YEAR },
        about: { zh: "要报告的学年。", en: "School years to report." },
      },
      by: {
        later,
        shape: { kind: "list", of: { kind: "word", words: "by" } },
        about: { zh: "按什么范围报告。", en: "What results are broken down by." },
      },
      thresholds: {
        later,
        shape: { kind: "list", of: NUMBER },
        about: { zh: "差异达到多少百分比算不同档。", en: "Differences, in percent, at which a new class begins." },
      },
      views: {
        later,
        shape: { kind: "list", of: { kind: "map", of: "view" } },
        about: { zh: "要画的图。", en: "Figures to draw." },
      },
    },
  },
  goalFile: {
    name: "a goal",
    keys: { ...HEAD_KEYS, source: { ...HEAD_KEYS.source, isRequired }, ...GOAL_TEST_KEYS },
  },
  comparisonEntry: {
    name: "a scenario of a comparison",
    keys: {
      ref: { isRequired, shape: REFERENCE, about: { zh: "情景。", en: "The scenario." } },
      as: { shape: ID, about: { zh: "在这次对比中的编号。", en: "Id it takes in this comparison." } },
      label: { shape: BILINGUAL, about: { zh: "在这次对比中的名称。", en: "Title it takes in this comparison." } },
      set: {
        shape: { kind: "by-parameter", roles: ANY_PARAMETER, of: VALUE },
        about: { zh: "在情景之上再设定的参数值。", en: "Values set on top of the scenario." },
      },
    },
  },
  attribution: {
    name: "attribution",
    keys: {
      method: {
        isRequired,
        shape: { kind: "word", words: "attributionMethod" },
        about: { zh: "分摊方法。", en: "How the effect is shared out." },
      },
      of: { shape: REFERENCE, about: { zh: "分摊哪个情景的效果。", en: "The scenario whose effect is shared out." } },
      by: {
        shape: { kind: "list", of: REFERENCE },
        about: { zh: "分摊到哪些政策包。", en: "The packages it is shared among." },
      },
    },
  },
  ladder: {
    name: "ladder",
    keys: {
      of: { isRequired, shape: REFERENCE, about: { zh: "哪个情景。", en: "The scenario." } },
      order: {
        shape: { kind: "list", of: TEXT },
        about: { zh: "加上约束的先后。", en: "The order in which constraints are switched on." },
      },
    },
  },
  view: {
    name: "a view",
    keys: {
      type: { isRequired, shape: { kind: "word", words: "view" }, about: { zh: "图的类型。", en: "Kind of figure." } },
      outcome: { shape: OUTCOME, about: { zh: "画哪项结果。", en: "The outcome it shows." } },
      facet: { shape: TEXT, about: { zh: "按什么分幅。", en: "What each panel holds." } },
      goal: { shape: ID, about: { zh: "标出哪个目标。", en: "The goal it marks." } },
      years: { shape: { kind: "list", of: YEAR }, about: { zh: "哪些学年。", en: "School years it shows." } },
      by: { shape: { kind: "word", words: "by" }, about: { zh: "按什么范围。", en: "What it is broken down by." } },
      year: { shape: YEAR, about: { zh: "哪个学年。", en: "The school year it shows." } },
      show: { shape: TEXT, about: { zh: "画值还是画差。", en: "Values or differences." } },
      what: { shape: TEXT, about: { zh: "画什么。", en: "What it shows." } },
      sort: { shape: TEXT, about: { zh: "按什么排序。", en: "What it is sorted by." } },
      label: { shape: BILINGUAL, about: { zh: "图的标题。", en: "Title of the figure." } },
    },
  },
} as const satisfies Record<string, MapGrammar>;
