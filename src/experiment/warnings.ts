import type { ResolvedScenario } from "../scenarios/scenario.ts";
import type { ComparisonSummary } from "./comparison-summary.ts";

type Warning = ComparisonSummary["warnings"][number];

/** What a reader must know before using the numbers of a comparison. */
export function warningsOf(summary: ComparisonSummary, scenarios: readonly ResolvedScenario[]): Warning[] {
  return [
    ...sampleWarning(summary),
    ...ensembleWarning(summary),
    ...hindcastWarnings(summary),
    ...signWarnings(summary),
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

function ensembleWarning({ worlds }: ComparisonSummary): Warning[] {
  if (worlds >= 20) return [];
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

function signWarnings({ differences, scenarios, goals }: ComparisonSummary): Warning[] {
  const years = new Set(goals.map(({ year }) => year));
  return differences
    .filter(({ outcome, isSettled, year }) => outcome === "certifiedShare" && !isSettled && years.has(year))
    .map(({ scenario, year }) => {
      const title = scenarios.find(({ id }) => id === scenario)!.title;
      return {
        code: "sign-not-settled",
        text: {
          zh: `“${title.zh}”与基准在 ${year} 年的差别方向未定（小于两倍蒙特卡洛误差）。`,
          en: `The sign of the difference between "${title.en}" and the baseline in ${year} is not settled (within two Monte-Carlo errors).`,
        },
      };
    });
}
