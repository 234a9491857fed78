import type { Bilingual } from "../core/bilingual.ts";
import { juniorRetention, type CountyNumber, type CountyReturn, type MonitoredSubject } from "./county-return.ts";
import type { Citation, ConditionRule, ItemRule, QualityEdition } from "./editions/edition.ts";
import { answered, measured, notAssessed } from "./findings.ts";
import type { SchoolConditionRule } from "./school-conditions.ts";
import { combinedStatus, type ConditionVerdict, type ItemVerdict } from "./verdict.ts";

const UNITS: Readonly<Record<"share" | "yuan" | "points" | "answer" | "level" | "years", Bilingual>> = {
  share: { zh: "比例", en: "share" },
  yuan: { zh: "元", en: "yuan" },
  points: { zh: "分", en: "points" },
  answer: { zh: "是/否", en: "yes/no" },
  level: { zh: "级", en: "level" },
  years: { zh: "年", en: "years" },
};

const SUBJECT_LABELS: Readonly<Record<MonitoredSubject, Bilingual>> = {
  chinese: { zh: "语文", en: "Chinese" },
  mathematics: { zh: "数学", en: "mathematics" },
  science: { zh: "科学", en: "science" },
  pe: { zh: "体育", en: "PE" },
  arts: { zh: "艺术", en: "arts" },
  moralEducation: { zh: "德育", en: "moral education" },
};

/** Tests a condition that is repeated for every school in scope. */
export type TestSchools = (rule: SchoolConditionRule) => readonly ConditionVerdict[];

/** Judges one item of a block; conditions about schools are passed to `testSchools`. */
export function judgeItem(rule: ItemRule, county: CountyReturn, testSchools: TestSchools): ItemVerdict {
  const conditions = rule.conditions.flatMap((condition) => judgeCondition(condition, county, testSchools));
  return itemVerdict(rule, conditions);
}

/** An item with the status its conditions give it; without any it is not assessed. */
function itemVerdict(
  item: {
    readonly id: ItemVerdict["id"];
    readonly number: number;
    readonly label: Bilingual;
    readonly citation: Citation;
  },
  conditions: readonly ConditionVerdict[],
): ItemVerdict {
  const { id, number, label, citation } = item;
  const status = conditions.length
    ? combinedStatus(conditions.map(({ finding }) => finding.status))
    : ("not-assessed" as const);
  return { id, number, label, status, conditions, citation };
}

function judgeCondition(
  rule: ConditionRule,
  county: CountyReturn,
  testSchools: TestSchools,
): readonly ConditionVerdict[] {
  switch (rule.kind) {
    case "flag": {
      const finding = answered(county[rule.field], rule.required);
      return [{ label: rule.label, unit: UNITS.answer, subject: { kind: "county", field: rule.field }, finding }];
    }
    case "number": {
      const finding = measured(countyNumber(county, rule.field), rule.relation, rule.threshold);
      return [{ label: rule.label, unit: UNITS[rule.unit], subject: { kind: "county", field: rule.field }, finding }];
    }
    case "field-at-least-field": {
      const reference = countyNumber(county, rule.reference);
      const finding =
        reference === undefined
          ? notAssessed("not-reported")
          : measured(countyNumber(county, rule.field), "at-least", reference);
      return [{ label: rule.label, unit: UNITS[rule.unit], subject: { kind: "county", field: rule.field }, finding }];
    }
    case "monitoring":
      return monitoringConditions(rule, county);
    default:
      return testSchools(rule);
  }
}

function countyNumber(county: CountyReturn, field: CountyNumber): number | undefined {
  return field === "juniorRetentionShare" ? juniorRetention(county) : county[field];
}

/** Level and difference rate of every subject that was reported. */
function monitoringConditions(
  rule: Extract<ConditionRule, { kind: "monitoring" }>,
  county: CountyReturn,
): readonly ConditionVerdict[] {
  const results = county.monitoring ?? [];
  if (results.length === 0) {
    const label = { zh: "国家监测结果", en: "national monitoring results" };
    const subject = { kind: "county", field: "monitoring" } as const;
    return [{ label, unit: UNITS.level, subject, finding: notAssessed("not-reported") }];
  }
  return results.flatMap(({ subject, level, differenceRate }): readonly ConditionVerdict[] => {
    const name = SUBJECT_LABELS[subject];
    return [
      {
        label: { zh: `${name.zh}水平等级`, en: `${name.en}: level` },
        unit: UNITS.level,
        subject: { kind: "monitoring", subject, measure: "level" },
        finding: measured(level, "at-least", rule.level),
      },
      {
        label: { zh: `${name.zh}校际差异率`, en: `${name.en}: difference between schools` },
        unit: UNITS.share,
        subject: { kind: "monitoring", subject, measure: "differenceRate" },
        finding: measured(differenceRate, "below", rule.differenceBelow),
      },
    ];
  });
}

/** The waiting period after the basic-balanced certificate, and whether the level was kept. */
export function judgeEligibility(
  { eligibility }: QualityEdition,
  county: CountyReturn,
  asOf: number,
  testSchools: TestSchools,
): readonly ItemVerdict[] {
  const years = county.basicBalanceYear === undefined ? undefined : asOf - county.basicBalanceYear;
  const label = { zh: "通过基本均衡认定后的年数", en: "years since the basic-balanced certificate" };
  const waiting: ConditionVerdict = {
    label,
    unit: UNITS.years,
    subject: { kind: "waiting-period" },
    finding: measured(years, "at-least", eligibility.yearsAfterBasicBalance),
  };
  return [
    itemVerdict({ id: "yearsAfterBasicBalance", number: 1, label, citation: eligibility.citation }, [waiting]),
    judgeItem(eligibility.kept, county, testSchools),
  ];
}
