import type { ResolvedScenario } from "../scenarios/scenario.ts";
import type { ComparisonSummary } from "./comparison-summary.ts";

/** Relative error from which an ungated figure is called far off, and the gap between certified and ready counties worth a word. */
const FAR_OFF = 0.2;
const DECAY = 0.05;
/** Variance ratio above which pairing does little, and the worlds from which on the ratio can be trusted. */
const WEAK_PAIRING = 0.8;
const ENOUGH_WORLDS = 10;

type Warning = ComparisonSummary["warnings"][number];

/** What a reader must know before using the numbers of a comparison. */
export function warningsOf(summary: ComparisonSummary, scenarios: readonly ResolvedScenario[]): Warning[] {
  return [
    ...failedWarning(summary),
    ...designWarning(summary),
    ...sampleWarning(summary),
    ...ensembleWarning(summary),
    ...hindcastWarnings(summary),
    ...ungatedWarnings(summary),
    ...decayWarning(summary),
    ...signWarnings(summary),
    ...pairingWarnings(summary),
    ...scenarios.flatMap(({ warnings }) =>
      warnings.map(({ code, problem }) => ({ code, text: { zh: problem, en: problem } })),
    ),
  ];
}

/** In a sample, what one county more or less means: the sampling error of a share of one half. */
function sampleWarning({ nation }: ComparisonSummary): Warning[] {
  const { simulated, counties } = nation;
  if (simulated >= counties) return [];
  const error = (100 * Math.sqrt((0.25 / simulated) * (1 - simulated / counties))).toFixed(1);
  return [
    {
      code: "sample",
      text: {
        zh: `本结果模拟了 ${counties} 个县级单位中的 ${simulated} 个（分层抽样、加权）；全国比例的抽样误差最大约 ±${error} 个百分点（一个标准误），不含在区间内。用 --sample 1 可模拟全部县。`,
        en: `This result simulates ${simulated} of ${counties} county units (stratified, weighted); a national share carries a sampling error of up to ±${error} points (one standard error) that the intervals do not contain. Use --sample 1 to simulate all of them.`,
      },
    },
  ];
}

/** Worlds that are missing from every table. */
function failedWarning({ worlds, failedWorlds = 0 }: ComparisonSummary): Warning[] {
  if (failedWorlds === 0) return [];
  return [
    {
      code: "failed-worlds",
      text: {
        zh: `结果不完整：另有 ${failedWorlds} 个世界运行出错，未计入任何表格；所有数字只来自完成的 ${worlds} 个世界，见 failed-worlds.csv。`,
        en: `This result is partial: ${failedWorlds} more ${failedWorlds === 1 ? "world" : "worlds"} failed and ${failedWorlds === 1 ? "is" : "are"} in no table; all numbers rest on the ${worlds} that finished, see failed-worlds.csv.`,
      },
    },
  ];
}

/** A one-at-a-time design is no sample of what may happen. */
function designWarning({ design, worlds }: ComparisonSummary): Warning[] {
  if (design === undefined) return [];
  return [
    {
      code: "one-at-a-time",
      text: {
        zh: `本次运行逐个改变不确定参数：除龙卷风图外，图表只含全部参数取中位数的 ${worlds} 个世界，区间只反映偶然事件，不是参数不确定性下的可能性。`,
        en: `This run moves one uncertain parameter at a time: apart from the tornado, tables and figures hold only the ${worlds} ${worlds === 1 ? "world" : "worlds"} with all parameters at their medians; intervals show chance events alone and are no odds over what is uncertain.`,
      },
    },
    ...(worlds < 2
      ? [
          {
            code: "one-replication",
            text: {
              zh: "每个取值只有一个世界，龙卷风图的差别中偶然事件有多大无从得知；可用 --replications 10。",
              en: "Each value has one world only, so how much of the tornado is chance is unknown; --replications 10 tells.",
            },
          },
        ]
      : []),
  ];
}

function ensembleWarning({ worlds, design }: ComparisonSummary): Warning[] {
  if (worlds >= 20 || design !== undefined) return [];
  return [
    {
      code: "small-ensemble",
      text: {
        zh: `只有 ${worlds} 个世界，90% 区间只是粗略的。`,
        en: `With only ${worlds} ${worlds === 1 ? "world" : "worlds"}, 90 % intervals are rough.`,
      },
    },
  ];
}

function hindcastWarnings({ hindcast }: ComparisonSummary): Warning[] {
  return hindcast
    .filter(({ tolerance, relativeError }) => tolerance !== undefined && Math.abs(relativeError) > tolerance)
    .map(({ title, year, relativeError }) => ({
      code: "hindcast-outside-tolerance",
      text: {
        zh: `${year} 年${title.zh}与公布数相差 ${(100 * relativeError).toFixed(2)}%，超出允许范围。`,
        en: `${title.en} in ${year} is ${(100 * relativeError).toFixed(2)} % off the published figure, outside the tolerance.`,
      },
    }));
}

/** Figures without a tolerance that are far off, above all the number of certified counties itself. */
function ungatedWarnings({ hindcast }: ComparisonSummary): Warning[] {
  return hindcast
    .filter(({ tolerance, relativeError }) => tolerance === undefined && Math.abs(relativeError) > FAR_OFF)
    .map(({ title, year, model, published }) => ({
      code: "hindcast-far-off",
      text: {
        zh: `${year} 年${title.zh}：模型 ${Math.round(model)}，公布 ${published}。模型尚未按认定数校准，认定比例的水平要谨慎看待，情景之差更可靠。`,
        en: `${title.en} in ${year}: model ${Math.round(model)}, published ${published}. The model is not calibrated to certificates: treat levels with care, differences between scenarios are better known.`,
      },
    }));
}

/** Many counties certified that no longer meet the standard, in the last year of the baseline. */
function decayWarning({ outcomes, scenarios, years }: ComparisonSummary): Warning[] {
  const at = (outcome: "certifiedShare" | "readyShare") =>
    outcomes.find((row) => row.scenario === scenarios[0]!.id && row.outcome === outcome && row.year === years.at(-1))
      ?.mean ?? 0;
  const [certified, ready] = [at("certifiedShare"), at("readyShare")];
  if (certified - ready < DECAY) return [];
  const [c, r] = [Math.round(100 * certified), Math.round(100 * ready)];
  return [
    {
      code: "certified-not-ready",
      text: {
        zh: `基准情景 ${years.at(-1)} 年 ${c}% 的县持有认定，但当年实质达标的县只有 ${r}%：认定后指标会回落，证书不等于质量。`,
        en: `In the baseline of ${years.at(-1)}, ${c} % of counties hold the certificate but only ${r} % meet the standard in that year: indicators slip after certification, and a certificate is not quality.`,
      },
    },
  ];
}

/** One line for all scenarios whose difference in the share certified is not settled at the goals' years. */
function signWarnings({ differences, scenarios, goals }: ComparisonSummary): Warning[] {
  const years = new Set(goals.map(({ year }) => year));
  const rows = differences.filter(
    ({ outcome, isSettled, year }) => outcome === "certifiedShare" && !isSettled && years.has(year),
  );
  if (rows.length === 0) return [];
  const list = (locale: "zh" | "en") =>
    rows.map(({ scenario, year }) => `${scenarios.find(({ id }) => id === scenario)!.title[locale]} ${year}`);
  return [
    {
      code: "sign-not-settled",
      text: {
        zh: `与基准之差方向未定（小于两倍蒙特卡洛误差）：${list("zh").join("、")}。更多的世界和更大的样本（如 --sample 0.1 --worlds 100）可使其更清楚。`,
        en: `The sign of the difference from the baseline is not settled (within two Monte-Carlo errors) for: ${list("en").join(", ")}. More worlds and a larger sample (such as --sample 0.1 --worlds 100) make it clearer.`,
      },
    },
  ];
}

/** Scenarios that move so differently from the baseline that pairing on the same random numbers hardly narrows the difference. */
function pairingWarnings({ differences, scenarios, goals, worlds }: ComparisonSummary): Warning[] {
  if (worlds < ENOUGH_WORLDS) return [];
  const years = new Set(goals.map(({ year }) => year));
  const rows = differences.filter(
    ({ outcome, year, varianceRatio }) =>
      outcome === "certifiedShare" && years.has(year) && varianceRatio > WEAK_PAIRING,
  );
  if (rows.length === 0) return [];
  const list = (locale: "zh" | "en") =>
    rows.map(({ scenario, year, varianceRatio }) => {
      const error = Math.round(100 * Math.sqrt(varianceRatio));
      return `${scenarios.find(({ id }) => id === scenario)!.title[locale]} ${year}${locale === "zh" ? `（${error}%）` : ` (${error} %)`}`;
    });
  return [
    {
      code: "weak-pairing",
      text: {
        zh: `相关太弱，配对几乎不起作用（括号内为配对误差占不配对误差的比例）：${list("zh").join("、")}。差值的误差要靠更多的世界来缩小。`,
        en: `The correlation is too weak for pairing to help (paired error as a share of an unpaired one) for: ${list("en").join(", ")}. Only more worlds narrow these differences.`,
      },
    },
  ];
}
