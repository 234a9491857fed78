/**
 * How long the model takes: worlds of the main comparison on a small sample, and the arithmetic of the standard.
 * Usage: npm run bench [sample share] [worlds]. Prints the minimum and median of a world and of a county-year.
 */
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import { prepareEnsemble } from "../../src/experiment/ensemble.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { loadRunData } from "../../src/cli/data-files.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";

const [share = 0.01, worlds = 5] = process.argv.slice(2).map(Number);
const data = loadRunData(undefined);
const sample = sampleCounties(data.counties, share);
const started = performance.now();
const nation = buildNation(data.counties, data.provinces, data.totals, sample);
console.log(`nation of ${sample.rows.length} counties built in ${Math.round(performance.now() - started)} ms`);
const { scenarios } = await resolveComparison("five-ways", scenarioReader("five-ways"));
const attributes = data.counties.map((county) => county.attributes);
const bound = scenarios.map((scenario) => {
  const table = tableOfSample(scenario.bind(attributes), sample.rows);
  return { table, uncertainties: scenario.uncertainties };
});
const places = sample.rows.map((row) => attributes[row]!);
const run = prepareEnsemble(nation, { scenarios: bound, plan: scenarios[0]!.ensemble, places });
const times: number[] = [];
for (let world = 0; world < worlds; world++) {
  const begin = performance.now();
  run(world);
  times.push(performance.now() - begin);
}
times.sort((a, b) => a - b);
// Five hindcast years once, eleven projected years for each scenario.
const countyYears = sample.rows.length * (5 + 11 * scenarios.length);
for (const [name, ms] of [
  ["minimum", times[0]!],
  ["median", times[times.length >> 1]!],
] as const) {
  console.log(`${name}: ${Math.round(ms)} ms a world, ${(ms / countyYears).toFixed(2)} ms a county-year`);
}
