import { BILINGUAL, ID, NUMBER, SHARE, TEXT, YEAR, type MapGrammar } from "./grammar-shapes.ts";

const later = true;
const isRequired = true;
const ANY_PARAMETER = ["lever", "assumption"] as const;

const GOAL_ID = { isRequired, shape: ID, about: { zh: "目标的编号。", en: "Id of the goal." } } as const;
const GOAL_TITLE = { isRequired, shape: BILINGUAL, about: { zh: "目标的名称。", en: "Title of the goal." } } as const;
const GOAL_SOURCE = {
  isRequired,
  shape: { kind: "map", of: "source" },
  about: { zh: "目标的来源。", en: "Where the goal comes from." },
} as const;
/** What a goal asks: an outcome and its test, or in short the share of counties certified by a year. */
export const GOAL_TEST_KEYS = {
  metric: {
    shape: { kind: "outcome" },
    about: { zh: "用哪项结果衡量。", en: "The outcome it is measured by." },
  },
  test: {
    shape: { kind: "map", of: "goalTest" },
    about: { zh: "结果要达到的值。", en: "The value the outcome must reach." },
  },
  year: {
    shape: YEAR,
    about: { zh: "简写：要达到目标的学年。", en: "In short: the school year in which it must be met." },
  },
  share: {
    shape: SHARE,
    about: { zh: "简写：要通过认定的县的比例。", en: "In short: the share of counties that must be certified." },
  },
  confidence: {
    shape: SHARE,
    about: { zh: "多大比例的世界达标才算达到。", en: "Share of worlds that must meet it." },
  },
} as const;

/** The full form or the short form, each with both its keys. */
export const GOAL_RULES = {
  oneOf: ["test", "share"],
  beside: { metric: "test", test: "metric", year: "share", share: "year" },
} as const;

/** Members, or replications, one may ask for; more would run for days. */
const WORLDS = { kind: "number", low: 1, high: 100_000, isWhole: true } as const;
const GROUP = {
  shape: TEXT,
  about: { zh: "组名；汇总表可按组合计。", en: "A word under which tables may sum several parameters." },
} as const;

/** Maps about sources, draws, worlds and goals. */
export const PLAN_GRAMMAR = {
  source: {
    name: "source",
    keys: {
      basis: {
        isRequired,
        shape: { kind: "word", words: "basis" },
        about: { zh: "依据的类型。", en: "What kind of ground the number stands on." },
      },
      title: { isRequired, shape: TEXT, about: { zh: "文件、表格或理由。", en: "Document, table or reason." } },
      url: { shape: TEXT, about: { zh: "网址。", en: "Address of the document." } },
      date: { later, shape: TEXT, about: { zh: "日期。", en: "Date of the document." } },
    },
  },
  uncertainty: {
    name: "an uncertainty",
    keys: {
      dist: { isRequired, shape: { kind: "word", words: "dist" }, about: { zh: "分布。", en: "The distribution." } },
      low: {
        shape: NUMBER,
        about: {
          zh: "下限；interval90和lognormal时为5%分位数。",
          en: "Lower end; for interval90 and lognormal the 5 % point.",
        },
      },
      mode: { shape: NUMBER, about: { zh: "最可能的值。", en: "The most likely value." } },
      high: {
        shape: NUMBER,
        about: {
          zh: "上限；interval90和lognormal时为95%分位数。",
          en: "Upper end; for interval90 and lognormal the 95 % point.",
        },
      },
      mean: { shape: NUMBER, about: { zh: "均值。", en: "The mean." } },
      sd: {
        shape: { kind: "number", above: 0 },
        about: { zh: "标准差，大于零。", en: "The standard deviation, above 0." },
      },
      values: {
        shape: { kind: "list", of: { kind: "either", of: [NUMBER, TEXT] } },
        about: { zh: "可能的值，至少两个；选项写名称。", en: "The values it can take, at least two; choices by name." },
      },
      weights: {
        shape: { kind: "list", of: { kind: "number", above: 0 } },
        about: {
          zh: "各值的权重，大于零，合计不必为一。",
          en: "A weight above 0 for each value; they need not sum to 1.",
        },
      },
      as: {
        shape: { kind: "word", words: "act" },
        about: {
          zh: "抽取的数如何作用于各县各年的值。",
          en: "How the draw acts on the value in every county and year.",
        },
      },
      note: { shape: BILINGUAL, about: { zh: "给人看的说明。", en: "Text for people." } },
      source: {
        shape: { kind: "map", of: "source" },
        about: { zh: "判断的来源。", en: "Where the belief comes from." },
      },
      vary: {
        shape: { kind: "word", words: "vary" },
        about: { zh: "一次抽取管什么，默认管全国各年。", en: "What one draw holds for; the run by default." },
      },
      correlate: {
        shape: { kind: "by-parameter", roles: ANY_PARAMETER, of: { kind: "number", low: -1, high: 1 } },
        about: {
          zh: "与其他参数的秩相关系数，写在任一方均可。",
          en: "Rank correlation with other parameters, given on either side.",
        },
      },
      group: GROUP,
      where: {
        later,
        shape: { kind: "map", of: "where" },
        about: { zh: "只在哪些地区生效。", en: "The counties it is confined to." },
      },
    },
    variants: {
      by: "dist",
      of: {
        uniform: { needs: ["low", "high", "as"], allows: ["source"] },
        triangular: { needs: ["low", "mode", "high", "as"], allows: ["source"] },
        normal: { needs: ["mean", "sd", "as"], allows: ["source"] },
        interval90: { needs: ["low", "high", "as"], allows: ["source"] },
        prior: { needs: [], allows: [] },
        lognormal: { needs: ["low", "high", "as"], allows: ["source"] },
        beta: { needs: ["mean", "sd", "as"], allows: ["source"] },
        pert: { needs: ["low", "mode", "high", "as"], allows: ["source"] },
        discrete: { needs: ["values", "weights", "as"], allows: ["source"] },
      },
    },
  },
  shareDraw: {
    name: "a draw of shares",
    keys: {
      dist: {
        isRequired,
        shape: { kind: "word", words: "shareDist" },
        about: { zh: "分布。", en: "The distribution." },
      },
      concentration: {
        isRequired,
        shape: { kind: "number", above: 0, high: 1_000_000 },
        about: {
          zh: "集中度：越大，份额离原值越近。",
          en: "The larger, the closer the shares stay to their resolved values.",
        },
      },
      group: GROUP,
      note: { shape: BILINGUAL, about: { zh: "给人看的说明。", en: "Text for people." } },
      source: {
        shape: { kind: "map", of: "source" },
        about: { zh: "判断的来源。", en: "Where the belief comes from." },
      },
    },
  },
  statedBalance: {
    name: "funding.county_share",
    keys: {
      set: {
        isRequired,
        shape: SHARE,
        about: { zh: "其余各方负担后县级剩下的份额。", en: "The share the others leave to the county." },
      },
      from: { shape: YEAR, about: { zh: "开始的学年（含）。", en: "First school year, inclusive." } },
      to: { shape: YEAR, about: { zh: "最后的学年（含）。", en: "Last school year, inclusive." } },
      where: {
        shape: { kind: "map", of: "where" },
        about: { zh: "说的是哪些地区。", en: "The counties it is about." },
      },
      note: { shape: BILINGUAL, about: { zh: "给人看的说明。", en: "Text for people." } },
      source: { shape: { kind: "map", of: "source" }, about: { zh: "来源。", en: "Where it comes from." } },
    },
  },
  ensemble: {
    name: "ensemble",
    keys: {
      size: {
        shape: WORLDS,
        about: { zh: "抽多少组参数（成员）。", en: "How many members: sets of parameter draws." },
      },
      seed: {
        shape: TEXT,
        about: { zh: "种子短语；相同的短语给出相同的结果。", en: "Seed phrase; the same phrase gives the same bytes." },
      },
      sampler: {
        shape: { kind: "word", words: "sampler" },
        about: { zh: "如何抽取参数。", en: "How parameters are drawn." },
      },
      replications: {
        shape: WORLDS,
        about: {
          zh: "每组参数模拟几个世界，只有偶然事件不同。",
          en: "Worlds of each member, which differ in chance events only.",
        },
      },
      crn: {
        shape: { kind: "constant", value: true },
        about: { zh: "各情景使用相同的随机数。", en: "Every scenario uses the same random numbers." },
      },
      quantiles: {
        shape: { kind: "list", of: SHARE },
        about: {
          zh: "分位数表（quantiles.csv）给出的分位数，从小到大。",
          en: "Quantiles that quantiles.csv gives, rising.",
        },
      },
    },
  },
  horizon: {
    name: "horizon",
    keys: {
      from: { isRequired, shape: YEAR, about: { zh: "第一个学年。", en: "First school year." } },
      to: { isRequired, shape: YEAR, about: { zh: "最后一个学年。", en: "Last school year." } },
    },
  },
  goal: {
    name: "a goal",
    keys: { id: GOAL_ID, title: GOAL_TITLE, source: GOAL_SOURCE, ...GOAL_TEST_KEYS },
    ...GOAL_RULES,
  },
  goalTest: {
    name: "test",
    keys: {
      op: {
        isRequired,
        shape: { kind: "word", words: "test" },
        about: { zh: "不低于还是不高于。", en: "At least, or at most." },
      },
      value: { isRequired, shape: NUMBER, about: { zh: "要达到的值。", en: "The value, in the outcome's unit." } },
      year: { isRequired, shape: YEAR, about: { zh: "学年。", en: "School year in which it is tested." } },
      scope: {
        shape: {
          kind: "either",
          of: [
            { kind: "constant", value: "nation" },
            { kind: "word", words: "province" },
          ],
        },
        about: { zh: "全国，或一个省的两位代码。", en: "The word nation, or the two-digit code of a province." },
      },
    },
  },
} as const satisfies Record<string, MapGrammar>;
