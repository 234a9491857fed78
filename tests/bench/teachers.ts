/**
 * What the teacher processes cost: ns per teacher-year by step and in all, as ratios to what 10⁹ simple updates take in the same
 * process, and bytes per teacher. Pupils stand still; teachers live through 2021–2035. Every county-year is run again and again
 * with the same draws, and the median of its times counts, so that other work on the machine does not.
 * Usage: npx tsx tests/bench/teachers.ts [sample share] [repeats].
 */
import { loadRunData } from "../../src/cli/data-files.ts";
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import { openYear } from "../../src/model/accounts.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import { yearContext } from "../../src/model/context.ts";
import { parameterRows } from "../../src/model/parameter-rows.ts";
import { planCertification } from "../../src/model/plan.ts";
import { formClasses } from "../../src/model/processes/classes.ts";
import { AFTER_MOVES, BEFORE_MOVES } from "../../src/model/schedule.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { calibrate } from "./calibrate.ts";

const NAMES = [
  "settlement",
  "education-groups",
  "ict",
  "principals",
  "attrition",
  "rotation",
  "recruitment",
  "subject-assignment",
  "itinerant",
  "backbone-designation",
];
const STEPS = [...BEFORE_MOVES, ...AFTER_MOVES].filter(({ name }) => NAMES.includes(name));
const YEARS = Array.from({ length: 15 }, (_, k) => 2021 + k);

const [share = 0.001, repeats = 15] = process.argv.slice(2).map(Number);
const data = loadRunData(undefined);
const sample = sampleCounties(data.counties, share);
const nation = buildNation(data.counties, data.provinces, data.totals, sample);
const { scenarios } = await resolveComparison("five-ways", scenarioReader("five-ways"));
const attributes = data.counties.map((county) => county.attributes);
const table = tableOfSample(scenarios[0]!.bind(attributes), sample.rows);
const nobody = { acceptance: new Float64Array(2), arrivals: new Int32Array(18), returners: new Int32Array(18) };

/** Times of one life of the nation's teachers (ns), by county, year and step, and the teacher-years lived. */
function live(): { times: Float64Array; teacherYears: number } {
  const counties = nation.counties.map((state) => cloneCounty(state));
  const notReady = new Uint8Array(counties.length);
  planCertification(counties, parameterRows(table, counties, 2020, notReady).value, [3, 4]);
  const times = new Float64Array(counties.length * YEARS.length * STEPS.length);
  let cell = 0;
  let teacherYears = 0;
  for (const year of YEARS) {
    const { rows } = parameterRows(table, counties, year, notReady);
    counties.forEach((state, c) => {
      const context = yearContext([3, 4], state.id, year, rows[c]!, { births: 0, flow: 0 }, nobody);
      formClasses(state, context);
      openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
      teacherYears += state.teachers.count;
      for (const step of STEPS) {
        const start = performance.now();
        step.run(state, context);
        times[cell++] = 1e6 * (performance.now() - start);
      }
    });
  }
  return { times, teacherYears };
}

live();
const units: number[] = [];
const lives = Array.from({ length: repeats }, (_, k) => {
  if (k % 5 === 0) units.push(calibrate());
  return live();
});
const unit = Math.min(...units);
const { teacherYears } = lives[0]!;
const spent = new Float64Array(STEPS.length);
lives[0]!.times.forEach((_, cell) => {
  const ordered = lives.map(({ times }) => times[cell]!).sort((a, b) => a - b);
  spent[cell % STEPS.length]! += ordered[repeats >> 1]!;
});
const row = (step: string, ns: number) =>
  console.log(
    `${step.padEnd(22)}${(ns / teacherYears).toFixed(1).padStart(8)} ns${(ns / teacherYears / unit).toFixed(1).padStart(8)}`,
  );
console.log(`${"".padEnd(22)} per teacher-year, and over the seconds of 10⁹ updates (${unit.toFixed(2)} s)`);
STEPS.forEach(({ name }, k) => row(name, spent[k]!));
row(
  "in all",
  spent.reduce((sum, ns) => sum + ns, 0),
);
const bytes = Object.values(nation.counties[0]!.teachers).reduce(
  (sum: number, column) => sum + (ArrayBuffer.isView(column) ? (column as Int32Array).BYTES_PER_ELEMENT : 0),
  0,
);
console.log(`${bytes} bytes a row; ${teacherYears} teacher-years in ${sample.rows.length} counties`);
