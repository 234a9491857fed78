import { csvFormatRow } from "d3-dsv";
import { OUTCOMES } from "../experiment/comparison-summary.ts";
import { worldPlace } from "../experiment/ensemble.ts";
import { OUTCOME_IDS } from "../experiment/outcome-values.ts";
import { worldValues } from "../experiment/summarise.ts";
import { YEARS } from "../model/trace.ts";
import { LEAD, variableName } from "./outputs.ts";
import type { RunMaterial } from "./run-files.ts";

/** The rows of one scenario, outcome and year in the table of indicators. */
export interface IndicatorPart {
  /** What the rows have in common: model, scenario, region, variable, unit and year. */
  readonly lead: readonly [...texts: [string, string, string, string, string], year: number];
  /** Values of the worlds that finished. */
  readonly values: Float64Array;
}

/** Every outcome in every world that finished, scenario and year. */
export function* indicatorParts({ summary, folded }: RunMaterial): Iterable<IndicatorPart> {
  const model = `junheng ${summary.engineVersion}`;
  for (const [s, { id }] of summary.scenarios.entries())
    for (const outcome of OUTCOME_IDS)
      for (const year of YEARS)
        yield {
          lead: [model, id, "China", variableName(outcome), OUTCOMES[outcome].unit, year],
          values: worldValues({ numbers: folded.allNumbers }, s, outcome, year),
        };
}

/** `indicators.csv`, in parts. */
export function* indicatorTable(material: RunMaterial): Iterable<string> {
  yield `${csvFormatRow([...LEAD, "member", "replication", "value"])}\n`;
  const places = material.worlds.finished.map((world) => worldPlace(world, material.plan));
  for (const { lead, values } of indicatorParts(material)) {
    const start = csvFormatRow(lead.map(String));
    yield places.map(({ member, replication }, w) => `${start},${member},${replication},${values[w]!}\n`).join("");
  }
}
