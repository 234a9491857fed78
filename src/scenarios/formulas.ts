import type { Issue } from "../core/issue.ts";
import type { CountyAttributes } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS } from "../model/parameters.ts";
import type { CompiledExpression, ExpressionParser } from "./expression.ts";
import { compileExpression, loadExpressionParser } from "./expression.ts";
import { FUNCTIONS } from "./expression-functions.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { ChangeSpec, FormulaSpec, Target } from "./spec.ts";

/** Attributes of a county fixed at the start year: slots 0–2 of every frame. */
export const ATTRIBUTE_NAMES = ["population", "urban_share", "migrant_share"] as const;
/** Names every formula of a change may use: slots 0–4; the names of `with` follow. */
export const FORMULA_NAMES = [...ATTRIBUTE_NAMES, "year", "previous"] as const;

/** Every formula of a scenario, compiled, by the object that holds its text. */
export type Formulas = ReadonlyMap<{ readonly text: string }, CompiledExpression>;

/** Writes a county's attributes into slots 0–2 of a frame. */
export function writeAttributes(county: CountyAttributes, frame: Float64Array): void {
  frame[0] = county.population;
  frame[1] = county.urbanShare;
  frame[2] = county.migrantShare;
}

/** Compiles the formulas of all changes and of other targets; the parser is loaded only if there is one. */
export async function compileFormulas(
  changes: readonly ChangeSpec[],
  issues: Issue[],
  targets: readonly Target[] = [],
): Promise<Formulas> {
  const compiled = new Map<{ readonly text: string }, CompiledExpression>();
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
    const expression = compileExpression(parse, condition, ATTRIBUTE_NAMES, "boolean", issues);
    if (expression) compiled.set(condition, expression);
  }
  return compiled;
}

function conditionsOf(targets: readonly (Target | undefined)[]): { readonly text: string; readonly place: Place }[] {
  return targets.flatMap((target) =>
    target ? [...(target.condition ? [target.condition] : []), ...conditionsOf([target.except])] : [],
  );
}

function compileFormula(
  parse: ExpressionParser,
  { parameter }: ChangeSpec,
  formula: FormulaSpec,
  issues: Issue[],
): CompiledExpression | undefined {
  const { place } = formula;
  const taken = [...FORMULA_NAMES, ...FUNCTIONS.keys()] as readonly string[];
  for (const name of formula.with.keys()) {
    if (!taken.includes(name)) continue;
    fail(issues, place, "bad-name", `with.${name} hides a name the grammar uses`, {
      suggestion: "choose another name",
    });
  }
  const names = [...FORMULA_NAMES, ...formula.with.keys()];
  const compiled = compileExpression(parse, formula, names, "number", issues);
  if (compiled === undefined) return undefined;
  for (const name of formula.with.keys()) {
    if (!compiled.names.has(name)) fail(issues, place, "unused-name", `with.${name} is not used by the formula`);
  }
  const { scope }: Parameter = PARAMETERS[parameter];
  if (scope === "nation" && attributeSlots(compiled).length > 0) {
    fail(issues, place, "nation-wide-parameter", `${parameter} is one number for the nation`, {
      expected: "a formula without attributes of a county",
    });
  }
  return compiled;
}

/** Slots of the attributes a formula reads: it gives different numbers where they differ. */
export function attributeSlots({ names }: CompiledExpression): readonly number[] {
  return ATTRIBUTE_NAMES.flatMap((name, slot) => (names.has(name) ? [slot] : []));
}
