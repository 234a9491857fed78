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
        about: { zh: "下限；interval90时为5%分位数。", en: "Lower end; for interval90 the 5 % point." },
      },
      mode: { shape: NUMBER, about: { zh: "最可能的值。", en: "The most likely value." } },
      high: {
        shape: NUMBER,
        about: { zh: "上限；interval90时为95%分位数。", en: "Upper end; for interval90 the 95 % point." },
      },
      mean: { shape: NUMBER, about: { zh: "均值。", en: "The mean." } },
      sd: { shape: NUMBER, about: { zh: "标准差，大于零。", en: "The standard deviation, above 0." } },
      values: {
        later,
        shape: { kind: "list", of: NUMBER },
        about: { zh: "可能的值。", en: "The values it can take." },
      },
      weights: {
        later,
        shape: { kind: "list", of: NUMBER },
        about: { zh: "各值的权重。", en: "The weights of the values." },
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
        later,
        shape: { kind: "word", words: "vary" },
        about: { zh: "每个世界、省、县还是每年抽一次。", en: "What one draw holds for." },
      },
      correlate: {
        later,
        shape: { kind: "by-parameter", roles: ANY_PARAMETER, of: { kind: "number", low: -1, high: 1 } },
        about: { zh: "与其他参数的秩相关系数。", en: "Rank correlation with other parameters." },
      },
      group: { later, shape: TEXT, about: { zh: "所属的参数组。", en: "The group of parameters it belongs to." } },
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
        lognormal: { later, needs: ["mean", "sd", "as"], allows: ["source"] },
        beta: { later, needs: ["mean", "sd", "as"], allows: ["source"] },
        pert: { later, needs: ["low", "mode", "high", "as"], allows: ["source"] },
        discrete: { later, needs: ["values", "as"], allows: ["weights", "source"] },
        dirichlet: { later, needs: ["weights"], allows: ["source"] },
      },
    },
  },
  ensemble: {
    name: "ensemble",
    keys: {
      size: {
        shape: { kind: "number", low: 1, high: 100_000, isWhole: true },
        about: { zh: "模拟多少个世界。", en: "How many worlds are simulated." },
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
        later,
        shape: { kind: "number", low: 1, high: 1000, isWhole: true },
        about: { zh: "每组参数模拟几次。", en: "How often each draw of parameters is simulated." },
      },
      crn: {
        later,
        shape: { kind: "constant", value: true },
        about: { zh: "各情景使用相同的随机数。", en: "Every scenario uses the same random numbers." },
      },
      quantiles: {
        later,
        shape: { kind: "list", of: SHARE },
        about: { zh: "汇总表给出的分位数。", en: "Quantiles the summaries give." },
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
        shape: TEXT,
        about: { zh: "全国，或一个省的两位代码。", en: "nation, or the two-digit code of a province." },
      },
    },
  },
} as const satisfies Record<string, MapGrammar>;
