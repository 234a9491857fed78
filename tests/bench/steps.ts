/**
 * Where the time of a county-year goes: µs by step, beside what 10⁹ simple updates take in the same process.
 * Usage: npx tsx tests/bench/steps.ts [sample share] [worlds]. The first world warms up and is left out.
 */
import { loadRunData } from "../../src/cli/data-files.ts";
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { startStepClock } from "../../src/model/step-clock.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { calibrate } from "./calibrate.ts";

const [share = 0.01, worlds = 3] = process.argv.slice(2).map(Number);
const data = loadRunData(undefined);
const sample = sampleCounties(data.counties, share);
const nation = buildNation(data.counties, data.provinces, data.totals, sample);
const { scenarios } = await resolveComparison("five-ways", scenarioReader("five-ways"));
const attributes = data.counties.map((county) => county.attributes);
const tables = scenarios.map((scenario) => tableOfSample(scenario.bind(attributes), sample.rows));
simulateWorld(nation, tables, [0, 1]);
const unit = calibrate();
const clock = startStepClock(() => performance.now());
const before = process.cpuUsage();
const started = performance.now();
for (let world = 0; world < worlds; world++) simulateWorld(nation, tables, [world, 2], { clock });
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(before);
// Five hindcast years once, eleven projected years for each scenario.
const countyYears = worlds * sample.rows.length * (5 + 11 * scenarios.length);
const total = [...clock.spent.values()].reduce((sum, ms) => sum + ms, 0);
for (const [step, ms] of [...clock.spent].sort((a, b) => b[1] - a[1]))
  console.log(
    `${step.padEnd(22)}${((1000 * ms) / countyYears).toFixed(1).padStart(9)} µs ${((100 * ms) / total).toFixed(1).padStart(5)} %`,
  );
console.log(
  `${(1000 * (seconds / countyYears)).toFixed(3)} ms a county-year (${((cpu.user + cpu.system) / 1000 / countyYears).toFixed(3)} ms of CPU); ` +
    `10⁹ updates ${unit.toFixed(2)} s; ratio ${((1e6 * seconds) / countyYears / unit).toFixed(0)} µ`,
);
