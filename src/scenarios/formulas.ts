import type { Issue } from "../core/issue.ts";
import {
  BASELINE_INPUTS,
  COUNTY_FORMULA_NAMES,
  FIXED_NAMES,
  LAST_INPUTS,
  SCHOOL_FORMULA_NAMES,
  SITE_INPUTS,
} from "../model/formula-inputs.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_YEAR, PARAMETERS } from "../model/parameters.ts";
import type { CompiledExpression, ExpressionParser } from "./expression.ts";
import { compileExpression, loadExpressionParser } from "./expression.ts";
import { FUNCTIONS } from "./expression-functions.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { ChangeSpec, FormulaSpec, Target } from "./spec.ts";

/** Every formula of a scenario, compiled, by the object that holds its text. */
export type Formulas = ReadonlyMap<{ readonly text: string; readonly place: Place }, CompiledExpression>;

/** What to say where a formula reads a name that only others may. */
const NOT_FIXED = "where.if may read only what is fixed at the start year";
const OF_SCHOOLS = "only a formula with level: school reads attributes of a school";
const FOR_CONDITIONS = new Map([...Object.keys(LAST_INPUTS), "year", "previous"].map((name) => [name, NOT_FIXED]));
const FOR_COUNTIES = new Map(Object.keys(SITE_INPUTS).map((name) => [name, OF_SCHOOLS]));

/** Compiles the formulas of all changes and of other targets; the parser is loaded only if there is one. */
export async function compileFormulas(
  changes: readonly ChangeSpec[],
  issues: Issue[],
  targets: readonly Target[] = [],
): Promise<Formulas> {
  const compiled = new Map<{ readonly text: string; readonly place: Place }, CompiledExpression>();
  const formulas = changes.flatMap((change) =>
    change.rules.flatMap(({ operation }) =>
      operation.kind === "expr" ? [{ change, formula: operation.formula }] : [],
    ),
  );
  const conditions = conditionsOf([
    ...changes.flatMap((change) => [change.where, ...change.rules.map((rule) => rule.where)]),
    ...targets,
  ]);
  if (formulas.length + conditions.length === 0) return compiled;
  const parse = await loadExpressionParser();
  for (const { change, formula } of formulas) {
    const expression = compileFormula(parse, change, formula, issues);
    if (expression) compiled.set(formula, expression);
  }
  for (const condition of new Set(conditions)) {
    const expression = compileExpression(parse, condition, FIXED_NAMES, "boolean", issues, FOR_CONDITIONS);
    if (expression) compiled.set(condition, expression);
  }
  return compiled;
}

function conditionsOf(targets: readonly (Target | undefined)[]): { readonly text: string; readonly place: Place }[] {
  return targets.flatMap((target) =>
    target ? [...(target.condition ? [target.condition] : []), ...conditionsOf([target.except])] : [],
  );
}

/** Names a formula may read besides those of its `with`, whose slots follow. */
export function namesOf({ level }: FormulaSpec): readonly string[] {
  return level === "school" ? SCHOOL_FORMULA_NAMES : COUNTY_FORMULA_NAMES;
}

function compileFormula(
  parse: ExpressionParser,
  { parameter, from }: ChangeSpec,
  formula: FormulaSpec,
  issues: Issue[],
): CompiledExpression | undefined {
  const { place } = formula;
  const taken = [...namesOf(formula), ...FUNCTIONS.keys(), "last", "baseline"];
  for (const name of formula.with.keys()) {
    if (!taken.includes(name)) continue;
    fail(issues, place, "bad-name", `with.${name} hides a name the grammar uses`, {
      suggestion: "choose another name",
    });
  }
  const names = [...namesOf(formula), ...formula.with.keys()];
  const compiled = compileExpression(parse, formula, names, "number", issues, FOR_COUNTIES);
  if (compiled === undefined) return undefined;
  for (const name of formula.with.keys()) {
    if (!compiled.names.has(name)) fail(issues, place, "unused-name", `with.${name} is not used by the formula`);
  }
  const { scope }: Parameter = PARAMETERS[parameter];
  if (scope === "nation" && (attributeSlots(compiled).length > 0 || readsLast(compiled))) {
    fail(issues, place, "nation-wide-parameter", `${parameter} is one number for the nation`, {
      expected: "a formula without attributes of a county",
    });
  }
  if (from === FIRST_YEAR && readsLast(compiled)) {
    fail(issues, place, "no-last-year", `this formula reads last year's indicators in ${FIRST_YEAR}`, {
      expected: `from: ${FIRST_YEAR + 1} or later: nothing is simulated before ${FIRST_YEAR}`,
    });
  }
  return compiled;
}

/** Slots of the attributes fixed at the start year that a formula reads: it gives different numbers where they differ. */
export function attributeSlots({ names }: CompiledExpression): readonly number[] {
  return FIXED_NAMES.flatMap((name, slot) => (names.has(name) ? [slot] : []));
}

/** True if a formula reads last year's indicators. */
export function readsLast({ names }: CompiledExpression): boolean {
  return Object.keys(LAST_INPUTS).some((name) => names.has(name));
}

/** True if a formula can be evaluated only during the run: it reads last year's indicators, or gives a value for each school. */
export function isLive(formula: FormulaSpec, formulas: Formulas): boolean {
  return formula.level === "school" || readsLast(formulas.get(formula)!);
}

/** Notes every formula that reads a county's initial schools, where they are not at hand. */
export function refuseBaseline(formulas: Formulas, issues: Issue[]): void {
  for (const [{ place }, { names }] of formulas) {
    const name = Object.keys(BASELINE_INPUTS).find((known) => names.has(known));
    if (name === undefined) continue;
    fail(issues, place, "no-baseline", `this formula reads ${name}, and the counties are given without their schools`, {
      expected: "a command that builds the nation's schools, such as `junheng run` or `junheng validate`",
    });
  }
}
