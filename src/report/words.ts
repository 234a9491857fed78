import type { Bilingual } from "../core/bilingual.ts";
import type { Source } from "../core/source.ts";

/** Sections in reading order, with their headings. */
export const SECTIONS = {
  findings: { zh: "主要结论", en: "Main findings" },
  answers: { zh: "五个问题", en: "Five questions" },
  reading: { zh: "怎样读这份报告", en: "How to read this report" },
  figures: { zh: "认定比例与差距在哪里", en: "The odds, and what stands in the way" },
  lost: { zh: "机会失在哪里", en: "Where the odds are lost" },
  why: { zh: "为什么不是更多", en: "Why not more" },
  money: { zh: "花多少钱、谁来付", en: "What it costs and who pays" },
  losers: { zh: "谁受损", en: "Who loses" },
  scenarios: { zh: "各情景改变了什么", en: "What each scenario changes" },
  hindcast: { zh: "与公布数据核对", en: "Check against published figures" },
  sources: { zh: "数据来源", en: "Sources" },
  assumptions: { zh: "没有出处的假设", en: "Assumptions without a source" },
  warnings: { zh: "运行警告", en: "Warnings of this run" },
  limits: { zh: "这份报告没有说什么", en: "What this does not say" },
} as const satisfies Record<string, Bilingual>;
export type SectionId = keyof typeof SECTIONS;

/** Advice to the reader, a point a line. */
export const READING: Readonly<Record<keyof Bilingual, readonly string[]>> = {
  zh: [
    "年份指学年开始的那一年：2027 即 2027 年 9 月开始的学年；“到 2027 年”指该学年末。",
    "“世界”是一次完整的模拟：一组参数取值加上一串偶然事件。所有情景在同一批世界里运行，因此差值只反映举措本身。",
    "中位数：一半世界高于它、一半低于它。90% 区间：二十个世界里约有十八个落在其中（5%–95% 分位）。",
    "与基准之差是同一世界里情景减基准的均值。“蒙特卡洛误差”是这个均值因世界数有限而带来的误差；均值离零不到两倍误差时写“正负未定”，不要当作有效果。",
    "“达到目标的世界”是满足目标的世界占全部世界的比例，是模型里的机会，不是现实中的概率。",
    "点击每幅图下面的“图中数据”可以看到画图用的全部数字。",
  ],
  en: [
    "A year is the one in which the school year starts: 2027 is the year that begins in September 2027; “by 2027” means at its end.",
    "A “world” is one complete simulation: a set of parameter values with a string of chance events. Every scenario runs in the same worlds, so a difference shows the measures alone.",
    "Median: half of the worlds lie above it and half below. 90% interval: about eighteen worlds in twenty lie within (5–95 %).",
    "The difference from the baseline is the mean of scenario minus baseline in the same world. Its “Monte-Carlo error” comes from the limited number of worlds; where the mean lies within two errors of zero the sign is “not settled” and should not be read as an effect.",
    "“Worlds at the goal” is the share of worlds that meet it: a chance within the model, not a probability in real life.",
    "Open “Data of this figure” below a figure for every number drawn.",
  ],
};

/** What the results leave out. */
export const LIMITS: Readonly<Record<keyof Bilingual, readonly string[]>> = {
  zh: [
    "认定不等于质量。证书说明一个县在认定那一天满足指标，不说明孩子学得怎样，也不说明指标之外的代价落在谁身上；请同看“谁受损”。",
    "合成县不是真实县。县、学校、教师和学生是按公布的总量和分布造出来的，任何一个模拟县都不对应现实中的某个县，不能用来给真实的县排名或考核。",
    "留作检验的名单没有用来调参。已认定县名单中留出的部分只用于核对，本报告的参数没有向它们靠拢。",
    "区间不含模型本身的误差。它们反映参数的不确定和偶然波动；模型写错、漏掉的机制、政策在 2025 年之后的改变都不在区间之内。",
    "这是情景推演，不是预测：它回答“如果这样做，会比不做好多少”，不回答“将会怎样”。",
    "目标中“绝大多数”按 90% 计，这是本项目的取值。",
  ],
  en: [
    "A certificate is not quality. It says that a county met the indicators on the day, not how children learn, nor on whom the costs outside the indicators fall; read it together with “Who loses”.",
    "Synthetic counties are not real ones. Counties, schools, teachers and pupils are made to agree with published totals and distributions; no simulated county stands for a particular real one, and none may be ranked or assessed by it.",
    "Held-out lists were not used. The part of the lists of certified counties that is kept back serves checks only; no parameter was moved towards it.",
    "Intervals exclude model-form error. They hold the uncertainty of parameters and chance; wrong or missing mechanisms, and changes of policy after 2025, lie outside them.",
    "This is a scenario, not a forecast: it answers how much better one course is than another, not what will be.",
    "The “vast majority” of the goal is taken as 90%, a choice of this project.",
  ],
};

/** What a number rests on, in words. */
export const BASIS: Readonly<Record<Source["basis"], Bilingual>> = {
  law: { zh: "法规文件", en: "law" },
  statistics: { zh: "统计", en: "statistics" },
  literature: { zh: "文献", en: "literature" },
  derived: { zh: "推算", en: "derived" },
  memory: { zh: "凭记忆，待核", en: "from memory, to be checked" },
  expert: { zh: "专家判断", en: "expert judgement" },
  assumption: { zh: "假设", en: "assumption" },
};
