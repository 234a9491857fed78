import type { Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Goal } from "../scenarios/scenario.ts";
import { chanceOf } from "../plots/findings.ts";
import { percent } from "../plots/format.ts";
import { say } from "../plots/labels.ts";
import { outcomeScale, scaled } from "../plots/outcome-format.ts";
import { table, type Html } from "./html.ts";

/** Every goal with the share of worlds that meet it in each scenario, held against the share it asks for; nothing where the headline says it all. */
export function goalsTable(summary: ComparisonSummary, locale: Locale): Html[] {
  const { goals, scenarios } = summary;
  const isPlain = ({ metric, op, scope, confidence }: Goal) =>
    metric === "certifiedShare" && op === ">=" && scope === "nation" && confidence === undefined;
  if (goals.every(isPlain)) return [];
  const columns = [
    { title: say(locale, "目标", "Goal") },
    { title: say(locale, "检验", "Test") },
    ...scenarios.map(({ title }) => ({ title: title[locale], isNumber: true })),
  ];
  const rows = goals.map((goal) => [
    goal.title[locale],
    testText(goal, locale),
    ...scenarios.map(({ id }) => chanceText(chanceOf(summary, id, goal.id)?.chance ?? 0, goal, locale)),
  ]);
  return [table(columns, rows, say(locale, "各目标：达到它的世界的比例", "Goals: share of worlds that meet them"))];
}

function testText({ metric, op, value, year, scope }: Goal, locale: Locale): string {
  const scale = outcomeScale(metric, value, locale);
  const place = scope === "nation" ? "" : ` (${scope})`;
  return `${year}: ${OUTCOMES[metric].title[locale]}${place} ${op === ">=" ? "≥" : "≤"} ${scaled(value, scale)} ${scale.unit}`;
}

function chanceText(chance: number, { confidence }: Goal, locale: Locale): string {
  if (confidence === undefined) return percent(chance);
  const wanted = percent(confidence);
  const verdict =
    chance >= confidence
      ? say(locale, `达到要求的 ${wanted}`, `meets the ${wanted} asked for`)
      : say(locale, `未到要求的 ${wanted}`, `short of the ${wanted} asked for`);
  return `${percent(chance)} · ${verdict}`;
}
