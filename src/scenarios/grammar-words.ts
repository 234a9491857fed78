import type { Word } from "./grammar-shapes.ts";

const later = true;

/** The closed sets of words of scenario files, each word with its meaning. */
export const WORDS = {
  kind: {
    scenario: { about: { zh: "情景", en: "a scenario" } },
    package: { about: { zh: "政策包", en: "a package" } },
    comparison: { about: { zh: "对比", en: "a comparison" } },
    goal: { about: { zh: "目标", en: "a goal" } },
    solve: { later, about: { zh: "由目标反推措施", en: "a search for what reaches a goal" } },
    check: { later, about: { zh: "检查", en: "a check" } },
    data: { later, about: { zh: "数据", en: "data" } },
  },
  basis: {
    law: { about: { zh: "法规和政策文件", en: "a law or policy document" } },
    statistics: { about: { zh: "统计", en: "statistics" } },
    literature: { about: { zh: "文献", en: "literature" } },
    derived: { about: { zh: "由其他数值推算", en: "derived from other numbers" } },
    memory: { about: { zh: "凭记忆，未核对原文", en: "from memory, not checked against the text" } },
    expert: { about: { zh: "专家判断", en: "expert judgement" } },
    assumption: { about: { zh: "假设，没有公布的数值", en: "assumed: nobody published it" } },
  },
  after: {
    hold: { about: { zh: "最后一年的值保持不变", en: "the last value stays" } },
    revert: { about: { zh: "恢复为没有这项改动时的值", en: "the value is as if the change had never been" } },
  },
  interp: {
    linear: { about: { zh: "逐年等量变化", en: "in equal yearly steps" } },
    step: { about: { zh: "到下一个写明的年份才变", en: "each value until the next year named" } },
    smooth: { about: { zh: "先慢、后快、再慢", en: "slowly, then fast, then slowly (3t² − 2t³)" } },
    growth: { about: { zh: "按固定增长率", en: "at a constant rate of growth" } },
  },
  shape: {
    linear: { about: { zh: "逐年等量到位", en: "in equal yearly steps" } },
    step: { about: { zh: "最后一年一次到位", en: "all at once in the last year" } },
    smooth: { about: { zh: "先慢、后快、再慢", en: "slowly, then fast, then slowly (3t² − 2t³)" } },
  },
  act: {
    set: { about: { zh: "设为", en: "replaces the value" } },
    add: { about: { zh: "相加", en: "is added to the value" } },
    scale: { about: { zh: "相乘", en: "multiplies the value" } },
  },
  countyKind: {
    district: { about: { zh: "市辖区", en: "a district of a city" } },
    county: { about: { zh: "县", en: "a county" } },
    city: { about: { zh: "县级市", en: "a county-level city" } },
    zone: { about: { zh: "功能区", en: "a development zone" } },
  },
  region: {
    east: { about: { zh: "东部", en: "the east" } },
    central: { about: { zh: "中部", en: "the centre" } },
    west: { about: { zh: "西部", en: "the west" } },
    northeast: { about: { zh: "东北", en: "the north-east" } },
  },
  stage: {
    primary: { about: { zh: "小学", en: "primary" } },
    junior: { about: { zh: "初中", en: "junior" } },
  },
  setting: {
    village: { about: { zh: "乡村", en: "villages" } },
    town: { about: { zh: "镇区", en: "towns" } },
    seat: { about: { zh: "县城、城区", en: "the county seat" } },
  },
  level: {
    county: { about: { zh: "每个县算一次", en: "once for each county" } },
    school: { about: { zh: "每所学校算一次", en: "once for each school" } },
  },
  dist: {
    uniform: { about: { zh: "均匀分布", en: "uniform" } },
    triangular: { about: { zh: "三角分布", en: "triangular" } },
    normal: { about: { zh: "正态分布", en: "normal" } },
    interval90: { about: { zh: "正态分布，由5%和95%分位数给出", en: "normal, given by its 5 % and 95 % points" } },
    prior: { about: { zh: "参数库中的判断", en: "the registry's belief" } },
    lognormal: {
      about: { zh: "对数正态分布，由5%和95%分位数给出", en: "log-normal, given by its 5 % and 95 % points" },
    },
    beta: { about: { zh: "0到1上的贝塔分布", en: "beta on 0–1" } },
    pert: { about: { zh: "PERT分布，由最小、最可能、最大值给出", en: "PERT, a beta between its ends" } },
    discrete: { about: { zh: "离散分布：各值按权重", en: "one of several values, by weight" } },
  },
  shareDist: {
    dirichlet: { about: { zh: "狄利克雷分布：一组份额一起抽取", en: "Dirichlet: a group of shares drawn together" } },
  },
  vary: {
    run: { about: { zh: "全国各年共用一次抽取", en: "one draw for all counties and years" } },
    province: { about: { zh: "每个省抽一次", en: "one draw a province" } },
    county: { about: { zh: "每个县抽一次", en: "one draw a county" } },
    year: { about: { zh: "每年抽一次", en: "one draw a year" } },
  },
  sampler: {
    lhs: { about: { zh: "拉丁超立方", en: "Latin hypercube" } },
    random: { about: { zh: "独立随机，世界可以续加", en: "independent draws; worlds can be added later" } },
    sobol: { about: { zh: "Sobol序列，世界可以续加", en: "Sobol sequence; worlds can be added later" } },
    oat: { about: { zh: "一次改变一个参数，用于龙卷风图", en: "one parameter at a time, for a tornado" } },
    saltelli: { later, about: { zh: "Saltelli设计", en: "Saltelli design" } },
    morris: { later, about: { zh: "Morris设计", en: "Morris design" } },
  },
  pairing: {
    crn: { about: { zh: "各情景使用相同的随机数", en: "every scenario with the same random numbers" } },
    none: { later, about: { zh: "不配对", en: "not paired" } },
    independent: { later, about: { zh: "各情景独立抽取", en: "independent draws for each scenario" } },
  },
  difference: {
    "vs-baseline": { about: { zh: "与基准情景相比", en: "against the baseline" } },
    "vs-previous": { about: { zh: "与前一个情景相比", en: "against the scenario before" } },
  },
  attributionMethod: {
    shapley: { about: { zh: "Shapley值，与先后无关", en: "Shapley values, which depend on no order" } },
    stacked: { later, about: { zh: "按顺序叠加，与先后有关", en: "stacked in order, which the shares depend on" } },
  },
  limit: {
    applicants: { about: { zh: "教师应聘和交流意愿", en: "who applies or is willing to rotate" } },
    posts: { about: { zh: "编制和招聘计划", en: "posts and the year's hiring plan" } },
    travel: { about: { zh: "路程上限", en: "the longest way allowed" } },
    seats: { about: { zh: "学位", en: "places at schools" } },
    budget: { about: { zh: "经费", en: "recurrent and capital money" } },
  },
  by: {
    nation: { about: { zh: "全国", en: "the nation" } },
    province: { about: { zh: "各省", en: "provinces" } },
  },
  view: {
    fan: { about: { zh: "扇形图", en: "fan" } },
    spaghetti: { about: { zh: "逐世界折线", en: "one line a world" } },
    "end-range": { about: { zh: "终年区间条", en: "end-range bars" } },
    "small-multiples": { about: { zh: "多幅小图", en: "small multiples" } },
    slope: { about: { zh: "斜率图", en: "slope" } },
    tilegrid: { about: { zh: "省域方格图", en: "tile grid of provinces" } },
    beeswarm: { about: { zh: "县域蜂群图", en: "beeswarm of counties" } },
    strip: { about: { zh: "卡点条带", en: "binding-constraint strip" } },
    waterfall: { about: { zh: "瀑布图", en: "waterfall" } },
    tornado: { about: { zh: "龙卷风图", en: "tornado" } },
    scatter: { about: { zh: "费用与成效散点", en: "cost against effect" } },
    binding: { about: { zh: "卡在哪一项", en: "what keeps counties from a certificate" } },
    paired: { about: { zh: "配对差值", en: "paired differences" } },
    losers: { about: { zh: "谁受损", en: "who loses" } },
  },
  facet: {
    scenario: { about: { zh: "每个情景一幅", en: "a panel a scenario" } },
    province: { about: { zh: "每个省一幅", en: "a panel a province" } },
    outcome: { about: { zh: "每项结果一幅", en: "a panel an outcome" } },
  },
  viewBy: {
    nation: { about: { zh: "全国", en: "the nation" } },
    province: { about: { zh: "各省", en: "provinces" } },
    county: { about: { zh: "各县", en: "counties" } },
    scenario: { about: { zh: "各情景", en: "scenarios" } },
  },
  viewShow: {
    value: { about: { zh: "画值", en: "values" } },
    difference: { about: { zh: "画与基准之差", en: "differences from the baseline" } },
  },
  stripSubject: {
    "binding-item": {
      about: { zh: "卡住认定的项目", en: "the item that stands between a county and the certificate" },
    },
    "binding-constraint": { about: { zh: "县内决定先碰到的约束", en: "the limit that a county's decisions met" } },
  },
  viewSort: {
    "first-bind-year": { about: { zh: "按最早被卡住的学年", en: "by the first year in which it binds" } },
    province: { about: { zh: "按省", en: "by province" } },
    value: { about: { zh: "按数值", en: "by value" } },
    name: { about: { zh: "按名称", en: "by name" } },
  },
  test: {
    ">=": { about: { zh: "不低于", en: "at least" } },
    "<=": { about: { zh: "不高于", en: "at most" } },
  },
  province: {
    "11": { about: { zh: "北京", en: "Beijing" } },
    "12": { about: { zh: "天津", en: "Tianjin" } },
    "13": { about: { zh: "河北", en: "Hebei" } },
    "14": { about: { zh: "山西", en: "Shanxi" } },
    "15": { about: { zh: "内蒙古", en: "Inner Mongolia" } },
    "21": { about: { zh: "辽宁", en: "Liaoning" } },
    "22": { about: { zh: "吉林", en: "Jilin" } },
    "23": { about: { zh: "黑龙江", en: "Heilongjiang" } },
    "31": { about: { zh: "上海", en: "Shanghai" } },
    "32": { about: { zh: "江苏", en: "Jiangsu" } },
    "33": { about: { zh: "浙江", en: "Zhejiang" } },
    "34": { about: { zh: "安徽", en: "Anhui" } },
    "35": { about: { zh: "福建", en: "Fujian" } },
    "36": { about: { zh: "江西", en: "Jiangxi" } },
    "37": { about: { zh: "山东", en: "Shandong" } },
    "41": { about: { zh: "河南", en: "Henan" } },
    "42": { about: { zh: "湖北", en: "Hubei" } },
    "43": { about: { zh: "湖南", en: "Hunan" } },
    "44": { about: { zh: "广东", en: "Guangdong" } },
    "45": { about: { zh: "广西", en: "Guangxi" } },
    "46": { about: { zh: "海南", en: "Hainan" } },
    "50": { about: { zh: "重庆", en: "Chongqing" } },
    "51": { about: { zh: "四川", en: "Sichuan" } },
    "52": { about: { zh: "贵州", en: "Guizhou" } },
    "53": { about: { zh: "云南", en: "Yunnan" } },
    "54": { about: { zh: "西藏", en: "Tibet" } },
    "61": { about: { zh: "陕西", en: "Shaanxi" } },
    "62": { about: { zh: "甘肃", en: "Gansu" } },
    "63": { about: { zh: "青海", en: "Qinghai" } },
    "64": { about: { zh: "宁夏", en: "Ningxia" } },
    "65": { about: { zh: "新疆", en: "Xinjiang" } },
  },
} as const satisfies Record<string, Record<string, Word>>;

export type WordsName = keyof typeof WORDS;

/** The words of a set that a file may use now. */
export type WordOf<W extends WordsName> = {
  [K in keyof (typeof WORDS)[W]]: (typeof WORDS)[W][K] extends { readonly later: true } ? never : K;
}[keyof (typeof WORDS)[W]];

/** The words of a set: those a file may use, and those that are refused as not supported yet. */
export function wordsOf<W extends WordsName>(
  set: W,
): { readonly known: readonly WordOf<W>[]; readonly later: readonly string[] } {
  const words: Readonly<Record<string, Word>> = WORDS[set];
  const names = Object.keys(words);
  return {
    known: names.filter((name) => !words[name]!.later) as unknown as readonly WordOf<W>[],
    later: names.filter((name) => words[name]!.later),
  };
}
