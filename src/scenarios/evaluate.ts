import { pow } from "../core/elementary.ts";
import { PREVIOUS_SLOT, YEAR_SLOT } from "../model/formula-inputs.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import type { CompiledExpression } from "./expression.ts";
import { namesOf } from "./formulas.ts";
import type { ChangeSpec, FormulaSpec, Operation, Path, RuleSpec, Shape } from "./spec.ts";

/** How far a move has come at the share `t` of its time: 0 at the start, 1 at the end. */
export function progress(shape: Shape, t: number): number {
  if (t >= 1) return 1;
  if (shape === "step") return 0;
  return shape === "linear" ? t : t * t * (3 - 2 * t);
}

/** Value of a path in a year: the first value until the first year, the last value after the last year. */
export function pathValue({ years, values, interp }: Path, year: number): number {
  const next = years.findIndex((point) => point > year);
  if (next === 0) return values[0]!;
  if (next < 0) return values.at(-1)!;
  const [start, end] = [years[next - 1]!, years[next]!];
  const t = (year - start) / (end - start);
  if (interp === "growth")
    return t === 0 ? values[next - 1]! : values[next - 1]! * pow(values[next]! / values[next - 1]!, t);
  const share = progress(interp, t);
  return values[next - 1]! + (values[next]! - values[next - 1]!) * share;
}

/** First year in which a rule acts: its change's, or the first year of its path. */
export function firstYearOfRule(change: ChangeSpec, { operation }: RuleSpec): number {
  return operation.kind === "path" ? operation.path.years[0]! : change.from;
}

/** What a rule needs beside its own numbers: its formula, and a frame that holds the county's attributes. */
export interface Surroundings {
  readonly formula: CompiledExpression | undefined;
  readonly frame: Float64Array;
}

/**
 * Values of one parameter after a change, by year from `FIRST_YEAR`, given the values that would hold without it.
 *
 * In the k-th year of a phase-in over N years the value is `before + (target − before) × shape(k / N)`, where `before` is
 * the value of the same year without the change. After the window's last year the value stays (`hold`), or is as if the
 * change had never been (`revert`).
 */
export function valuesAfter(
  change: ChangeSpec,
  rule: RuleSpec,
  before: Float64Array,
  surroundings: Surroundings,
): Float64Array {
  const after = before.slice();
  const from = firstYearOfRule(change, rule);
  const to = change.to ?? LAST_YEAR;
  for (let year = from; year <= LAST_YEAR; year++) {
    const k = year - FIRST_YEAR;
    if (year > to) after[k] = change.after === "revert" ? before[k]! : after[to - FIRST_YEAR]!;
    else
      after[k] = phased(
        change.phaseIn,
        year - from + 1,
        before[k]!,
        target(rule.operation, year, before[k]!, surroundings),
      );
  }
  return after;
}

/** Share of the way from the value before a change to its target in its k-th year. */
export function phasedShare(phaseIn: ChangeSpec["phaseIn"], yearsIn: number): number {
  return phaseIn ? progress(phaseIn.shape, yearsIn / phaseIn.years) : 1;
}

function phased(phaseIn: ChangeSpec["phaseIn"], yearsIn: number, before: number, goal: number): number {
  const share = phasedShare(phaseIn, yearsIn);
  return share === 1 ? goal : before + (goal - before) * share;
}

/** The numbers of a formula's `with` in a year, in order. */
export function ownNumbers(formula: FormulaSpec, year: number): number[] {
  return [...formula.with.values()].map((value) => (typeof value === "number" ? value : pathValue(value, year)));
}

function target(operation: Operation, year: number, before: number, { formula, frame }: Surroundings): number {
  switch (operation.kind) {
    case "path":
      return combine(operation.as, before, pathValue(operation.path, year));
    case "expr": {
      if (formula?.kind !== "number") throw new TypeError(`"${operation.formula.text}" is not compiled to a number`);
      frame[YEAR_SLOT] = year;
      frame[PREVIOUS_SLOT] = before;
      frame.set(ownNumbers(operation.formula, year), namesOf(operation.formula).length);
      return formula.run(frame);
    }
    case "set":
    case "add":
    case "scale":
      return combine(operation.kind, before, operation.value);
    default:
      return operation satisfies never;
  }
}

function combine(as: "set" | "add" | "scale", before: number, value: number): number {
  return as === "set" ? value : as === "add" ? before + value : before * value;
}
