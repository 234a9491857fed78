import fc from "fast-check";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { comparison, scenario } from "./files.ts";

const CATALOGUE_IDS = [
  "baseline",
  "packages/faster-rotation",
  "packages/careful-consolidation",
  "packages/funding-formula",
];
/** A scenario that uses most of the grammar. */
export const EVERYTHING = scenario(`
policy: {start: 2025, stop: 2030, after: hold}
where: {region: [west, east, northeast]}
levers:
  rotation.share:
    phase_in: {years: 3, shape: smooth}
    rules:
      - set: 0.15
      - {set: 0.2, where: {province: ["51"], if: "urban_share < 0.8", except: {type: city}}, note: {zh: 西部, en: "West, more"}}
  funding.per_pupil_primary:
    - {expr: "previous + k * (year - 2024)", with: {k: {path: {2025: 10, 2030: 20}, interp: step}}}
    - {add: 5, from: 2026, to: 2027, after: revert}
uncertainties:
  choice.quality_weight: {dist: prior}
  rotation.paper_share: {dist: triangular, low: -0.1, mode: 0, high: 0.1, as: add, source: {basis: expert, title: t}}
ensemble: {size: 8, seed: fuzz, sampler: random}
goals:
  - {id: half, title: 过半, year: 2030, share: 0.5, source: {basis: assumption, title: t}}`);
/** A scenario about assumptions only. */
export const ASSUMPTIONS = scenario(`
policy: {start: 2022, stop: 2030, after: revert}
assumptions:
  choice.quality_weight: {path: {2026: 1.1, 2028: 0.9}, op: scale, interp: smooth}
  demography.births: {scale: 0.9, phase_in: {years: 2, shape: step}, note: 少生}
uncertainties:
  funding.stickiness: {dist: uniform, low: 0.1, high: 0.4, as: set}`);
const STAGES_AND_GOALS = scenario(`
horizon: {from: 2024, to: 2035}
levers:
  funding.per_pupil:
    - {set: 800, where: {stage: primary}}
    - {path: {2026: 900, 2030: 1100}, interp: growth, where: {stage: [junior], prefecture: ["5105"], tag: [pastoral]}}
goals:
  - quality-balance-2027
  - {id: few, title: 少, metric: boarders, test: {op: "<=", value: 0.2, year: 2030, scope: nation}, confidence: 0.8, source: {basis: assumption, title: t}}`);
const SETTINGS_AND_SCHOOLS = scenario(`
where: {setting: [village, town]}
levers:
  consolidation.min_pupils_primary: {rules: [{set: 60}, {set: 200, where: {setting: town, except: {province: "51"}}}]}
  funding.per_pupil_primary:
    - {expr: "k * (1 + remoteness) + (pupils < 100 ? 50 : 0)", with: {k: 700}, level: school, unit: CNY/pupil/year, from: 2026}
    - {scale: 1.1, from: 2027, to: 2030, after: revert}
  consolidation.proposal_rate: {expr: "last.certified > 0 ? 0 : previous", to: 2030, after: revert}`);
/** A scenario about shares, with every sort of draw. */
export const SHARES_AND_SAMPLERS = scenario(`
levers:
  funding.central_share_tier1: 0.7
  funding.provincial_share: {set: 0.1, where: {province: ["51", "45"]}}
  funding.county_share: {set: 0.2, where: {province: ["51", "45"]}, from: 2026, to: 2030}
uncertainties:
  choice.quality_weight: {dist: beta, mean: 0.3, sd: 0.1, as: add, group: schools, correlate: {funding.stickiness: 0.6}}
  funding.stickiness: {dist: pert, low: 0, mode: 0.3, high: 0.8, as: set, source: {basis: expert, title: t}}
  teachers.exit_rate_rural: {dist: lognormal, low: 0.5, high: 2, as: scale, vary: county}
  rotation.rule: {dist: discrete, values: [lot, incentive], weights: [3, 1], as: set, vary: province}
  funding.payer_tier4: {dist: dirichlet, concentration: 50, group: money}
ensemble: {size: 8, replications: 2, seed: fuzz, sampler: sobol, crn: true, quantiles: [0.1, 0.5, 0.9]}`);
const GOAL = `junheng: 1
kind: goal
id: half
title: {zh: 过半, en: Half}
metric: certifiedShare
test: {op: ">=", value: 0.5, year: 2030, scope: "51"}
source: {basis: assumption, title: t}
`;
/** Good files. */
export const SEEDS = [
  ...CATALOGUE_IDS.map((id) => scenarioReader(id)(id)!.text),
  EVERYTHING,
  ASSUMPTIONS,
  STAGES_AND_GOALS,
  SETTINGS_AND_SCHOOLS,
  SHARES_AND_SAMPLERS,
  GOAL,
  comparison("baseline: other\nscenarios:\n  - {ref: other, as: b, label: 乙, set: {rotation.share: 0.2}}"),
];

const SCRAPS = [
  "",
  " ",
  "\n",
  "  ",
  "\t",
  ":",
  ": ",
  "- ",
  "-",
  ",",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "#",
  "&a ",
  "*a",
  "!x ",
  "|",
  ">",
  "%",
  "---\n",
  "?",
  "@",
  "`",
  "0",
  "-1",
  "1e999",
  ".inf",
  ".nan",
  "2019",
  "2036",
  "2026.5",
  "null",
  "true",
  "~",
  "51",
  '"51"',
  "__proto__: 1\n",
  "constructor",
  "prototype",
  "<<: ",
  "toString",
  "hasOwnProperty",
  "levers",
  "rules",
  "set",
  "path",
  "expr",
  "where",
  "with",
  "extends: self\n",
  "include: [self]\n",
  "\u0000",
  "\ufeff",
  "\u2028",
  "测",
  "😀",
  "[[[[[[[[[[[[[[[[",
  "{a: {a: {a: {a: ",
];

/** A text in which a few pieces have been replaced by scraps or by pieces of itself. */
export const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.record({
        at: fc.nat(9999),
        cut: fc.oneof(fc.nat(3), fc.nat(40)),
        scrap: fc.constantFrom(...SCRAPS),
        copy: fc.nat(9999),
        isCopy: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, { at, cut, scrap, copy, isCopy }) => {
      const start = at % (text.length + 1);
      const from = copy % (text.length + 1);
      return text.slice(0, start) + (isCopy ? text.slice(from, from + 30) : scrap) + text.slice(start + cut);
    }, seed),
  );
