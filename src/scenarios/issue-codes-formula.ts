import type { CodeTexts } from "./issue-codes.ts";

/** Codes about formulas, draws and shares that add up to one. */
export const FORMULA_CODES = {
  "bad-correlation": [
    "相关系数写得前后不一，或对方不能相关。",
    "The correlation is given in two ways, or with a parameter that cannot have one.",
    "只写一处，并核对对方是全程一次抽取的参数。",
    "Give it once, with a parameter that is drawn once for the run.",
  ],
  "bad-distribution": [
    "分布的参数不成立。",
    "The numbers do not make a distribution.",
    "下限要小于上限，众数在两者之间，标准差大于 0。",
    "Let the points rise, and a standard deviation be above 0.",
  ],
  "bad-expression": [
    "公式写错了。",
    "The formula cannot be read.",
    "检查括号、运算符和引号。",
    "Check brackets, operators and quotes.",
  ],
  "bad-name": [
    "这个名称不能在公式里使用。",
    "The name cannot be used in a formula.",
    "换一个由字母、数字和下划线组成的名称。",
    "Use another word of letters, digits and underscores.",
  ],
  "correlations-impossible": [
    "这几个相关系数不可能同时成立。",
    "These correlations cannot all hold at once.",
    "减小其中几个。",
    "Weaken some of them.",
  ],
  "derived-share": [
    "这一份由同组的其他份额推出，不能直接写。",
    "The share follows from the others of its group.",
    "改写同组的其他份额。",
    "Write the others of its group.",
  ],
  "draw-wipes-change": [
    "用抽样值替换会抹去情景的改动。",
    "A draw that replaces the value would wipe what a scenario decides.",
    "改用 as: add 或 as: scale。",
    "Use as: add or as: scale.",
  ],
  "drawn-twice": [
    "同一份额既单独抽取，又和整组一起抽取。",
    "A share is drawn alone and with its group.",
    "只留一种。",
    "Keep one of the two.",
  ],
  "expression-too-long": [
    "公式太长。",
    "The formula is too long.",
    "拆成几步，用 with 给常数命名。",
    "Shorten it; name numbers under with:.",
  ],
  "forbidden-expression": [
    "公式里有不允许的写法。",
    "The formula holds something formulas may not hold.",
    "只用四则运算、比较、条件和列出的函数。",
    "Use arithmetic, comparisons, conditions and the functions listed.",
  ],
  "live-hold": [
    "公式的结果各县各校不同，窗口结束后无法保持。",
    "What the formula gives differs by county or school and cannot be held after the window.",
    "写 after: revert，或不写结束年份。",
    "Write after: revert, or leave the end out.",
  ],
  "mixed-expression": [
    "公式混用了数和真假判断。",
    "The formula mixes numbers and conditions.",
    "条件用 a ? b : c 转成数。",
    "Turn a condition into a number with a ? b : c.",
  ],
  "no-baseline": [
    "公式要读学校的初始状态，而这里没有建学校。",
    "The formula reads initial schools, and none are built here.",
    "用 junheng run 或 junheng validate。",
    "Use junheng run or junheng validate.",
  ],
  "no-belief": [
    "参数库里没有这个参数的不确定范围。",
    "The registry holds no belief about this parameter.",
    "自己写 dist、low、high 和来源。",
    "Write dist, low, high and a source yourself.",
  ],
  "no-last-year": [
    "公式要读上一年的指标，而第一年没有上一年。",
    "The formula reads last year's indicators, and the first year has none.",
    "从 2021 年或以后开始。",
    "Begin in 2021 or later.",
  ],
  "not-a-number": [
    "得不到数值。",
    "No number comes out here.",
    "检查公式是否除以 0 或对负数取对数，单元格是否为数字。",
    "Look for a division by 0 or the log of a negative number, or a cell that is not a number.",
  ],
  "not-a-share-group": [
    "只有一组份额可以用 dirichlet 抽取。",
    "Only a group of shares can be drawn as dirichlet.",
    "改用列出的份额组。",
    "Name one of the groups listed.",
  ],
  "not-by-school": [
    "这个参数不能逐校不同。",
    "The parameter cannot differ between schools.",
    "删去 level: school。",
    "Remove level: school.",
  ],
  "not-by-setting": [
    "这个参数不能按村、镇、县城区分。",
    "The parameter is one value for a county, whatever the setting.",
    "删去 setting。",
    "Remove setting.",
  ],
  "unknown-function": [
    "公式里没有这个函数。",
    "Formulas have no such function.",
    "改用列出的函数。",
    "Use one of those listed.",
  ],
  "unknown-name": [
    "公式里的名称没有定义。",
    "The formula names something that is not defined.",
    "核对拼写，或在 with 里定义。",
    "Check its spelling, or define it under with:.",
  ],
  "unused-name": [
    "with 里定义的名称没有用到。",
    "A name under with: is not used.",
    "删去它，或核对公式。",
    "Remove it, or check the formula.",
  ],
  "wrong-unit": [
    "写明的单位不是参数的单位。",
    "The unit given is not that of the parameter.",
    "改成参数的单位，并核对数值。",
    "Write the parameter's unit, and check the number.",
  ],
  "share-not-fixed": [
    "分担份额不能由运行中才能计算的公式给出。",
    "A share of who pays cannot follow a formula that only the run evaluates.",
    "改为数值、路径，或只用起始年县情的公式。",
    "Give a number, a path, or a formula over attributes of the start year.",
  ],
} as const satisfies Readonly<Record<string, CodeTexts>>;
