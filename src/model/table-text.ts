import type { ParameterTable } from "./parameter-table.ts";

/**
 * Everything a table says as one text, for the digest that names a run: equal tables give equal texts, and any difference in a
 * value, a draw or a formula shows. Numbers are written so that they read back as the same bits.
 */
export function tableText({ profileOf, profiles, formulas, overlays }: ParameterTable): string {
  return [
    Array.from(profileOf).join(),
    ...profiles.map((profile) => Array.from(profile).join()),
    ...(formulas ?? []).map((formula) => JSON.stringify(formula, arraysAsText)),
    ...(overlays ?? []).map((overlay) => JSON.stringify(overlay, arraysAsText)),
  ].join("|");
}

/** Arrays of numbers as text: JSON knows neither typed arrays nor numbers that are not finite. */
function arraysAsText(_key: string, value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Uint8Array) return Array.from(value).join();
  return value;
}
