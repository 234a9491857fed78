import type { LiveFormula, Overlay, ParameterTable } from "./parameter-table.ts";

/**
 * A table restricted to some of its counties, in the order given: profiles that none of them has are dropped, and draws
 * and formulas keep what is theirs.
 */
export function tableOfSample(table: ParameterTable, rows: readonly number[]): ParameterTable {
  const used = [...new Set(rows.map((row) => table.profileOf[row]!))].sort((a, b) => a - b);
  const position = new Map(used.map((profile, i) => [profile, i]));
  const { formulas, overlays } = table;
  const counties = table.profileOf.length;
  return {
    profileOf: Uint16Array.from(rows, (row) => position.get(table.profileOf[row]!)!),
    profiles: used.map((profile) => table.profiles[profile]!),
    ...(formulas && { formulas: formulas.map((formula) => formulaOfSample(formula, rows, counties)) }),
    ...(overlays && { overlays: overlays.map((overlay) => overlayOfSample(overlay, rows, counties)) }),
  };
}

function formulaOfSample(formula: LiveFormula, rows: readonly number[], counties: number): LiveFormula {
  return {
    ...formula,
    members: Uint8Array.from(rows, (row) => formula.members[row]!),
    fixed: rowsOf(formula.fixed, rows, counties),
  };
}

function overlayOfSample(overlay: Overlay, rows: readonly number[], counties: number): Overlay {
  return { ...overlay, values: rowsOf(overlay.values, rows, counties) };
}

/** Some rows of an array of equally long rows. */
function rowsOf(values: Float64Array, rows: readonly number[], counties: number): Float64Array {
  const width = values.length / counties;
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, i) => out.set(values.subarray(row * width, (row + 1) * width), i * width));
  return out;
}
