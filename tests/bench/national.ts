/**
 * One world of the whole nation at one to one, every process on, 2020–2035, shared by several threads. Prints one line of JSON.
 * Usage: npm run bench:national [-- --workers N] [--sample SHARE] [--profile]. `--profile` says on stderr where the time went.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Piscina } from "piscina";
import { loadRunData } from "../../src/cli/data-files.ts";
import { sampleCounties } from "../../src/data/nation.ts";
import { shareTeam } from "../../src/model/team.ts";
import { calibrate } from "./calibrate.ts";
import type { Part, PartResult } from "./national-worker.ts";

const { values } = parseArgs({
  options: {
    workers: { type: "string", default: String(availableParallelism()) },
    sample: { type: "string", default: "1" },
    profile: { type: "boolean", default: false },
  },
});
const workers = Number(values.workers);
const sample = Number(values.sample);
const calibrationSeconds = calibrate();
const counties = sampleCounties(loadRunData(undefined).counties, sample).rows.length;
const team = shareTeam(counties, workers);
const pool = new Piscina<Part, PartResult>({
  filename: new URL("./national-thread.js", import.meta.url).href,
  minThreads: workers,
  maxThreads: workers,
  execArgv: [],
});
const tasks = Array.from({ length: workers }, (_, member) =>
  pool.run({ team, member, sample, isProfiled: values.profile }),
);
const parts = await Promise.all(tasks);
await pool.close();
const sum = (key: "sites" | "teachers" | "pupils" | "certified2035") => parts.reduce((all, part) => all + part[key], 0);
const longest = (key: "buildSeconds" | "seconds") => Number(Math.max(...parts.map((part) => part[key])).toFixed(2));
const result = {
  counties,
  sites: sum("sites"),
  teachers: sum("teachers"),
  pupils: sum("pupils"),
  years: 15,
  workers,
  buildSeconds: longest("buildSeconds"),
  seconds: longest("seconds"),
  calibrationSeconds: Number(calibrationSeconds.toFixed(2)),
  secondsPerCalibration: Number((longest("seconds") / calibrationSeconds).toFixed(2)),
  // Resident memory at its highest, of the whole process with all threads.
  peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  certified2035: sum("certified2035"),
};
console.log(JSON.stringify(result));
if (values.profile) printProfile();

/** Seconds by step, summed over threads. */
function printProfile(): void {
  const spent = new Map<string, number>();
  for (const { profile } of parts) for (const [step, ms] of profile) spent.set(step, (spent.get(step) ?? 0) + ms);
  const total = [...spent.values()].reduce((all, ms) => all + ms, 0);
  for (const [step, ms] of [...spent].sort((a, b) => b[1] - a[1]))
    process.stderr.write(
      `${step.padEnd(22)}${(ms / 1000).toFixed(2).padStart(9)} s ${((100 * ms) / total).toFixed(1).padStart(5)} %\n`,
    );
}
