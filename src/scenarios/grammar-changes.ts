import { BILINGUAL, CODES, NUMBER, PREFECTURES, SPAN, TEXT, YEAR, type MapGrammar } from "./grammar-shapes.ts";

const later = true;
const WHERE = { kind: "map", of: "where" } as const;
const PATH = { kind: "by-year", of: NUMBER } as const;
const INTERP = {
  shape: { kind: "word", words: "interp" },
  about: {
    zh: "年份之间如何变化，默认线性。",
    en: "How the value moves between the years of a path; linear by default.",
  },
} as const;

/** What a change or a rule does: one operation and its details. */
const OPERATION_KEYS = {
  set: {
    shape: { kind: "value" },
    about: { zh: "设为这个值。", en: "The value itself." },
  },
  add: {
    shape: NUMBER,
    about: { zh: "加到改动前的值上。", en: "Added to the value before the change." },
  },
  scale: {
    shape: NUMBER,
    about: { zh: "乘以改动前的值。", en: "Multiplies the value before the change." },
  },
  path: {
    shape: PATH,
    about: { zh: "按学年给出的值。", en: "Values by school year." },
  },
  expr: {
    shape: TEXT,
    about: { zh: "计算新值的公式。", en: "A formula that gives the value." },
  },
  interp: INTERP,
  op: {
    shape: { kind: "word", words: "act" },
    about: { zh: "路径的值如何起作用，默认设为。", en: "How the values of a path act; set by default." },
  },
  with: {
    shape: { kind: "by-name", of: { kind: "either", of: [NUMBER, { kind: "map", of: "namedPath" }] } },
    about: { zh: "公式中用到的数和路径。", en: "Numbers and paths the formula names." },
  },
  level: {
    shape: { kind: "word", words: "level" },
    about: { zh: "公式为谁计算，默认每个县。", en: "What the formula is worked out for; counties by default." },
  },
  unit: {
    shape: TEXT,
    about: {
      zh: "公式结果的单位，必须与参数一致。",
      en: "Unit of what the formula gives; it must be the parameter's.",
    },
  },
} as const;

const WHERE_KEY = {
  shape: WHERE,
  about: { zh: "只在哪些地区生效。", en: "The counties it is confined to." },
} as const;
const NOTE = {
  shape: BILINGUAL,
  about: { zh: "给人看的说明。", en: "Text for people." },
} as const;
const SOURCE = {
  shape: { kind: "map", of: "source" },
  about: { zh: "数值的来源；不写则取文件的来源。", en: "Where the number comes from; the file's source by default." },
} as const;

/** Keys of the grammar that no change has yet. */
const LATER_CHANGE_KEYS = {
  setting: { later, shape: { kind: "word", words: "setting" }, about: { zh: "城乡类型。", en: "Setting." } },
  school: { later, shape: CODES, about: { zh: "学校。", en: "Schools." } },
} as const;

const BESIDE = { interp: "path", op: "path", with: "expr", level: "expr", unit: "expr" } as const;

/** Maps that say what changes, when and where. */
export const CHANGE_GRAMMAR = {
  policy: {
    name: "policy",
    keys: {
      start: { shape: YEAR, about: { zh: "各项改动开始的学年。", en: "First school year of every change." } },
      stop: { shape: YEAR, about: { zh: "各项改动最后的学年。", en: "Last school year of every change." } },
      after: {
        shape: { kind: "word", words: "after" },
        about: { zh: "结束之后保持还是恢复。", en: "What happens when they end." },
      },
    },
  },
  change: {
    name: "a change",
    keys: {
      ...OPERATION_KEYS,
      rules: {
        shape: { kind: "list", of: { kind: "map", of: "rule" } },
        about: {
          zh: "共用时段的多条规则；每个县以最后一条相符的为准。",
          en: "Rules that share one window; in each county the last that matches applies.",
        },
      },
      from: { shape: YEAR, about: { zh: "开始的学年（含）。", en: "First school year, inclusive." } },
      to: { shape: YEAR, about: { zh: "最后的学年（含）。", en: "Last school year, inclusive." } },
      after: {
        shape: { kind: "word", words: "after" },
        about: { zh: "结束之后保持还是恢复。", en: "What happens when it ends." },
      },
      phase_in: {
        shape: { kind: "map", of: "phaseIn" },
        about: { zh: "几年逐步到位。", en: "Over how many years it reaches its value." },
      },
      override: {
        shape: { kind: "constant", value: true },
        about: {
          zh: "确认要改变政策包或上级情景已经改过的参数。",
          en: "Says that a package or ancestor already changes this parameter.",
        },
      },
      where: WHERE_KEY,
      note: NOTE,
      source: SOURCE,
      ...LATER_CHANGE_KEYS,
    },
    oneOf: ["set", "add", "scale", "path", "expr", "rules"],
    beside: BESIDE,
  },
  rule: {
    name: "a rule",
    keys: { ...OPERATION_KEYS, where: WHERE_KEY, note: NOTE, source: SOURCE, ...LATER_CHANGE_KEYS },
    oneOf: ["set", "add", "scale", "path", "expr"],
    beside: BESIDE,
  },
  namedPath: {
    name: "a path of with",
    keys: {
      path: { isRequired: true, shape: PATH, about: { zh: "按学年给出的值。", en: "Values by school year." } },
      interp: INTERP,
    },
  },
  phaseIn: {
    name: "phase_in",
    keys: {
      years: { isRequired: true, shape: SPAN, about: { zh: "到位所需的学年数。", en: "School years it takes." } },
      shape: {
        shape: { kind: "word", words: "shape" },
        about: { zh: "如何到位，默认线性。", en: "How it gets there; linear by default." },
      },
    },
  },
  where: {
    name: "where",
    isFilled: true,
    keys: {
      province: {
        shape: { kind: "one-or-more", of: { kind: "word", words: "province" } },
        about: { zh: "省级行政区划代码的前两位，加引号。", en: "First two digits of division codes, in quotes." },
      },
      county: { shape: CODES, about: { zh: "县级代码，加引号。", en: "Codes of counties, in quotes." } },
      type: {
        shape: { kind: "one-or-more", of: { kind: "word", words: "countyKind" } },
        about: { zh: "县级单位的类型。", en: "Kinds of county unit." },
      },
      region: {
        shape: { kind: "one-or-more", of: { kind: "word", words: "region" } },
        about: { zh: "四大地区。", en: "Regions of the country." },
      },
      if: {
        shape: TEXT,
        about: {
          zh: "对起始年县情的条件，如 urban_share < 0.6。",
          en: "A condition on attributes of the start year, such as urban_share < 0.6.",
        },
      },
      except: { shape: WHERE, about: { zh: "其中除外的地区。", en: "Counties taken out again." } },
      prefecture: {
        shape: PREFECTURES,
        about: { zh: "地级代码的前四位，加引号。", en: "First four digits of division codes, in quotes." },
      },
      tag: { shape: CODES, about: { zh: "县表中的标签。", en: "Words the county table gives a county." } },
      stage: {
        shape: { kind: "one-or-more", of: { kind: "word", words: "stage" } },
        about: { zh: "学段。", en: "Stages." },
      },
      setting: {
        shape: { kind: "one-or-more", of: { kind: "word", words: "setting" } },
        about: { zh: "城乡类型。", en: "Settings of schools." },
      },
      level: { later, shape: { kind: "word", words: "level" }, about: { zh: "层级。", en: "Level." } },
      school: { later, shape: CODES, about: { zh: "学校代码，加引号。", en: "Codes of schools, in quotes." } },
    },
  },
} as const satisfies Record<string, MapGrammar>;
