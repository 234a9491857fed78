import { InputError } from "../core/issue.ts";

/**
 * Refuses years outside a range, so that none is passed over without a word.
 * @throws InputError naming those outside.
 */
export function checkYears(option: string, years: readonly number[] | undefined, first: number, last: number): void {
  const outside = years?.filter((year) => year < first || year > last) ?? [];
  if (outside.length === 0) return;
  const problem = `${option} names ${outside.join(", ")}`;
  throw new InputError([{ code: "bad-year", severity: "error", problem, expected: `years from ${first} to ${last}` }]);
}

/**
 * Refuses options that would have no effect beside another.
 * @param given Options by name, and whether each was given.
 * @throws InputError naming the first of them.
 */
export function refuseIdle(beside: string, given: Readonly<Record<string, boolean>>): void {
  const idle = Object.keys(given).find((name) => given[name]);
  if (idle === undefined) return;
  const problem = `${idle} has no effect with ${beside}`;
  throw new InputError([{ code: "bad-option", severity: "error", problem, expected: "one of the two" }]);
}
