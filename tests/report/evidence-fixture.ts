import type { Bilingual } from "../../src/core/bilingual.ts";
import type { Source } from "../../src/core/source.ts";
import type { ComparisonSummary } from "../../src/experiment/comparison-summary.ts";
import type { AppliedChange } from "../../src/scenarios/scenario.ts";

/** The source of every made-up number. */
export const INVENTED: Source = { basis: "assumption", title: "invented for tests by a formula" };

/** Model beside invented published figures, all but one within tolerance. */
export function hindcast(): ComparisonSummary["hindcast"] {
  const series: readonly (readonly [string, Bilingual, string, number, number | undefined])[] = [
    ["primaryPupils", { zh: "小学在校生", en: "Primary pupils" }, "persons", 1.07e8, 0.03],
    ["juniorPupils", { zh: "初中在校生", en: "Junior pupils" }, "persons", 5.2e7, 0.03],
    ["schools", { zh: "义务教育学校", en: "Compulsory schools" }, "schools", 2.0e5, 0.03],
    ["teachingPoints", { zh: "教学点", en: "Teaching points" }, "sites", 7.4e4, 0.1],
    ["teachers", { zh: "专任教师", en: "Full-time teachers" }, "persons", 1.06e7, 0.03],
    ["largeClasses", { zh: "小学大班额比例", en: "Large classes in primary schools" }, "share", 0.006, undefined],
    ["certified", { zh: "累计认定县数", en: "Counties certified so far" }, "counties", 58, undefined],
  ];
  return series.flatMap(([id, title, unit, level, tolerance], s) =>
    [2021, 2022, 2023, 2024].map((year, k) => {
      const published = Math.round(level * (1 - 0.01 * k) * 1e4) / 1e4;
      const relativeError =
        id === "certified"
          ? [0.02, -0.31, 0.06, -0.03][k]!
          : s === 3 && k === 2
            ? 0.118
            : (((s * 3 + k * 5) % 9) - 4) / 140;
      const row = { series: id, title, year, unit, published, model: published * (1 + relativeError), relativeError };
      const source: Source = {
        basis: "statistics",
        title: `Invented bulletin ${year}`,
        url: "https://example.org/bulletin",
      };
      return tolerance === undefined ? { ...row, source } : { ...row, tolerance, source };
    }),
  );
}

/** One or two changes of registered parameters for every scenario beside the baseline. */
export function changesOf(id: string): AppliedChange[] {
  const rotation: AppliedChange = {
    parameter: "certification.supervision_share",
    operation: "path",
    text: { zh: "由 0.30 逐年升至 0.45（2025–2028 年）", en: "from 0.30 to 0.45 over 2025–2028" },
    from: 2025,
    note: { zh: "三年到位", en: "phased in over three years" },
    source: { basis: "law", title: "Invented notice no. 7", url: "https://example.org/notice-7" },
    origin: { file: "catalogue/packages/rotation.yaml", line: 9, id: "packages/rotation" },
  };
  const consolidation: AppliedChange = {
    parameter: "certification.forecast_threshold",
    operation: "set",
    text: { zh: "设为 0.6", en: "set to 0.6" },
    from: 2026,
    to: 2030,
    where: "province 51, 52, 53; county, city",
    source: INVENTED,
    origin: { file: "catalogue/packages/consolidation.yaml", line: 12, id: "packages/consolidation" },
  };
  if (id === "faster-rotation") return [rotation];
  return id === "all-three" ? [rotation, consolidation] : [consolidation];
}

/** Twelve numbers without a source. */
export function assumptions(): ComparisonSummary["assumptions"] {
  return Array.from({ length: 12 }, (_, k) => ({
    id: `invented.parameter_${k + 1}`,
    title: { zh: `虚构参数 ${k + 1}`, en: `Invented parameter ${k + 1}` },
    unit: k % 2 === 0 ? "share" : "km",
    value: String((k + 1) / 20),
    isUncertain: k % 3 === 0,
    source: INVENTED,
  }));
}

/** Two tables of data. */
export function sources(): ComparisonSummary["sources"] {
  return [
    {
      table: "provinces.csv",
      title: { zh: "各省基本情况", en: "Provinces" },
      source: { basis: "statistics", title: "Invented yearbook", url: "https://example.org/yearbook" },
    },
    {
      table: "national-series.csv",
      title: { zh: "全国序列", en: "National series" },
      source: { basis: "derived", title: "Invented bulletins 2020–2024" },
    },
  ];
}
