import { say, type Locale } from "../core/bilingual.ts";
import { OUTCOMES } from "../experiment/comparison-summary.ts";
import { CONSTRAINTS, DECISIONS, type Constraint } from "../model/constraints.ts";
import { percent, significant } from "../plots/format.ts";
import { BINDING_TITLES } from "../plots/labels.ts";
import { outcomeScale, scaled, scaledDifference, unitName } from "../plots/outcome-format.ts";
import { SECTIONS } from "../report/words.ts";
import { gainsPart } from "./explain-gains-text.ts";
import type { Explanation, LostRow } from "./explain.ts";

/** An explanation for a terminal, a part for each kind of answer the run holds. */
export function explanationText(explanation: Explanation, locale: Locale): string {
  const { run, region } = explanation;
  const head = say(
    locale,
    `${run.title.zh}（运行 ${run.runId}，${run.worlds} 个世界）：${region.title.zh}`,
    `${run.title.en} (run ${run.runId}, ${run.worlds} worlds): ${region.title.en}`,
  );
  const parts = [
    lostPart(explanation, locale),
    standingPart(explanation, locale),
    bindingPart(explanation, locale),
    constraintPart(explanation, locale),
    differencePart(explanation, locale),
    attributionPart(explanation, locale),
    ladderPart(explanation, locale),
    gainsPart(explanation, locale),
  ];
  return [head, ...parts.filter((part) => part.length > 0).flatMap((part) => ["", ...part])].join("\n");
}

function titleOf({ scenarios }: Explanation, id: string, locale: Locale): string {
  return scenarios.find((scenario) => scenario.id === id)?.title[locale] ?? id;
}

/** A scenario and a year, as the beginning of a line. */
export function headOf(explanation: Explanation, id: string, year: number, locale: Locale): string {
  const title = titleOf(explanation, id, locale);
  return say(locale, `${title}，${year} 年`, `${title}, ${year}`);
}

/** A colon in the reader's language. */
export const colon = (locale: Locale) => say(locale, "：", ": ");
const join = (parts: readonly string[], locale: Locale) => parts.join(say(locale, "，", ", "));

function lostPart(explanation: Explanation, locale: Locale): string[] {
  const { lost, years } = explanation;
  const missing = years.filter((year) => !lost.some((row) => row.year === year));
  const note =
    missing.length === 0
      ? []
      : [
          say(
            locale,
            `  ${missing.join("、")} 年没有记录：where-lost.csv 只含目标年份`,
            `  nothing for ${missing.join(", ")}: where-lost.csv holds the years of the goals`,
          ),
        ];
  const lines = lost.flatMap((row) => lostLines(row, headOf(explanation, row.scenario, row.year, locale), locale));
  return [SECTIONS.lost[locale], ...lines, ...note];
}

function lostLines(row: LostRow, head: string, locale: Locale): string[] {
  const { ready, applies, passes, certified, tierCertified, queued, failed, notApplied, notReady, binds } = row;
  const chain = say(
    locale,
    `曾达标 ${percent(ready)} × 达标后申报 ${percent(applies)} × 申报后认定 ${percent(passes)} = 已认定 ${percent(certified)}`,
    `ready ${percent(ready)} × applies if ready ${percent(applies)} × certified if applied ${percent(passes)} = certified ${percent(certified)}`,
  );
  const now = [
    [tierCertified, "分层认定", "certified by tier"],
    [queued, "排队待评", "in the queue"],
    [failed, "未通过", "failed this year"],
    [notApplied, "达标未申报", "ready, not applied"],
    [notReady, "未达标", "not ready"],
  ] as const;
  const standing = now
    .filter(([share]) => share > 0)
    .map(([share, zh, en]) => `${say(locale, zh, en)} ${percent(share)}`);
  const items = binds.map(({ item, share }) => `${BINDING_TITLES[item][locale]} ${percent(share)}`);
  return [
    `  ${head}${colon(locale)}${chain}`,
    ...(standing.length > 0
      ? [`    ${say(locale, "其余县", "the others")}${colon(locale)}${join(standing, locale)}`]
      : []),
    ...(items.length > 0
      ? [
          `    ${say(locale, "未达标的最常卡在", "what binds most often where not ready")}${colon(locale)}${join(items, locale)}`,
        ]
      : []),
  ];
}

/** A county, year by year. */
function standingPart(explanation: Explanation, locale: Locale): string[] {
  const { standings, odds, scenarios } = explanation;
  if (!standings && !odds) return [];
  const lines = scenarios.flatMap(({ id, title }) => {
    const years = [...new Set([...(standings ?? []), ...(odds ?? [])].map(({ year }) => year))].sort((a, b) => a - b);
    return [
      `  ${title[locale]}`,
      ...years.map((year) => {
        const standing = standings?.find((row) => row.scenario === id && row.year === year);
        const chance = odds?.find((row) => row.scenario === id && row.year === year);
        const parts = [
          ...(chance
            ? [`${say(locale, "已认定的世界", "certified in")} ${percent(chance.odds)}${say(locale, "", " of worlds")}`]
            : []),
          ...(standing ? [`${BINDING_TITLES[standing.item][locale]} (${percent(standing.share)})`] : []),
        ];
        return `    ${year}${colon(locale)}${join(parts, locale)}`;
      }),
    ];
  });
  return [
    say(
      locale,
      "逐年所处的位置（最常见的一种，及其占世界的比例）",
      "Standing by year (the commonest, with its share of worlds)",
    ),
    ...lines,
  ];
}

function bindingPart(explanation: Explanation, locale: Locale): string[] {
  const { binding, scenarios, years } = explanation;
  if (!binding) return [];
  const lines = scenarios.flatMap(({ id }) =>
    years.map((year) => {
      const rows = binding
        .filter((row) => row.scenario === id && row.year === year && row.share > 0)
        .sort((a, b) => b.share - a.share)
        .slice(0, 5)
        .map(({ item, share }) => `${BINDING_TITLES[item][locale]} ${percent(share)}`);
      return `  ${headOf(explanation, id, year, locale)}${colon(locale)}${join(rows, locale)}`;
    }),
  );
  return [
    say(
      locale,
      "各县离证书最远的一项（占全部县）",
      "What stands farthest from the certificate (share of all counties)",
    ),
    ...lines,
  ];
}

function constraintPart(explanation: Explanation, locale: Locale): string[] {
  const { constraints } = explanation;
  if (!constraints) return [];
  const lines = constraints
    .filter(({ wanted }) => wanted > 0)
    .map(({ scenario, decision, year, wanted, got, short }) => {
      const { title, unit } = DECISIONS[decision];
      const limits = (Object.entries(short) as [Constraint, number][])
        .filter(([, size]) => size > 0)
        .sort((a, b) => b[1] - a[1])
        .map(([constraint, size]) => `${CONSTRAINTS[constraint][locale]} ${percent(size / wanted)}`);
      const amount = say(
        locale,
        `想要 ${significant(wanted)} ${unitName(unit, "zh")}，得到 ${percent(got / wanted)}`,
        `wanted ${significant(wanted)} ${unitName(unit, "en")}, got ${percent(got / wanted)}`,
      );
      return `  ${headOf(explanation, scenario, year, locale)}${say(locale, "，", ", ")}${title[locale]}${colon(locale)}${join([amount, ...limits], locale)}`;
    });
  return [
    say(locale, "想做而没有做成的，先遇到什么约束", "What was wanted and not done, by the limit met first"),
    ...lines,
  ];
}

/** `title: value (open)` lines of an outcome. */
function valueLine(explanation: Explanation, name: string, value: number, isSettled: boolean, locale: Locale): string {
  const scale = outcomeScale(explanation.outcome, value, locale);
  const open = isSettled ? "" : say(locale, "（正负未定）", " (sign not settled)");
  const unit = scale.unit === "%" ? say(locale, "个百分点", "points") : scale.unit;
  return `  ${name}${colon(locale)}${scaledDifference(value, scale)} ${unit}${open}`;
}

function differencePart(explanation: Explanation, locale: Locale): string[] {
  const { differences, outcome } = explanation;
  if (!differences) return [];
  const lines = differences.map((row) =>
    valueLine(explanation, headOf(explanation, row.scenario, row.year, locale), row.mean, row.isSettled, locale),
  );
  return [
    `${OUTCOMES[outcome].title[locale]}${say(locale, "：与基准的配对差值", ": paired difference from the baseline")}`,
    ...lines,
  ];
}

function attributionPart(explanation: Explanation, locale: Locale): string[] {
  const { attribution, outcome } = explanation;
  if (!attribution) return [];
  const lines = attribution.map((row) =>
    valueLine(
      explanation,
      `${headOf(explanation, row.scenario, row.year, locale)}${say(locale, "，", ", ")}${row.title[locale]}`,
      row.value,
      row.isSettled,
      locale,
    ),
  );
  return [
    `${OUTCOMES[outcome].title[locale]}${say(locale, "：各政策包的贡献（Shapley 值）", ": part of each package (Shapley value)")}`,
    ...lines,
  ];
}

function ladderPart(explanation: Explanation, locale: Locale): string[] {
  const { ladder, outcome } = explanation;
  if (!ladder) return [];
  const lines = ladder.map((row) => {
    const scale = outcomeScale(outcome, row.mean, locale);
    const name = `${headOf(explanation, row.scenario, row.year, locale)}${say(locale, "，", ", ")}${row.title[locale]}`;
    return row.rung === 0
      ? `  ${name}${colon(locale)}${scaled(row.mean, scale)} ${scale.unit}`
      : valueLine(explanation, name, row.step, row.isSettled, locale);
  });
  return [
    `${OUTCOMES[outcome].title[locale]}${say(locale, "：约束逐条加上之后的变化", ": limits switched on one by one")}`,
    ...lines,
  ];
}
