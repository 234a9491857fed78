import type { Bilingual } from "../core/bilingual.ts";
import type { NationalFigure } from "../data/national-series.ts";
import type { HindcastRow, OutcomeId } from "./comparison-summary.ts";
import { worldValues, type Results } from "./summarise.ts";

interface Check {
  readonly series: string;
  readonly outcome: OutcomeId;
  readonly title: Bilingual;
  readonly unit: string;
  readonly tolerance?: number;
}

/** Largest relative error allowed for pupils, schools and teachers. */
const TOLERANCE = 0.03;

const CHECKS: readonly Check[] = [
  {
    series: "primary_pupils",
    outcome: "primaryPupils",
    title: { zh: "小学在校生", en: "Primary pupils" },
    unit: "persons",
    tolerance: TOLERANCE,
  },
  {
    series: "junior_pupils",
    outcome: "juniorPupils",
    title: { zh: "初中在校生", en: "Junior pupils" },
    unit: "persons",
    tolerance: TOLERANCE,
  },
  {
    series: "compulsory_schools",
    outcome: "schools",
    title: { zh: "义务教育学校", en: "Compulsory schools" },
    unit: "schools",
    tolerance: TOLERANCE,
  },
  {
    series: "compulsory_teachers",
    outcome: "teachers",
    title: { zh: "专任教师", en: "Full-time teachers" },
    unit: "persons",
    tolerance: TOLERANCE,
  },
  {
    series: "teaching_points",
    outcome: "teachingPoints",
    title: { zh: "教学点", en: "Teaching points" },
    unit: "sites",
  },
  {
    series: "quality_balanced_cumulative",
    outcome: "certifiedShare",
    title: { zh: "累计认定县", en: "Counties certified" },
    unit: "counties",
  },
];

/** The baseline's mean beside each published figure of 2020–2024. `counties` is the number of county units of the nation. */
export function hindcastRows(results: Results, figures: readonly NationalFigure[], counties: number): HindcastRow[] {
  return CHECKS.flatMap(({ series, outcome, title, unit, tolerance }) =>
    figures
      .filter((figure) => figure.series === series && figure.year >= 2020 && figure.year <= 2024)
      .sort((a, b) => a.year - b.year)
      .map((figure) => {
        const values = worldValues(results, 0, outcome, figure.year);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const model = unit === "counties" ? mean * counties : mean;
        return {
          series,
          title,
          year: figure.year,
          unit,
          model,
          published: figure.value,
          relativeError: (model - figure.value) / figure.value,
          ...(tolerance === undefined ? {} : { tolerance }),
          source: figure.source,
        };
      }),
  );
}
