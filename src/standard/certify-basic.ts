import { coefficientFinding, reportedSchools } from "./certify-resources.ts";
import { differentialCoefficients } from "./differential-coefficient.ts";
import type { BasicEdition } from "./editions/edition.ts";
import { answered, notAssessed } from "./findings.ts";
import type { SchoolReturn } from "./school-return.ts";
import { schoolsOfStage, stageColumns } from "./split.ts";
import type { Stage } from "./stage-table.ts";
import type { CoefficientVerdict, SchoolVerdict } from "./verdict.ts";

/** Whether every school of a stage meets the provincial baseline, as the 2012 edition asks. */
export function baselineVerdicts(schools: readonly SchoolReturn[], stage: Stage): readonly SchoolVerdict[] {
  return schoolsOfStage(schools, stage).map((school) => {
    const finding = answered(school.meetsProvincialBaseline, true);
    const pupils = school.pupils[stage];
    return {
      code: school.code,
      name: school.name,
      stage,
      ...(pupils === undefined ? {} : { pupils }),
      status: finding.status === "met" ? "passes" : finding.status === "missed" ? "fails" : "undecided",
      indicators: [{ indicator: "provincialBaseline", finding }],
    };
  });
}

/**
 * The eight coefficients of a stage, shown for information, and their arithmetic mean, which is tested.
 * The mean is assessed only if every school reported everything.
 */
export function compositeVerdicts(
  schools: readonly SchoolReturn[],
  stage: Stage,
  { indicators, split, compositeLimit }: BasicEdition,
): readonly CoefficientVerdict[] {
  const rows = schoolsOfStage(schools, stage);
  const width = indicators.length;
  const { pupils, amounts } = stageColumns(rows, stage, indicators, split);
  const values = amounts.map((amount, at) => (amount * indicators[at % width].per) / pupils[Math.floor(at / width)]);
  const means = new Float64Array(width);
  const coefficients = new Float64Array(width);
  differentialCoefficients(values, pupils, rows.length, width, means, coefficients);
  let sum = 0;
  for (const coefficient of coefficients) sum += coefficient;
  const composite = sum / width;
  const reported = Math.min(...indicators.map((_, k) => reportedSchools(values, rows.length, width, k)));
  return [
    ...indicators.map(({ id }, k): CoefficientVerdict => ({
      indicator: id,
      stage,
      ...(Number.isNaN(means[k]) ? {} : { mean: means[k] }),
      ...(Number.isNaN(coefficients[k]) ? {} : { coefficient: coefficients[k] }),
      finding: notAssessed("not-tested-alone"),
    })),
    {
      indicator: "composite",
      stage,
      ...(Number.isNaN(composite) ? {} : { coefficient: composite }),
      finding: coefficientFinding(composite, compositeLimit[stage], reported, rows.length),
    },
  ];
}
