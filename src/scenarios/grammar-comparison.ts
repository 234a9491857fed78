import { HEAD_KEYS } from "./grammar-head.ts";
import { BILINGUAL, ID, REFERENCE, YEAR, type MapGrammar } from "./grammar-shapes.ts";

const isRequired = true;
const ANY_PARAMETER = ["lever", "assumption"] as const;
const VALUE = { kind: "value" } as const;
const OUTCOME = { kind: "outcome" } as const;
/** A size of difference (percentage points). */
const THRESHOLD = { kind: "number", low: 0.01, high: 100 } as const;
/** A type of figure that asks for none of the keys and understands these. */
const allowing = (...allows: readonly string[]) => ({ needs: [], allows });

/** Keys beside parameters that move the window of a scenario's policy. */
const POLICY_SHIFT = { "policy.start": YEAR, "policy.stop": YEAR } as const;

/** A comparison file and its maps. */
export const COMPARISON_GRAMMAR = {
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
        shape: { kind: "list", of: { kind: "word", words: "difference" } },
        about: { zh: "与谁相比。", en: "What each scenario is held against." },
      },
      attribution: {
        shape: { kind: "map", of: "attribution" },
        about: { zh: "把效果分摊到各政策包。", en: "Shares the effect out among packages." },
      },
      ladder: {
        shape: { kind: "map", of: "ladder" },
        about: { zh: "逐个加上约束，看各自拿走多少。", en: "Switches constraints on one after another." },
      },
      outcomes: {
        shape: { kind: "list", of: OUTCOME },
        about: { zh: "副作用的图表报告哪些结果。", en: "What tables and figures of side outcomes show." },
      },
      years: {
        shape: { kind: "list", of: YEAR },
        about: { zh: "目标年份之外还要报告的学年。", en: "School years to report beside those of the goals." },
      },
      by: {
        shape: { kind: "list", of: { kind: "word", words: "by" } },
        about: { zh: "按什么范围报告。", en: "What results are broken down by." },
      },
      thresholds: {
        shape: { kind: "list", of: THRESHOLD },
        about: {
          zh: "差异达到多少个百分点算不同档，从小到大。",
          en: "Differences, in percentage points, at which a new class begins; the smallest first.",
        },
      },
      views: {
        shape: { kind: "list", of: { kind: "map", of: "view" } },
        about: { zh: "要画的图。", en: "Figures to draw." },
      },
    },
  },
  comparisonEntry: {
    name: "a scenario of a comparison",
    keys: {
      ref: { isRequired, shape: REFERENCE, about: { zh: "情景。", en: "The scenario." } },
      as: { shape: ID, about: { zh: "在这次对比中的编号。", en: "Id it takes in this comparison." } },
      label: { shape: BILINGUAL, about: { zh: "在这次对比中的名称。", en: "Title it takes in this comparison." } },
      set: {
        shape: { kind: "by-parameter", roles: ANY_PARAMETER, of: VALUE, beside: POLICY_SHIFT },
        about: {
          zh: "在情景之上再设定的参数值，或政策起止学年。",
          en: "Values set on top of the scenario, or new years for its policy window.",
        },
      },
    },
  },
  attribution: {
    name: "attribution",
    keys: {
      method: {
        shape: { kind: "word", words: "attributionMethod" },
        about: { zh: "分摊方法。", en: "How the effect is shared out." },
      },
      of: {
        shape: REFERENCE,
        about: {
          zh: "分摊哪个情景的效果；不写为最后一个。",
          en: "The scenario whose effect is shared out; the last one where absent.",
        },
      },
      by: {
        shape: { kind: "list", of: REFERENCE },
        about: {
          zh: "分摊到哪些政策包；不写为基准没有的全部政策包。",
          en: "The packages it is shared among; all that the baseline lacks where absent.",
        },
      },
    },
  },
  ladder: {
    name: "ladder",
    keys: {
      of: {
        shape: REFERENCE,
        about: { zh: "哪个情景；不写为最后一个。", en: "The scenario; the last one where absent." },
      },
      order: {
        shape: { kind: "list", of: { kind: "word", words: "limit" } },
        about: {
          zh: "加上约束的先后；没有写的约束一直起作用。",
          en: "The order in which constraints are switched on; those not named are on all the time.",
        },
      },
    },
  },
  view: {
    name: "a view",
    keys: {
      type: { isRequired, shape: { kind: "word", words: "view" }, about: { zh: "图的类型。", en: "Kind of figure." } },
      outcome: { shape: OUTCOME, about: { zh: "画哪项结果。", en: "The outcome it shows." } },
      facet: { shape: { kind: "word", words: "facet" }, about: { zh: "按什么分幅。", en: "What each panel holds." } },
      goal: { shape: ID, about: { zh: "标出哪个目标。", en: "The goal it marks." } },
      years: { shape: { kind: "list", of: YEAR }, about: { zh: "哪些学年。", en: "School years it shows." } },
      by: { shape: { kind: "word", words: "viewBy" }, about: { zh: "按什么范围。", en: "What it is broken down by." } },
      year: { shape: YEAR, about: { zh: "哪个学年。", en: "The school year it shows." } },
      show: {
        shape: { kind: "word", words: "viewShow" },
        about: { zh: "画值还是画差。", en: "Values or differences." },
      },
      what: { shape: { kind: "word", words: "stripSubject" }, about: { zh: "画什么。", en: "What it shows." } },
      sort: { shape: { kind: "word", words: "viewSort" }, about: { zh: "按什么排序。", en: "What it is sorted by." } },
      label: { shape: BILINGUAL, about: { zh: "图的标题。", en: "Title of the figure." } },
    },
    variants: {
      by: "type",
      of: {
        fan: allowing("outcome", "facet", "goal"),
        spaghetti: allowing("outcome", "facet", "goal"),
        "end-range": allowing("outcome", "goal", "years"),
        "small-multiples": allowing("outcome", "facet", "years", "sort"),
        slope: allowing("outcome", "years", "by"),
        tilegrid: allowing("outcome", "year", "show"),
        beeswarm: allowing("outcome", "year", "by", "show"),
        strip: allowing("what", "by", "sort", "years"),
        waterfall: allowing("outcome", "year"),
        tornado: allowing("outcome", "year"),
        scatter: allowing("outcome", "year"),
        binding: allowing("year", "years"),
        paired: allowing("outcome", "year", "years"),
        losers: allowing("year", "years"),
      },
    },
  },
} as const satisfies Record<string, MapGrammar>;
