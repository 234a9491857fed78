import type { Bilingual } from "../core/bilingual.ts";
import type { StageOutcome } from "./certify-resources.ts";
import { countyCure, monitoringCure, schoolCheckCure } from "./cure-conditions.ts";
import { levelUp } from "./cure-coefficient.ts";
import type { Edition, IndicatorId, QualityEdition } from "./editions/edition.ts";
import { meets } from "./findings.ts";
import { stageShare } from "./split.ts";
import { RESOURCE_INDICATORS, type ResourceIndicator, type Stage } from "./stage-table.ts";
import {
  allItems,
  type Answered,
  type CoefficientVerdict,
  type ConditionVerdict,
  type Findings,
  type ItemVerdict,
  type Measured,
  type SchoolRef,
} from "./verdict.ts";

/** One school's part of a levelling-up, in pieces of the whole site's resource (teachers, m², yuan, rooms). */
export interface Addition {
  readonly school: SchoolRef;
  readonly amount: number;
}

/** What would turn a miss into a met test, in plain quantities. Counts are whole, areas and money rounded up to 1. */
export type Cure =
  | {
      /** More of one resource at one school. `amountToFloor` is what suffices if this is the one indicator missed. */
      readonly kind: "add";
      readonly school: SchoolRef;
      readonly stage: Stage;
      readonly indicator: ResourceIndicator;
      readonly amount: number;
      readonly amountToFloor: number;
      readonly unit: Bilingual;
    }
  | {
      /** More of one resource at the lowest schools of a stage, up to a common floor in the indicator's unit. */
      readonly kind: "level-up";
      readonly stage: Stage;
      readonly indicator: ResourceIndicator;
      readonly floor: number;
      readonly total: number;
      readonly additions: readonly Addition[];
      readonly unit: Bilingual;
    }
  | { readonly kind: "add-rooms"; readonly school: SchoolRef; readonly room: "music" | "art"; readonly rooms: number }
  | { readonly kind: "enlarge-room"; readonly school: SchoolRef; readonly room: "music" | "art"; readonly area: number }
  | {
      /** The largest class is split; at least `classes` more are needed, the largest then having `largestClass` pupils. */
      readonly kind: "split-classes";
      readonly school: SchoolRef;
      readonly stage: Stage;
      readonly classes: number;
      readonly splitClass: number;
      readonly largestClass: number;
    }
  | { readonly kind: "move-pupils"; readonly school: SchoolRef; readonly pupils: number }
  | {
      readonly kind: "raise";
      readonly field: string;
      readonly by: number;
      readonly to: number;
      readonly unit: Bilingual;
    }
  | {
      readonly kind: "monitoring";
      readonly subject: string;
      readonly measure: "level" | "differenceRate";
      readonly to: number;
    }
  | { readonly kind: "answer"; readonly field: string; readonly answer: boolean }
  | { readonly kind: "meet-baseline"; readonly school: SchoolRef }
  | { readonly kind: "wait"; readonly until: number }
  /** No single quantity cures it, as with the mean of eight coefficients. */
  | { readonly kind: "several" };

/** What a remedy is for. */
export type Target =
  | {
      readonly kind: "indicator";
      readonly school: SchoolRef;
      readonly stage: Stage;
      readonly indicator: IndicatorId | "provincialBaseline";
      /** Indicators the school misses, and how many it may miss if that one reaches its floor. */
      readonly missed: number;
      readonly mayMiss: number;
    }
  | { readonly kind: "coefficient"; readonly stage: Stage; readonly indicator: CoefficientVerdict["indicator"] }
  | { readonly kind: "condition"; readonly item: ItemVerdict["id"]; readonly condition: ConditionVerdict };

/** One miss that makes the county fail, with its cure. */
export interface Remedy {
  readonly target: Target;
  readonly finding: Measured | Answered;
  /** How near it is to being met: the finding's margin, −1 for a yes-or-no question. */
  readonly margin: number;
  readonly cure: Cure;
}

/** The remedies of everything that makes a county fail, nearest to its cure first. Misses the rules tolerate have none. */
export function remediesFor(
  findings: Findings,
  edition: Edition,
  outcomes: readonly StageOutcome[],
): readonly Remedy[] {
  const remedies = [
    ...(edition.kind === "quality-balance"
      ? outcomes.flatMap((outcome) => [
          ...indicatorRemedies(findings, outcome, edition),
          ...coefficientRemedies(findings, outcome, edition),
        ])
      : basicRemedies(findings)),
    ...allItems(findings).flatMap((item) => conditionRemedies(item, findings.asOf, outcomes)),
  ];
  return remedies.sort((a, b) => b.margin - a.margin);
}

function remedy(target: Target, finding: Measured | Answered, cure: Cure): Remedy {
  return { target, finding, margin: finding.kind === "measured" ? finding.margin : -1, cure };
}

/** One remedy for every indicator missed at a school that fails. */
function indicatorRemedies(findings: Findings, outcome: StageOutcome, edition: QualityEdition): Remedy[] {
  const { stage, rows } = outcome;
  return rows.flatMap((school) => {
    const verdict = findings.schools.find((entry) => entry.code === school.code && entry.stage === stage);
    if (verdict?.status !== "fails") return [];
    const misses = verdict.indicators.filter(({ finding }) => finding.status === "missed");
    const mayMiss = edition.indicators.length - edition.schoolRule.indicatorsToMeet;
    const ref = { code: school.code, name: school.name };
    return misses.flatMap(({ indicator, finding }) => {
      if (finding.status === "not-assessed") return [];
      const target = { kind: "indicator", school: ref, stage, indicator, missed: misses.length, mayMiss } as const;
      return [remedy(target, finding, additionFor(outcome, school.code, indicator as ResourceIndicator, edition))];
    });
  });
}

/** What one school needs more of to reach the threshold, and the floor, of one indicator. */
function additionFor(outcome: StageOutcome, code: string, indicator: ResourceIndicator, edition: QualityEdition): Cure {
  const { rows, table, rule, stage } = outcome;
  const row = rows.findIndex((school) => school.code === code);
  const k = RESOURCE_INDICATORS.indexOf(indicator);
  const { sharing, piece } = edition.indicators[k];
  const share = sharing === "split" ? stageShare(rows[row], stage, edition.split) : 1;
  const has = table.amounts[row * RESOURCE_INDICATORS.length + k];
  const scale = rule.per[k] / table.pupils[row];
  const upTo = (threshold: number) => {
    let amount = Math.max(0, Math.ceil((threshold / scale - has) / share - 1e-9));
    while (!meets((has + amount * share) * scale, "at-least", threshold)) amount++;
    return amount;
  };
  const { name } = rows[row];
  return {
    kind: "add",
    school: { code, name },
    stage,
    indicator,
    amount: upTo(rule.thresholds[k]),
    amountToFloor: upTo(rule.floors[k]),
    unit: piece.unit,
  };
}

function coefficientRemedies(findings: Findings, outcome: StageOutcome, edition: QualityEdition): Remedy[] {
  return findings.coefficients.flatMap(({ indicator, stage, finding }) => {
    if (stage !== outcome.stage || finding.status !== "missed" || finding.kind !== "measured") return [];
    const target = { kind: "coefficient", stage, indicator } as const;
    return [remedy(target, finding, levelUp(outcome, indicator as ResourceIndicator, edition))];
  });
}

/** Baselines and composites of the 2012 edition. */
function basicRemedies(findings: Findings): Remedy[] {
  const baselines = findings.schools.flatMap(({ code, name, stage, indicators }) =>
    indicators.flatMap(({ indicator, finding }) => {
      if (finding.status !== "missed") return [];
      const school = { code, name };
      const target = { kind: "indicator", school, stage, indicator, missed: 1, mayMiss: 0 } as const;
      return [remedy(target, finding, { kind: "meet-baseline", school })];
    }),
  );
  const composites = findings.coefficients.flatMap(({ indicator, stage, finding }) =>
    finding.status === "missed"
      ? [remedy({ kind: "coefficient", stage, indicator }, finding, { kind: "several" })]
      : [],
  );
  return [...baselines, ...composites];
}

function conditionRemedies(item: ItemVerdict, asOf: number, outcomes: readonly StageOutcome[]): Remedy[] {
  return item.conditions.flatMap((condition) => {
    const { finding, subject, unit } = condition;
    if (finding.status !== "missed") return [];
    const target = { kind: "condition", item: item.id, condition } as const;
    switch (subject.kind) {
      case "county":
        return [remedy(target, finding, countyCure(subject.field, finding, unit))];
      case "monitoring":
        return [remedy(target, finding, monitoringCure(subject, finding))];
      case "waiting-period":
        return [
          remedy(target, finding, { kind: "wait", until: asOf + (finding.kind === "measured" ? finding.by : 0) }),
        ];
      case "school":
        return [remedy(target, finding, schoolCheckCure(subject, finding, outcomes))];
      default:
        return subject satisfies never;
    }
  });
}
