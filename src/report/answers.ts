import type { Bilingual, Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type ScenarioHead } from "../experiment/comparison-summary.ts";
import { CONSTRAINT_IDS, CONSTRAINTS, DECISIONS } from "../model/constraints.ts";
import { PAYERS } from "../model/accounts.ts";
import { LAST_YEAR, PARAMETERS, type ParameterId } from "../model/parameters.ts";
import {
  alternativesOf,
  baselineOf,
  certifiedAt,
  chanceOf,
  differenceAt,
  endYear,
  goalAt,
  headlineYears,
  isSignOpen,
} from "../plots/findings.ts";
import { goalShare, percent, percentRange, points, significant } from "../plots/format.ts";
import { BINDING_TITLES, say, SIDE_OUTCOMES } from "../plots/labels.ts";
import { outcomeScale, scaledDifference } from "../plots/outcome-format.ts";
import { CATEGORY_TITLES, MEASURE_TITLES } from "./equity-words.ts";
import { markup, type Html } from "./html.ts";
import { PAYER_TITLES } from "./money-words.ts";
import type { SectionId } from "./words.ts";
import { valueText } from "./values-table.ts";

/** A question every reader has, its answer in sentences, and the section that says more. */
interface Answer {
  readonly question: Bilingual;
  readonly sentences: readonly string[];
  readonly more: SectionId;
}

/** The five questions: what differs, who reaches the goal, why not, what it costs, who loses. */
export function answersBlock(summary: ComparisonSummary, locale: Locale): Html {
  const answers = [whatDiffers, whoReaches, whyNot, whatItCosts, whoLoses].map((answer) => answer(summary, locale));
  const items = answers.map(({ question, sentences, more }) => {
    const lines = sentences.map((sentence) => markup`<li>${sentence}</li>`);
    return markup`<dt>${question[locale]} <a href="#${more}">${say(locale, "详见", "more")}</a></dt><dd><ul>${lines}</ul></dd>`;
  });
  return markup`<dl class="answers">${items}</dl>`;
}

/** Levers named for one scenario; the rest is counted. */
const NAMED_LEVERS = 4;

function whatDiffers(summary: ComparisonSummary, locale: Locale): Answer {
  const question = { zh: "各情景有什么不同？", en: "What differs between the scenarios?" };
  const sentences = alternativesOf(summary).map((scenario) => {
    const names = changedParameters(summary, scenario).map((id) => changeText(summary, scenario, id, locale));
    const more = names.length - NAMED_LEVERS;
    const list = names.slice(0, NAMED_LEVERS).join(say(locale, "；", "; "));
    const rest = more > 0 ? say(locale, `；另有 ${more} 项`, `; and ${more} more`) : "";
    const nothing = say(locale, "与基准相同", "nothing: it equals the baseline");
    return `${scenario.title[locale]}${say(locale, "：", ": ")}${list === "" ? nothing : list + rest}`;
  });
  const alone = say(locale, "只有一个情景，没有对比。", "There is one scenario and nothing to compare it with.");
  return { question, sentences: sentences.length > 0 ? sentences : [alone], more: "scenarios" };
}

/** Parameters with another value than the baseline's; those of the scenario's changes where the run kept no values. */
function changedParameters(summary: ComparisonSummary, scenario: ScenarioHead): ParameterId[] {
  const rows = (summary.values ?? []).filter((row) => row.scenario === scenario.id && row.isChanged);
  const ids =
    rows.length > 0 ? rows.map(({ parameter }) => parameter) : scenario.changes.map(({ parameter }) => parameter);
  return [...new Set(ids)];
}

function changeText(summary: ComparisonSummary, scenario: ScenarioHead, id: ParameterId, locale: Locale): string {
  const rows = (summary.values ?? []).filter(({ parameter, year }) => parameter === id && year <= LAST_YEAR);
  const last = Math.max(...rows.map(({ year }) => year));
  const at = (name: string) => rows.find((row) => row.scenario === name && row.year === last);
  const [before, after] = [at(baselineOf(summary).id), at(scenario.id)];
  const title = PARAMETERS[id].title[locale];
  return before && after ? `${title} ${valueText(before, locale)} → ${valueText(after, locale)}` : title;
}

function whoReaches(summary: ComparisonSummary, locale: Locale): Answer {
  const year = headlineYears(summary)[0]!;
  const goal = goalAt(summary, year);
  if (!goal) {
    const question = { zh: "有多少县通过认定？", en: "How many counties are certified?" };
    return {
      question,
      sentences: summary.scenarios.map((one) => shareText(summary, one, year, locale)),
      more: "figures",
    };
  }
  const share = goalShare(goal.value);
  const question = {
    zh: `到 ${year} 年，哪个情景能达到 ${share}？`,
    en: `Which scenario reaches ${share} by ${year}?`,
  };
  const reached = summary.scenarios.filter(({ id }) => (chanceOf(summary, id, goal.id)?.chance ?? 0) > 0);
  const verdict =
    reached.length === 0
      ? say(
          locale,
          `没有一个情景在任何一个模拟世界里达到（共 ${summary.worlds} 个世界）。`,
          `None does, in any of the ${summary.worlds} simulated worlds.`,
        )
      : reached
          .map(({ id, title }) => {
            const chance = percent(chanceOf(summary, id, goal.id)!.chance);
            return say(locale, `${title.zh}：${chance} 的世界达到`, `${title.en}: in ${chance} of worlds`);
          })
          .join(say(locale, "；", "; "));
  return {
    question,
    sentences: [verdict, ...summary.scenarios.map((one) => shareText(summary, one, year, locale))],
    more: "figures",
  };
}

/** Median, interval and paired difference of one scenario's share certified. */
function shareText(summary: ComparisonSummary, { id, title }: ScenarioHead, year: number, locale: Locale): string {
  const row = certifiedAt(summary, id, year)!;
  const level = say(
    locale,
    `${title.zh}：中位数 ${percent(row.p50)}，90% 区间 ${percentRange(row.p05, row.p95)}`,
    `${title.en}: median ${percent(row.p50)}, 90% interval ${percentRange(row.p05, row.p95)}`,
  );
  const difference = differenceAt(summary, id, "certifiedShare", year);
  if (!difference) return level;
  const open = isSignOpen(difference) ? say(locale, "（正负未定）", " (sign not settled)") : "";
  return (
    level +
    say(
      locale,
      `；与基准之差 ${points(difference.mean)} 个百分点`,
      `; ${points(difference.mean)} points from the baseline`,
    ) +
    open
  );
}

function whyNot(summary: ComparisonSummary, locale: Locale): Answer {
  const year = headlineYears(summary)[0]!;
  const question = { zh: `为什么不是更多？（${year} 年）`, en: `Why not more? (${year})` };
  const sentences = summary.scenarios.flatMap(({ id, title }) => {
    const row = summary.whereLost.find((one) => one.scenario === id && one.level === "nation" && one.year === year);
    if (!row) return [];
    const binds = row.binds.slice(0, 2).map(({ item, share }) => `${BINDING_TITLES[item][locale]} ${percent(share)}`);
    return [
      say(
        locale,
        `${title.zh}：${percent(row.notReady)} 的县未达标（最常卡在${binds.join("、")}），${percent(row.notApplied)} 达标未申报，${percent(row.queued)} 排队，${percent(row.failed)} 当年未通过`,
        `${title.en}: ${percent(row.notReady)} of counties are not ready (most often for ${binds.join(", ")}), ${percent(row.notApplied)} ready but not applied, ${percent(row.queued)} in the queue, ${percent(row.failed)} failed in the year`,
      ),
    ];
  });
  return { question, sentences: [...sentences, ...shortfalls(summary, year, locale)], more: "why" };
}

/** For the baseline: the largest part of each decision that was not got, and what stopped it. */
function shortfalls(summary: ComparisonSummary, year: number, locale: Locale): string[] {
  const baseline = baselineOf(summary);
  const rows = (summary.constraints ?? []).filter((row) => row.scenario === baseline.id && row.year === year);
  const parts = rows.flatMap(({ decision, wanted, short }) => {
    const worst = CONSTRAINT_IDS.reduce((most, id) => (short[id] > short[most] ? id : most));
    if (!(wanted > 0) || short[worst] / wanted < 0.005) return [];
    return [`${DECISIONS[decision].title[locale]} ${percent(short[worst] / wanted)} (${CONSTRAINTS[worst][locale]})`];
  });
  if (parts.length === 0) return [];
  return [
    say(
      locale,
      `${baseline.title.zh}中想做而没做成的：${parts.join("；")}`,
      `Wanted and not got in ${baseline.title.en}: ${parts.join("; ")}`,
    ),
  ];
}

function whatItCosts(summary: ComparisonSummary, locale: Locale): Answer {
  const year = endYear(summary);
  const question = { zh: `要多花多少钱、谁来付？（${year} 年）`, en: `What does it cost, and who pays? (${year})` };
  const step = locale === "zh" ? 1e8 : 1e9;
  const unit = say(locale, " 亿元", " bn yuan");
  const signed = (value: number) => (value > 0 ? "+" : "") + significant(value / step, 2) + unit;
  const sentences = alternativesOf(summary).map(({ id, title }) => {
    const rows = summary.money.filter((row) => row.scenario === id && row.year === year);
    const parts = PAYERS.map((payer) => {
      const sum = rows.filter((row) => row.payer === payer).reduce((total, row) => total + row.difference, 0);
      return `${PAYER_TITLES[payer][locale]} ${signed(sum)}`;
    });
    const all = rows.reduce((total, row) => total + row.difference, 0);
    return `${title[locale]}${say(locale, "：", ": ")}${signed(all)}${say(locale, "（", " (")}${parts.join(say(locale, "，", ", "))}${say(locale, "）", ")")}`;
  });
  const alone = say(locale, "只有一个情景，没有增量。", "There is one scenario, so nothing is added.");
  return { question, sentences: sentences.length > 0 ? sentences : [alone], more: "money" };
}

/** Losses named for one scenario; the rest is counted. */
const NAMED_LOSSES = 3;

function whoLoses(summary: ComparisonSummary, locale: Locale): Answer {
  const year = endYear(summary);
  const question = { zh: `谁受损？（${year} 年）`, en: `Who loses? (${year})` };
  const sentences = alternativesOf(summary).map(({ id, title }) => {
    const losses = [...lossesOf(summary, id, year, locale), ...pupilLosses(summary, id, year, locale)];
    const more = losses.length - NAMED_LOSSES;
    const rest = more > 0 ? say(locale, `；另有 ${more} 项`, `; and ${more} more`) : "";
    const none = say(locale, "没有一项确定变差", "nothing that is settled");
    const text = losses.length > 0 ? losses.slice(0, NAMED_LOSSES).join(say(locale, "；", "; ")) + rest : none;
    return `${title[locale]}${say(locale, "：", ": ")}${text}`;
  });
  const alone = say(locale, "只有一个情景，没有对比。", "There is one scenario and nothing to compare it with.");
  return { question, sentences: sentences.length > 0 ? sentences : [alone], more: "losers" };
}

/** Outcomes beside the odds that get worse for sure. */
function lossesOf(summary: ComparisonSummary, scenario: string, year: number, locale: Locale): string[] {
  return SIDE_OUTCOMES.flatMap(({ outcome, worse }) => {
    const row = differenceAt(summary, scenario, outcome, year);
    if (!row || worse === "neither" || isSignOpen(row) || row.mean === 0) return [];
    if (row.mean > 0 !== (worse === "more")) return [];
    const scale = outcomeScale(outcome, row.mean, locale);
    return [`${OUTCOMES[outcome].title[locale]} ${scaledDifference(row.mean, scale)} ${scale.unit}`];
  });
}

/** Kinds of pupils who lose for sure. */
function pupilLosses(summary: ComparisonSummary, scenario: string, year: number, locale: Locale): string[] {
  return summary.equity
    .filter((row) => row.scenario === scenario && row.year === year && row.verdict === "loses")
    .map(
      (row) =>
        `${CATEGORY_TITLES[row.category][locale]}${say(locale, "学生的", ": ")}${MEASURE_TITLES[row.measure][locale]}`,
    );
}
