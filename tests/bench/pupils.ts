/**
 * What a pupil costs: nanoseconds per pupil-year and per cell-year of the steps over pupils, and of the samplers they draw with; each also as a
 * ratio to one of the 10⁹ updates of `calibrate` in the same process.
 * Usage: npx tsx tests/bench/pupils.ts [sample share] [worlds]. The first world warms up and is left out.
 *
 * Counted are the processor's time of the named steps in all county-years in which they run, over the pupils at school in those counties when
 * admission ends, and over the cells (site × grade × group) that then hold somebody.
 */
import { loadRunData } from "../../src/cli/data-files.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { binomial } from "../../src/core/distributions.ts";
import { hypergeometric } from "../../src/core/hypergeometric.ts";
import { openStream } from "../../src/core/stream.ts";
import { cumulate, multinomial, split, weightedClasses } from "../../src/core/urn.ts";
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import type { YearContext } from "../../src/model/context.ts";
import { AFTER_MOVES, BEFORE_MOVES, type CountyStep } from "../../src/model/schedule.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import type { CountyState } from "../../src/model/state.ts";
import { startStepClock } from "../../src/model/step-clock.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { calibrate } from "./calibrate.ts";

const CELL_STEPS = ["progression", "leave"];
const PUPIL_STEPS = [...CELL_STEPS, "admission", "boarding", "births", "classes", "consolidation", "intercounty"];

const [share = 0.01, worlds = 2] = process.argv.slice(2).map(Number);
const data = loadRunData(undefined);
const sample = sampleCounties(data.counties, share);
const nation = buildNation(data.counties, data.provinces, data.totals, sample);
const { scenarios } = await resolveComparison("five-ways", scenarioReader("five-ways"));
const attributes = data.counties.map((county) => county.attributes);
const tables = scenarios.map((scenario) => tableOfSample(scenario.bind(attributes), sample.rows));

const seen = { countyYears: 0, pupils: 0, cells: 0 };
let counting = 0;

/** Counts pupils and cells after admission; the time it takes is taken out again. */
function count({ pupils }: CountyState): void {
  const started = cpu();
  seen.countyYears++;
  for (let i = 0; i < pupils.length; i++) {
    if (pupils[i]! === 0) continue;
    seen.pupils += pupils[i]!;
    seen.cells++;
  }
  counting += cpu() - started;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const admission = AFTER_MOVES.find(({ name }) => name === "admission")! as {
  -readonly [K in keyof CountyStep]: CountyStep[K];
};
const { run } = admission;
simulateWorld(nation, tables, [0, 1]);
admission.run = (state: CountyState, context: YearContext) => {
  run(state, context);
  count(state);
};
calibrate(1e8);
const units = [calibrate(3e8)];
const clock = startStepClock(cpu);
for (let world = 0; world < worlds; world++) {
  simulateWorld(nation, tables, [world, 2], { clock });
  units.push(calibrate(3e8));
  clock.lap("calibrate");
}
/** Nanoseconds of one update. */
const unit = units.reduce((sum, s) => sum + s, 0) / units.length;

function row(name: string, ns: number): string[] {
  return [name, ns.toFixed(ns < 100 ? 2 : 0), (ns / unit).toFixed(2)];
}

function stepRows(name: string, steps: readonly string[]): string[][] {
  let ms = 0;
  for (const step of steps) ms += clock.spent.get(step) ?? 0;
  if (steps.includes("admission")) ms -= counting;
  return [
    row(`${name}, a pupil-year`, (1e6 * ms) / seen.pupils),
    row(`${name}, a cell-year`, (1e6 * ms) / seen.cells),
    row(`${name}, a county-year`, (1e6 * ms) / seen.countyYears),
  ];
}

const DRAWS = 1_000_000;
const stream = openStream([1, 2], 3, 2030, 4);
const out = new Int32Array(64);
const weights = Float64Array.from({ length: 35 }, (_, i) => 1 + (i % 7));
const classes = weightedClasses(35);
classes.weights.set(weights);
cumulate(classes, 35);

/** Nanoseconds a draw, at addresses never used before. */
function draw(name: string, once: (i: number) => unknown, draws = DRAWS): string[] {
  for (let i = 0; i < draws / 10; i++) once(i);
  const started = cpu();
  for (let i = 0; i < draws; i++) once(i);
  return row(name, (1e6 * (cpu() - started)) / draws);
}

const known = new Set([...BEFORE_MOVES, ...AFTER_MOVES].map(({ name }) => name).concat("intercounty"));
for (const step of PUPIL_STEPS) if (!known.has(step)) throw new Error(`no step is called ${step}`);
const rows = [
  ["what", "ns", "updates"],
  ...stepRows(CELL_STEPS.join(" + "), CELL_STEPS),
  ...stepRows("all steps over pupils", PUPIL_STEPS),
  ...PUPIL_STEPS.map((step) => stepRows(step, [step])[0]!),
  draw("a number of a new block", (i) => stream.uniform(i)),
  draw("binomial, n·p = 1", (i) => binomial(100, 0.01, stream, i)),
  draw("binomial, n·p = 9", (i) => binomial(30, 0.3, stream, i)),
  draw("binomial, n·p = 1000", (i) => binomial(10_000, 0.1, stream, i)),
  draw("hypergeometric, mean 3", (i) => hypergeometric(20, 80, 15, stream, i)),
  draw("hypergeometric, mean 30", (i) => hypergeometric(200, 300, 75, stream, i)),
  draw("multinomial, 4 over 35", (i) => split(4, classes, out, stream, i)),
  draw("multinomial, 1500 over 35", (i) => split(1500, classes, out, stream, i), DRAWS / 20),
  draw("the same, weights used once", (i) => multinomial(1500, weights, out, stream, i), DRAWS / 20),
];
console.log(
  `${seen.countyYears} county-years of ${Math.round(seen.pupils / seen.countyYears)} pupils in ${Math.round(seen.cells / seen.countyYears)} cells; one update ${unit.toFixed(2)} ns`,
);
for (const [name, ns, ratio] of rows) console.log(name!.padEnd(48) + ns!.padStart(12) + ratio!.padStart(12));
