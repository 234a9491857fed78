/**
 * Reads a finished run and prints a few findings; writes nothing.
 *
 *     npx tsx notebooks/01-read-a-run.ts outputs/<comparison>/<run id>
 */
import { readSummary } from "../src/cli/outputs.ts";
import { certifiedTitle } from "../src/plots/certified-fan.ts";
import { gatedHindcast } from "../src/plots/findings.ts";
import { percent } from "../src/plots/format.ts";
import { headline } from "../src/report/headline.ts";

const folder = process.argv[2] ?? "";
const summary = readSummary(folder);
if (!summary) {
  console.error(`no run in "${folder}"; usage: npx tsx notebooks/01-read-a-run.ts outputs/<comparison>/<run id>`);
  process.exit(2);
}

// Which run this is: the same id means the same inputs.
console.log(`run ${summary.runId} of ${summary.id}, program ${summary.engineVersion}, seed ${summary.seed}`);

// How well the model agrees with figures published for 2020–2024.
const { checked, within, worst } = gatedHindcast(summary);
console.log(`within tolerance: ${within} of ${checked} figures; largest error ${percent(worst)}`);

// The finding of the fan chart, and the headline table by goal year.
console.log(certifiedTitle(summary, "en"));
for (const { year, lines } of headline(summary, "en")) {
  console.log(`by ${year}`);
  console.table(lines);
}

// What a reader must know before using these numbers.
for (const { text } of summary.warnings) console.log(`note: ${text.en}`);
