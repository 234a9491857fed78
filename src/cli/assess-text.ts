import type { Bilingual, Locale } from "../core/bilingual.ts";
import { cureText, quantityText } from "../standard/cure-text.ts";
import type { Remedy } from "../standard/cure.ts";
import { EDITIONS } from "../standard/editions/editions.ts";
import { COEFFICIENT_DECIMALS, VALUE_DECIMALS } from "../standard/reporting.ts";
import { STAGES } from "../standard/stage-table.ts";
import {
  allItems,
  type CoefficientVerdict,
  type Finding,
  type IndicatorFinding,
  type ItemVerdict,
  type Subject,
  type Verdict,
} from "../standard/verdict.ts";
import { coefficientLines, indicatorWords, schoolLines, type Context } from "./assess-resources-text.ts";
import * as words from "./assess-words.ts";

/** A verdict as a readable text for the terminal: the same content as its JSON, in one language. */
export function formatVerdict(verdict: Verdict, locale: Locale): string {
  const context: Context = { edition: EDITIONS[verdict.edition], say: (text) => text[locale], locale };
  const items = (["eligibility", "government", "quality", "satisfaction", "vetoes", "relaxationPlan"] as const).map(
    (block) => section(context, words.HEADINGS[block], itemLines(verdict[block], context)),
  );
  return (
    [
      sentence(verdict, context),
      section(context, words.HEADINGS.fails, remedyLines(verdict.remedies, context)),
      section(context, words.HEADINGS.coefficients, coefficientLines(verdict, context)),
      section(context, words.HEADINGS.schools, schoolLines(verdict, context)),
      ...items,
      section(context, words.HEADINGS.notAssessed, notAssessedLines(verdict, context)),
      section(context, words.HEADINGS.outOfScope, outOfScopeLines(verdict, context)),
      section(context, words.HEADINGS.relaxations, relaxationLines(verdict, context)),
      section(context, words.HEADINGS.rounding, roundingLines(verdict, context)),
    ]
      .filter((part) => part !== "")
      .join("\n\n") + "\n"
  );
}

/** A heading with its lines, or nothing where there are none. */
function section({ say }: Context, heading: Bilingual, lines: readonly string[]): string {
  return lines.length ? [say(heading), ...lines.map((line) => `  ${line}`)].join("\n") : "";
}

function sentence(verdict: Verdict, { edition, say, locale }: Context): string {
  const { name, code } = verdict.county;
  const county = name ?? code ?? say({ zh: "本县", en: "The county" });
  const failing = verdict.remedies.length;
  const overall = say(words.OVERALL_WORDS[verdict.overall]);
  const title = say(edition.title);
  if (locale === "zh") {
    return `${county}：${overall}${failing ? `，${failing}处需整改` : ""}。依据${title}，评估年份${verdict.asOf}。`;
  }
  return `${county}: ${overall}${failing ? `, with ${failing} ${failing === 1 ? "thing" : "things"} to put right` : ""}. By the ${title}, as of ${verdict.asOf}.`;
}

function remedyLines(remedies: readonly Remedy[], context: Context): readonly string[] {
  return remedies.flatMap(({ target, finding, cure }, at) => {
    const { what, unit, decimals } = targetWords(target, context);
    const found = context.say(words.findingText(finding, unit, decimals));
    const line = `${at + 1}. ${what}: ${found} → ${context.say(cureText(cure))}`;
    if (cure.kind !== "level-up") return [line];
    const shares = cure.additions.map(({ school, amount }) => `${school.name} ${quantityText(amount)}`);
    return [line, `   ${shares.join(context.say({ zh: "；", en: "; " }))}`];
  });
}

function targetWords(target: Remedy["target"], { edition, say }: Context) {
  switch (target.kind) {
    case "indicator": {
      const { label, unit } = indicatorWords(target.indicator, edition);
      const many =
        target.missed > target.mayMiss && target.mayMiss > 0 && target.missed > 1
          ? say({ zh: `（本校共缺${target.missed}项）`, en: ` (one of ${target.missed} missed here)` })
          : "";
      const what = `${target.school.name} ${say(words.STAGE_WORDS[target.stage])} ${say(label)}${many}`;
      return { what, unit, decimals: VALUE_DECIMALS };
    }
    case "coefficient": {
      const { label, unit } = indicatorWords(target.indicator, edition);
      const what = `${say(words.STAGE_WORDS[target.stage])} ${say(label)} ${say({ zh: "差异系数", en: "coefficient" })}`;
      return { what, unit, decimals: COEFFICIENT_DECIMALS };
    }
    case "condition": {
      const { condition } = target;
      const what = `${subjectWords(condition.subject, say)}${say(condition.label)}`;
      return { what, unit: condition.unit, decimals: VALUE_DECIMALS };
    }
    default:
      return target satisfies never;
  }
}

/** The school a condition is about, with a space after it; nothing for the county. */
function subjectWords(subject: Subject, say: Context["say"]): string {
  if (subject.kind !== "school") return "";
  return `${subject.school.name} ${subject.stage ? `${say(words.STAGE_WORDS[subject.stage])} ` : ""}`;
}

/** One line per item; what it misses is written below it. */
function itemLines(items: readonly ItemVerdict[], { say }: Context): readonly string[] {
  const marks = { met: "+", missed: "x", "not-assessed": "?" };
  return items.flatMap(({ number, label, status, conditions }) => [
    `${marks[status]} ${number} ${say(label)}`,
    ...conditions
      .filter(({ finding }) => finding.status === "missed")
      .map(({ label: what, unit, subject, finding }) => {
        return `    ${subjectWords(subject, say)}${say(what)}: ${say(words.findingText(finding, unit))}`;
      }),
  ]);
}

function notAssessedLines(verdict: Verdict, { edition, say }: Context): readonly string[] {
  const isOpen = (finding: Finding) => finding.status === "not-assessed" && finding.reason !== "not-tested-alone";
  const reason = (finding: Finding) =>
    finding.status === "not-assessed" ? say(words.REASON_WORDS[finding.reason]) : "";
  const label = (id: CoefficientVerdict["indicator"] | IndicatorFinding["indicator"]) =>
    say(indicatorWords(id, edition).label);
  return [
    ...verdict.schools.flatMap(({ name, stage, indicators }) =>
      indicators
        .filter(({ finding }) => isOpen(finding))
        .map((found) => `${name} ${say(words.STAGE_WORDS[stage])} ${label(found.indicator)}: ${reason(found.finding)}`),
    ),
    ...verdict.coefficients
      .filter(({ finding }) => isOpen(finding))
      .map(({ indicator, stage, finding }) => {
        const coefficient = say({ zh: "差异系数", en: "coefficient" });
        return `${say(words.STAGE_WORDS[stage])} ${label(indicator)} ${coefficient}: ${reason(finding)}`;
      }),
    ...allItems(verdict)
      .flatMap(({ conditions }) => conditions)
      .filter(({ finding }) => isOpen(finding))
      .map(({ label: what, subject, finding }) => `${subjectWords(subject, say)}${say(what)}: ${reason(finding)}`),
    ...verdict.scopeQuestions.map(({ name, missing }) => `${name}: ${say(words.QUESTION_WORDS[missing])}`),
  ];
}

function outOfScopeLines({ outOfScope }: Verdict, { say }: Context): readonly string[] {
  return outOfScope.map(({ code, name, reason }) => `${name} (${code}): ${say(words.SCOPE_WORDS[reason])}`);
}

function relaxationLines(verdict: Verdict, { edition, say }: Context): readonly string[] {
  const relaxations = edition.kind === "quality-balance" ? edition.relaxations : [];
  const label = (id: string) => {
    const relaxation = relaxations.find((entry) => entry.id === id);
    return relaxation ? say(relaxation.label) : id;
  };
  return [
    ...verdict.relaxationsUsed.map(({ name, relaxation, cureBy }) => {
      return `${name}: ${label(relaxation)}${say({ zh: `，须在${cureBy}年底前达到完整标准`, en: `; full standard by the end of ${cureBy}` })}`;
    }),
    ...verdict.relaxationsRefused.map(({ name, relaxation, reason }) => {
      return `${name}: ${label(relaxation)}${say({ zh: "，未采用：", en: "; refused: " })}${say(words.REFUSAL_WORDS[reason])}`;
    }),
  ];
}

function roundingLines(verdict: Verdict, { edition, say }: Context): readonly string[] {
  const differs = (finding: Finding) =>
    finding.status !== "not-assessed" && finding.kind === "measured" && finding.roundedDiffers;
  return STAGES.flatMap((stage) => [
    ...verdict.schools
      .filter((school) => school.stage === stage)
      .flatMap(({ name, indicators }) =>
        indicators
          .filter(({ finding }) => differs(finding))
          .map(({ indicator, finding }) => line(name, indicator, finding, 4)),
      ),
    ...verdict.coefficients
      .filter((entry) => entry.stage === stage && differs(entry.finding))
      .map(({ indicator, finding }) => line(say({ zh: "差异系数", en: "coefficient" }), indicator, finding, 4)),
  ]);
  function line(
    who: string,
    indicator: CoefficientVerdict["indicator"] | IndicatorFinding["indicator"],
    finding: Finding,
    decimals: number,
  ) {
    const { label, unit } = indicatorWords(indicator, edition);
    return `${who} ${say(label)}: ${say(words.findingText(finding, unit, decimals))}`;
  }
}
