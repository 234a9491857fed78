/**
 * Throughput of an ensemble: worlds of the baseline on a sample, run by the program's own pool, summarised and written. Prints one line of JSON.
 * Usage: npx tsx tests/bench/ensemble.ts <worlds> [sample share] [threads].
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runEnsemble } from "../../src/cli/ensemble-run.ts";
import { resolveTarget } from "../../src/cli/run-target.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { calibrate } from "./calibrate.ts";

const [worlds = 10, sample = 0.003, jobs = availableParallelism()] = process.argv.slice(2).map(Number);
const calibrationSeconds = calibrate();
const out = mkdtempSync(join(tmpdir(), "junheng-bench-"));
try {
  const target = await resolveTarget({ kind: "scenarios", refs: ["baseline"] }, scenarioReader("baseline"), []);
  const started = performance.now();
  const { summary } = await runEnsemble(target, { out, worlds, sample, jobs, locale: "en", quiet: true, force: false });
  const seconds = (performance.now() - started) / 1000;
  const counties = summary.nation.simulated;
  const countyYears = worlds * counties * 16;
  console.log(
    JSON.stringify({
      worlds,
      counties,
      threads: jobs,
      seconds: Number(seconds.toFixed(2)),
      calibrationSeconds: Number(calibrationSeconds.toFixed(2)),
      worldsPerMinute: Math.round((60 * worlds) / seconds),
      millisecondsPerCountyYear: Number(((1000 * seconds) / countyYears).toFixed(3)),
      peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
} finally {
  rmSync(out, { recursive: true });
}
