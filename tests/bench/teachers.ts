/**
 * What the teacher processes cost: CPU ns per teacher-year by step and in all, as ratios to what 10⁹ simple updates take in the
 * same process, and bytes per teacher.
 * Usage: npx tsx tests/bench/teachers.ts [sample share] [worlds]. One more world warms up and is left out.
 */
import { loadRunData } from "../../src/cli/data-files.ts";
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { startStepClock } from "../../src/model/step-clock.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { calibrate } from "./calibrate.ts";

/** Steps of the school year that belong to teachers and to the offices they fill. */
const STEPS = [
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

const [share = 0.004, worlds = 1] = process.argv.slice(2).map(Number);
const data = loadRunData(undefined);
const sample = sampleCounties(data.counties, share);
const nation = buildNation(data.counties, data.provinces, data.totals, sample);
const { scenarios } = await resolveComparison("five-ways", scenarioReader("five-ways"));
const attributes = data.counties.map((county) => county.attributes);
const tables = scenarios.map((scenario) => tableOfSample(scenario.bind(attributes), sample.rows));
simulateWorld(nation, tables, [0, 1]);
const unit = calibrate();
/** CPU time of this process in ms: other work on the machine does not count. */
const cpu = () => process.cpuUsage().user / 1000;
const clock = startStepClock(cpu);
for (let world = 0; world < worlds; world++) simulateWorld(nation, tables, [world, 2], { clock });
// Teacher processes run from 2021: four hindcast years once, eleven projected years for each scenario.
const years = worlds * (4 + 11 * scenarios.length);
const teachers = nation.counties.reduce((sum, county) => sum + county.teachers.count, 0);
const row = (step: string, ms: number) => {
  const ns = (1e6 * ms) / (years * teachers);
  console.log(`${step.padEnd(22)}${ns.toFixed(1).padStart(8)} ns${(ns / unit).toFixed(1).padStart(8)}`);
};
console.log(`${"".padEnd(22)} CPU per teacher-year, and over the seconds of 10⁹ updates (${unit.toFixed(2)} s)`);
for (const step of STEPS) row(step, clock.spent.get(step) ?? 0);
row(
  "in all",
  STEPS.reduce((sum, step) => sum + (clock.spent.get(step) ?? 0), 0),
);
const { teachers: table } = nation.counties[0]!;
const bytes = Object.values(table).reduce(
  (sum: number, column) => sum + (ArrayBuffer.isView(column) ? (column as Int32Array).BYTES_PER_ELEMENT : 0),
  0,
);
console.log(
  `${bytes} bytes a row; ${teachers} teachers and ${years} years of ${sample.rows.length} counties, ` +
    `${nation.counties.reduce((sum, county) => sum + county.sites.count, 0)} sites`,
);
