import type { Bilingual } from "../src/core/bilingual.ts";
import {
  BINDING_ITEMS,
  OUTCOMES,
  type BindingItem,
  type ComparisonSummary,
  type DifferenceRow,
  type OutcomeId,
  type ScenarioHead,
  type Spread,
} from "../src/experiment/comparison-summary.ts";
import { WORSE, type EquityMeasure } from "../src/experiment/equity.ts";
import { PAYERS, SPENDING } from "../src/model/accounts.ts";
import { CATEGORIES } from "../src/model/exposure.ts";
import { STAGE_INDICATORS } from "../src/model/levels.ts";
import { attribution, constraints, countyOdds, countyStandings, ladder, tornado } from "./why-fixture.ts";
import { assumptions, changesOf, hindcast, INVENTED, sources } from "./report/evidence-fixture.ts";

const YEARS = Array.from({ length: 16 }, (_, k) => 2020 + k);
const WORLDS = 40;
const PROVINCE_CODES =
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(" ");

/** Each scenario's push on the share certified (grows after 2025) and on the other outcomes. */
const SCENARIOS: readonly {
  readonly id: string;
  readonly title: Bilingual;
  readonly push: number;
  readonly strain: number;
}[] = [
  { id: "baseline", title: { zh: "基准情景", en: "Baseline" }, push: 0, strain: 0 },
  { id: "faster-rotation", title: { zh: "加快轮岗", en: "Faster rotation" }, push: 0.061, strain: 0.02 },
  { id: "careful-consolidation", title: { zh: "审慎撤并", en: "Careful consolidation" }, push: 0.002, strain: 0.12 },
  { id: "funding-formula", title: { zh: "经费公式", en: "Funding formula" }, push: 0.034, strain: -0.01 },
  { id: "all-three", title: { zh: "三项并用", en: "All three" }, push: 0.103, strain: 0.14 },
];

/** A summary with made-up numbers from formulas: five scenarios, 2020–2035, 31 provinces, 40 worlds. Fields of `changes` replace it. */
export function summaryFixture(changes: Partial<ComparisonSummary> = {}): ComparisonSummary {
  const scenarios: ScenarioHead[] = SCENARIOS.map(({ id, title }) => {
    return { id, title, isBaseline: id === "baseline", changes: id === "baseline" ? [] : changesOf(id) };
  });
  return {
    id: "three-levers",
    title: { zh: "三类举措与基准的比较", en: "Three kinds of measures against the baseline" },
    runId: "0123456789ab",
    engineVersion: "0.1.0",
    seed: "fixture",
    worlds: WORLDS,
    nation: {
      label: { zh: "测试用合成国家", en: "a synthetic nation for tests" },
      status: "synthetic",
      counties: 2895,
      simulated: 375,
    },
    years: YEARS,
    lastObservedYear: 2024,
    firstPolicyYear: 2025,
    scenarios,
    goals: goals(),
    certifiedShare: SCENARIOS.flatMap(({ id, push }) =>
      YEARS.map((year) => ({ scenario: id, year, ...certified(push, year) })),
    ),
    worldShares: SCENARIOS.flatMap(({ id, push }) =>
      YEARS.flatMap((year) =>
        Array.from({ length: WORLDS }, (_, world) => ({
          scenario: id,
          world,
          year,
          share: worldShare(push, year, world),
        })),
      ),
    ),
    differences: differences(),
    goalChances: goalChances(),
    provinces: provinces(),
    binding: SCENARIOS.flatMap(({ id, push }) => YEARS.flatMap((year) => bindingRows(id, push, year))),
    outcomes: outcomes(),
    whereLost: whereLost(),
    equity: equity(),
    levels: levels(),
    money: money(),
    constraints: constraints(SCENARIOS),
    attribution: attribution(SCENARIOS.at(-1)!, meanShare),
    ladder: ladder(SCENARIOS.at(-1)!, meanShare),
    tornado: tornado(SCENARIOS.at(-1)!, meanShare),
    countyOdds: countyOdds(SCENARIOS, PROVINCE_CODES, meanShare),
    countyStandings: countyStandings(SCENARIOS, PROVINCE_CODES),
    lives: lives(),
    hindcast: hindcast(),
    assumptions: assumptions(),
    sources: sources(),
    warnings: [
      {
        code: "no-effect",
        text: { zh: "示例警告：一项举措在 3 个县没有作用", en: "Sample warning: a lever acts in none of 3 counties" },
      },
    ],
    ...changes,
  };
}

/** Mean share certified: slow until 2024, then an S-curve; the push phases in over six years from 2025. */
function meanShare(push: number, year: number): number {
  if (year < 2024) return 0.0004 + 0.006 * (year - 2020) * (year - 2020);
  const t = year - 2024;
  const curve = 0.085 + (0.7 * (t * t)) / (t * t + 22);
  return curve + push * Math.min(1, Math.max(0, t / 6));
}

/** A world's deviation, between −1 and 1. */
function wobble(world: number): number {
  return ((world * 7919) % WORLDS) / (WORLDS / 2) - 1 + 1 / WORLDS;
}

function worldShare(push: number, year: number, world: number): number {
  const width = year <= 2024 ? 0.004 : 0.02 + 0.007 * (year - 2024);
  return Math.min(1, Math.max(0, meanShare(push, year) + width * wobble(world)));
}

function certified(push: number, year: number): Spread {
  return spreadOf(Array.from({ length: WORLDS }, (_, world) => worldShare(push, year, world)));
}

/** Quantiles by linear interpolation, mean and its standard error. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number) => {
    const k = (sorted.length - 1) * p;
    const low = Math.floor(k);
    return sorted[low]! + (k - low) * (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!);
  };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (sorted.length - 1);
  const standardError = Math.sqrt(variance / sorted.length);
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), mean, standardError };
}

/** Level of each outcome in the baseline of 2035 and how strongly strain moves it. */
const LEVELS: Readonly<Record<OutcomeId, readonly [number, number]>> = {
  certifiedShare: [0.66, 0],
  readyShare: [0.74, 0.5],
  tierCertifiedShare: [0, 0],
  closedSites: [21400, 2.1],
  travelKm: [3.18, 1.1],
  boarders: [0.324, 0.4],
  youngBoarders: [912000, 0.5],
  largeClasses: [0.0041, -0.4],
  unplacedPupils: [1830, 0.9],
  unplacedNoRoom: [1500, 0.9],
  unplacedTooFar: [300, 0.9],
  unplacedRefused: [30, 0.9],
  longCommuters: [81000, 0.7],
  refusedMigrants: [41200, -0.1],
  backboneGap: [0.71, 0.8],
  qualityMean: [0.02, 0.6],
  qualityVillage: [-0.31, -0.35],
  spending: [2.94e12, 0.2],
  primaryPupils: [4.8e7, 0],
  juniorPupils: [3.04e7, 0],
  migrantPupils: [1.2e7, 0.3],
  leftBehindPupils: [6e6, 0.1],
  schools: [171000, -0.2],
  teachingPoints: [30900, -1.2],
  teachers: [9.6e6, 0.01],
  surplusTeachers: [1.1e6, 0.05],
  unfilledPosts: [21000, -0.1],
  specialistsShort: [90000, -0.2],
  rotatedUnwilling: [160000, 0.4],
};

function outcomes(): ComparisonSummary["outcomes"] {
  const ids = Object.keys(OUTCOMES) as OutcomeId[];
  return SCENARIOS.flatMap(({ id, push, strain }) =>
    ids.flatMap((outcome) =>
      [2027, 2035].map((year) => {
        if (outcome === "certifiedShare") return { scenario: id, outcome, year, ...certified(push, year) };
        const [level, force] = LEVELS[outcome];
        const values = Array.from(
          { length: WORLDS },
          (_, w) => level * (1 + 0.1 * wobble(w)) + Math.abs(level) * strain * force,
        );
        return { scenario: id, outcome, year, ...spreadOf(values) };
      }),
    ),
  );
}

function differences(): DifferenceRow[] {
  const ids = Object.keys(OUTCOMES) as OutcomeId[];
  return SCENARIOS.slice(1).flatMap(({ id, push, strain }) =>
    ids.flatMap((outcome) =>
      [2027, 2035].map((year) => {
        const [level, force] = LEVELS[outcome];
        const size =
          outcome === "certifiedShare" ? meanShare(push, year) - meanShare(0, year) : Math.abs(level) * strain * force;
        const noise = outcome === "certifiedShare" ? 0.014 : Math.abs(level) * 0.012 * (force === 0 ? 0 : 1);
        const spread = spreadOf(Array.from({ length: WORLDS }, (_, w) => size + noise * wobble((w * 3) % WORLDS)));
        const isSettled = Math.abs(spread.mean) > 2 * spread.standardError;
        return { scenario: id, outcome, year, ...spread, isSettled, varianceRatio: 0.08 };
      }),
    ),
  );
}

/** The chain from ready to certified of the nation and of two provinces. */
function whereLost(): ComparisonSummary["whereLost"] {
  const regions = [
    ["China", "nation"],
    ["11", "province"],
    ["45", "province"],
  ] as const;
  return SCENARIOS.flatMap(({ id, push }) =>
    regions.flatMap(([region, level]) =>
      [2027, 2035].map((year) => {
        const certified = meanShare(push, year);
        const rest = 1 - certified;
        return {
          scenario: id,
          region,
          level,
          year,
          certified,
          queued: 0.1 * rest,
          tierCertified: 0,
          failed: 0.05 * rest,
          notApplied: 0.15 * rest,
          notReady: 0.7 * rest,
          ready: 1 - 0.6 * rest,
          applies: 0.8,
          passes: certified / (0.8 * (1 - 0.6 * rest)),
          binds: [
            { item: "balance", share: 0.4 * rest },
            { item: "sportsArea", share: 0.2 * rest },
          ],
        };
      }),
    ),
  );
}

function money(): ComparisonSummary["money"] {
  return SCENARIOS.flatMap(({ id, strain }) =>
    SPENDING.flatMap((line, l) =>
      PAYERS.map((payer, p) => ({
        scenario: id,
        line,
        payer,
        year: 2035,
        mean: l === 4 && strain === 0 ? 0 : (l + 1) * (p + 1) * 1e10,
        difference: l % 3 === 0 ? strain * (p + 1) * 1e10 : 0,
        standardError: 1e8,
        isSettled: p < 2 || strain === 0,
      })),
    ),
  );
}

/** Seven pupils and four teachers in every scenario; strain sends some to the seat or away. */
function lives(): NonNullable<ComparisonSummary["lives"]> {
  const settings = ["village", "town", "seat"];
  const pupils = SCENARIOS.flatMap(({ id, strain }) =>
    Array.from({ length: 7 }, (_, k) => k).flatMap((k) =>
      Array.from({ length: 10 }, (_, t) => {
        const row = { scenario: id, pupil: 11 * k + 3, county: `4${k}S00${k}`, year: 2025 + t };
        if (t === 9) return [{ ...row, status: "graduated" as const }];
        if (strain > 0.1 && k % 3 === 1 && t >= 6)
          return t === 6 ? [{ ...row, status: (["left-county", "no-room"] as const)[k % 2]! }] : [];
        return [
          {
            ...row,
            status: "in-school" as const,
            residency: ["local", "left-behind", "migrant"][k % 3]!,
            income: ["ordinary", "low"][k % 2]!,
            home: settings[k % 3]!,
            grade: t + 1,
            site: k + t,
            kind: "primary",
            setting: settings[Math.min(2, (k % 3) + (strain > 0.1 && t > 3 ? 1 : 0))]!,
            classSize: 31 + k + t,
            km: 2.5 * k,
            boards: t > 3 && k % 2 === 0,
          },
        ];
      }).flat(),
    ),
  );
  const teachers = SCENARIOS.flatMap(({ id, strain }) =>
    [0, 1, 2, 3].flatMap((k) =>
      Array.from({ length: 11 }, (_, t) => {
        const row = { scenario: id, teacher: 1000 + k, county: `3${k}S01${k}`, year: 2025 + t };
        const end = 5 + 3 * k;
        if (t > end) return [];
        if (t === end) return [{ ...row, status: (["retired", "left"] as const)[k % 2]! }];
        const isAway = strain > 0 && t >= 2 && t < 5;
        const status: "on-exchange" | "teaching" = isAway ? "on-exchange" : "teaching";
        const site = isAway ? 140 + k : k;
        const place = { site, postSite: k, kind: "primary", setting: settings[isAway ? 0 : k % 3]!, stage: "primary" };
        return [{ ...row, status, ...place, subject: "core", title: "first", isBackbone: false, isCountyHeld: true }];
      }).flat(),
    ),
  );
  return { pupils, teachers, followed: { pupils: 200, teachers: 150 } };
}

/** Every verdict occurs: the baseline is the same, strain makes ways longer, qualities are open. */
function equity(): ComparisonSummary["equity"] {
  return SCENARIOS.flatMap(({ id, strain }) =>
    CATEGORIES.flatMap((category, c) =>
      (Object.keys(WORSE) as EquityMeasure[]).map((measure, m) => ({
        scenario: id,
        category,
        measure,
        year: 2035,
        mean: measure === "qualifiedTeachers" ? 0.8 + 0.01 * c : 2 + c + m + strain,
        difference: strain,
        standardError: measure === "quality" ? 1 : 0.001,
        verdict:
          id === "baseline"
            ? ("same" as const)
            : measure === "quality"
              ? ("not settled" as const)
              : strain > 0 === (WORSE[measure] === "more")
                ? ("loses" as const)
                : ("gains" as const),
        pupils: 1000 * (c + 1),
      })),
    ),
  );
}

function levels(): ComparisonSummary["levels"] {
  return SCENARIOS.flatMap(({ id, strain }) =>
    STAGE_INDICATORS.map(({ stage, indicator }, k) => ({
      scenario: id,
      stage,
      indicator,
      year: 2035,
      level: 5 + k,
      coefficient: 0.4,
      levelDifference: -strain * k,
      coefficientDifference: -strain / 10,
      isLevellingDown: strain > 0.1 && k > 0,
    })),
  );
}

function goals(): ComparisonSummary["goals"] {
  return [
    {
      id: "third-2027",
      title: { zh: "2027 年三分之一的县", en: "One third of counties by 2027" },
      year: 2027,
      metric: "certifiedShare",
      op: ">=",
      value: 1 / 3,
      scope: "nation",
      source: INVENTED,
    },
    {
      id: "most-2035",
      title: { zh: "2035 年绝大多数县", en: "The vast majority by 2035" },
      year: 2035,
      metric: "certifiedShare",
      op: ">=",
      value: 0.9,
      scope: "nation",
      source: INVENTED,
    },
  ];
}

function goalChances(): ComparisonSummary["goalChances"] {
  return SCENARIOS.flatMap(({ id, push }) =>
    goals().map((goal) => {
      const met = Array.from({ length: WORLDS }, (_, world) => worldShare(push, goal.year, world)).filter(
        (share) => share >= goal.value,
      );
      const chance = met.length / WORLDS;
      return { scenario: id, goal: goal.id, chance, standardError: Math.sqrt((chance * (1 - chance)) / WORLDS) };
    }),
  );
}

function provinces(): ComparisonSummary["provinces"] {
  return SCENARIOS.flatMap(({ id, push }) =>
    PROVINCE_CODES.flatMap((province, k) =>
      YEARS.map((year) => {
        const tilt = (((k * 11) % 31) - 15) / 15;
        const share = Math.min(
          1,
          Math.max(0, meanShare(push * (1 - tilt), year) + 0.16 * tilt * Math.min(1, (year - 2020) / 7)),
        );
        return { scenario: id, province, year, share, standardError: 0.008 + 0.0004 * k, counties: 4 + ((k * 5) % 17) };
      }),
    ),
  );
}

function bindingRows(scenario: string, push: number, year: number): ComparisonSummary["binding"] {
  const done = meanShare(push, year);
  const queue = 0.3 * done * (1 - done);
  const weight = (item: BindingItem, k: number) =>
    1 + ((k * 5) % 7) + (item === "backboneTeachers" ? 12 - (year - 2020) * 0.6 : 0);
  const items = BINDING_ITEMS.slice(2);
  const total = items.reduce((sum, item, k) => sum + weight(item, k), 0);
  const rest = 1 - done - queue;
  return BINDING_ITEMS.map((item, k) => {
    const share = item === "certified" ? done : item === "queue" ? queue : (rest * weight(item, k - 2)) / total;
    return { scenario, year, item, share };
  });
}
