import type { Issue } from "../core/issue.ts";
import { OPERATION, type Program } from "../core/program.ts";
import { COLUMNS } from "../model/columns.ts";
import { FRAME_SIZE, PREVIOUS_SLOT, SCHOOL_FORMULA_NAMES } from "../model/formula-inputs.ts";
import { FIRST_COLUMN_BIT, type LiveFormula } from "../model/parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import type { AttributeSource } from "./attributes.ts";
import { writeAttributes } from "./attributes.ts";
import { firstYearOfRule, ownNumbers, pathValue, phasedShare } from "./evaluate.ts";
import type { Formulas } from "./formulas.ts";
import { attributeSlots, isLive, namesOf, readsLast } from "./formulas.ts";
import { fail } from "./place.ts";
import type { ChangeSpec, Operation, RuleSpec } from "./spec.ts";

const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/** How the value of a column comes about: known at the start, from a county's state in each year, or from each school's. */
const FIXED = 0;
const BY_COUNTY = 1;
const BY_SCHOOL = 2;
type Level = typeof FIXED | typeof BY_COUNTY | typeof BY_SCHOOL;

/** One rule as a step of the run, and the columns of the profiles in which it acts. */
interface LiveStep {
  readonly order: number;
  readonly change: ChangeSpec;
  readonly rule: RuleSpec;
  readonly level: Level;
  /** Bits of `LiveFormula.members` by profile. */
  readonly profiles: Uint8Array;
}

/**
 * Sorts out what only the run can evaluate: live formulas, and every later change of a column that one of them gives, since
 * such a change acts on the result. Changes are to be offered profile by profile in their order.
 */
export function collectLiveSteps(changes: readonly ChangeSpec[], formulas: Formulas, profileCount: number) {
  const steps = new Map<string, LiveStep>();
  const levels = new Uint8Array(profileCount * COLUMNS);
  return {
    /** Takes a rule that acts in a column (`position` among the columns of its parameter), if it must wait for the run. */
    take(k: number, index: number, profile: number, column: number, position: number): boolean {
      const change = changes[k]!;
      const rule = change.rules[index]!;
      const at = profile * COLUMNS + column;
      const level = Math.max(levels[at]!, levelOf(rule, formulas)) as Level;
      if (level === FIXED) return false;
      levels[at] = level;
      const key = `${k} ${index} ${level}`;
      let step = steps.get(key);
      if (step === undefined) {
        step = { order: k, change, rule, level, profiles: new Uint8Array(profileCount) };
        steps.set(key, step);
      }
      step.profiles[profile]! |= position === 0 ? FIRST_COLUMN_BIT : 1 << (position - 1);
      return true;
    },
    /** The steps as formulas of a table, in the order of their changes. */
    formulas(profileOf: Uint16Array, source: AttributeSource, issues: Issue[]): LiveFormula[] {
      const ordered = [...steps.values()].sort((a, b) => a.order - b.order);
      const blamed = new Set<RuleSpec>();
      return ordered.map((step) => {
        if (!canHold(step) && !blamed.has(step.rule)) {
          blamed.add(step.rule);
          refuseHold(step, issues);
        }
        return liveFormula(step, formulas, profileOf, source);
      });
    },
  };
}

function levelOf({ operation }: RuleSpec, formulas: Formulas): Level {
  if (operation.kind !== "expr" || !isLive(operation.formula, formulas)) return FIXED;
  return operation.formula.level === "school" ? BY_SCHOOL : BY_COUNTY;
}

/** What a change leaves after its window is known before the run only if it has reached a number of its own. */
function canHold({ change, rule }: LiveStep): boolean {
  if (change.to === undefined || change.to >= LAST_YEAR || change.after === "revert") return true;
  const { operation } = rule;
  const isSet = operation.kind === "set" || (operation.kind === "path" && operation.as === "set");
  return isSet && phasedShare(change.phaseIn, change.to - firstYearOfRule(change, rule) + 1) === 1;
}

function refuseHold({ change, rule, level }: LiveStep, issues: Issue[]): void {
  const whose = level === BY_SCHOOL ? "each school" : "each county";
  const problem = `${change.parameter} has a value of its own for ${whose} in ${change.to}, which cannot be held after it`;
  fail(issues, rule.place, "live-hold", problem, { expected: "after: revert, or a change without an end" });
}

function liveFormula(
  { change, rule, level, profiles }: LiveStep,
  formulas: Formulas,
  profileOf: Uint16Array,
  source: AttributeSource,
): LiveFormula {
  const { operation } = rule;
  const compiled = operation.kind === "expr" ? formulas.get(operation.formula) : undefined;
  const ownSlot = operation.kind === "expr" ? namesOf(operation.formula).length : SCHOOL_FORMULA_NAMES.length;
  const members = Uint8Array.from(profileOf, (profile) => profiles[profile]!);
  const fixedSlots = compiled ? attributeSlots(compiled) : [];
  return {
    parameter: change.parameter,
    level: level === BY_SCHOOL ? "school" : "county",
    program: compiled?.program ?? arithmetic(operation, ownSlot),
    members,
    shares: Float64Array.from({ length: YEARS }, (_, k) => shareIn(change, rule, FIRST_YEAR + k)),
    fixedSlots,
    fixed: fixedValues(fixedSlots, members, source),
    ownSlot,
    own: Float64Array.from(Array.from({ length: YEARS }, (_, k) => numbersIn(rule, FIRST_YEAR + k)).flat()),
    readsLast: compiled !== undefined && readsLast(compiled),
    readsSite: operation.kind === "expr" && operation.formula.level === "school",
  };
}

/** `set`, `add` and `scale` as programs over the value before and a number of the year. */
function arithmetic(operation: Operation, ownSlot: number): Program {
  const as = operation.kind === "path" ? operation.as : operation.kind;
  const own = [OPERATION.load, ownSlot];
  if (as === "set") return { code: own, constants: [] };
  const combine = as === "add" ? OPERATION.add : OPERATION.multiply;
  return { code: [OPERATION.load, PREVIOUS_SLOT, ...own, combine, 0], constants: [] };
}

/** Share of the way to the target in a year; a value that is held has reached it, and one that reverts is left alone. */
function shareIn(change: ChangeSpec, rule: RuleSpec, year: number): number {
  const from = firstYearOfRule(change, rule);
  const to = change.to ?? LAST_YEAR;
  if (year < from || (year > to && change.after === "revert")) return 0;
  return phasedShare(change.phaseIn, year - from + 1);
}

/** A rule's own numbers in a year; a path has ended by the end of its window, so what is held is its last value. */
function numbersIn({ operation }: RuleSpec, year: number): number[] {
  if (operation.kind === "expr") return ownNumbers(operation.formula, year);
  return [operation.kind === "path" ? pathValue(operation.path, year) : operation.value];
}

/** Attributes a formula reads, by county; those of counties in which it does not act stay 0. */
function fixedValues(slots: readonly number[], members: Uint8Array, source: AttributeSource): Float64Array {
  const values = new Float64Array(members.length * slots.length);
  if (slots.length === 0) return values;
  const frame = new Float64Array(FRAME_SIZE);
  members.forEach((bits, row) => {
    if (bits === 0) return;
    writeAttributes(source, row, slots, frame);
    slots.forEach((slot, i) => (values[row * slots.length + i] = frame[slot]!));
  });
  return values;
}
