import { COLUMNS } from "./columns.ts";
import type { LiveFormula, Overlay, ParameterTable } from "./parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR } from "./parameters.ts";

const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/** True if two scenarios give every county the same values in all years before `year`, whatever the state of the run. */
export function sameUntil(a: ParameterTable, b: ParameterTable, year: number): boolean {
  if (a === b) return true;
  const years = year - FIRST_YEAR;
  return sameProfiles(a, b, years) && sameOverlays(a, b, years) && sameFormulas(a, b, years);
}

function sameProfiles(a: ParameterTable, b: ParameterTable, years: number): boolean {
  const width = years * COLUMNS;
  const equal = new Map<number, boolean>();
  return a.profileOf.every((profile, c) => {
    const pair = profile * 65536 + b.profileOf[c]!;
    const known = equal.get(pair);
    if (known !== undefined) return known;
    const left = a.profiles[profile]!;
    const right = b.profiles[b.profileOf[c]!]!;
    let same = true;
    for (let i = 0; i < width && same; i++) same = left[i] === right[i];
    equal.set(pair, same);
    return same;
  });
}

function sameOverlays(
  { overlays: a = [] }: ParameterTable,
  { overlays: b = [] }: ParameterTable,
  years: number,
): boolean {
  const isSame = (left: Overlay, right: Overlay) =>
    left === right ||
    (left.parameter === right.parameter &&
      left.as === right.as &&
      left.values.every((value, i) => i % YEARS >= years || value === right.values[i]));
  return a.length === b.length && a.every((overlay, k) => isSame(overlay, b[k]!));
}

/** Formulas that act only later do not matter. */
function sameFormulas(
  { formulas: a = [] }: ParameterTable,
  { formulas: b = [] }: ParameterTable,
  years: number,
): boolean {
  const acts = ({ shares }: LiveFormula) => shares.subarray(0, years).some((share) => share > 0);
  const [left, right] = [a.filter(acts), b.filter(acts)];
  return left.length === right.length && left.every((formula, k) => isSameFormula(formula, right[k]!, years));
}

function isSameFormula(a: LiveFormula, b: LiveFormula, years: number): boolean {
  const numbers = (values: ArrayLike<number>, others: ArrayLike<number>, count = values.length) => {
    for (let i = 0; i < count; i++) if (values[i] !== others[i]) return false;
    return values.length === others.length;
  };
  return (
    a === b ||
    (a.parameter === b.parameter &&
      a.level === b.level &&
      a.ownSlot === b.ownSlot &&
      numbers(a.program.code, b.program.code) &&
      numbers(a.program.constants, b.program.constants) &&
      numbers(a.members, b.members) &&
      numbers(a.fixedSlots, b.fixedSlots) &&
      numbers(a.fixed, b.fixed) &&
      numbers(a.shares, b.shares, years) &&
      numbers(a.own, b.own, (a.own.length / YEARS) * years))
  );
}
