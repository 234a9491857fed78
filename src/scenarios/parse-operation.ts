import type { Issue } from "../core/issue.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { isBySchool, PARAMETERS, PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { choicesOf, readChoiceValue, refuseArithmetic } from "./choices.ts";
import type { Fields } from "./fields.ts";
import { readFields, readMap, readNumber, readText, readWord, shorten } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import { NAME_PATTERN } from "./grammar-shapes.ts";
import { readPath } from "./parse-path.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { FormulaSpec, Operation, Path } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** Keys that say what a change does; a change has exactly one. */
export const OPERATIONS = GRAMMAR.rule.oneOf;
const OWNER: Readonly<Record<string, string>> = GRAMMAR.rule.beside;
/** Keys that belong to one operation. */
export const OPERATION_DETAILS = keyList("rule").known.filter((key) => key in OWNER);

/** The single operation of a change or rule. */
export function readOperation(fields: Fields, parameter: ParameterId, issues: Issue[]): Operation | undefined {
  const found = OPERATIONS.filter((key) => fields.has(key));
  for (const key of OPERATION_DETAILS) {
    if (fields.has(key) && !fields.has(OWNER[key]!)) {
      fail(issues, fields.keyAt(key), "misplaced-key", `"${key}" belongs to "${OWNER[key]}", which is absent here`);
    }
  }
  const kind = found[0];
  if (kind === undefined) {
    return fail(issues, fields.at, "no-operation", `this change of ${parameter} does nothing`, {
      expected: `one of ${OPERATIONS.join(", ")}`,
    });
  }
  if (found.length > 1) {
    return fail(issues, fields.keyAt(found[1]!), "several-operations", `this change has ${found.join(" and ")}`, {
      expected: "one operation; write a list of changes to stack several",
    });
  }
  if (kind !== "set" && choicesOf(parameter)) {
    return refuseArithmetic(kind, fields.keyAt(kind), parameter, issues);
  }
  if (kind === "path") return readPathOperation(fields, parameter, issues);
  if (kind === "expr") return readFormula(fields, parameter, issues);
  return readConstant(kind, fields.get(kind)!, parameter, issues);
}

/** `set`, `add` or `scale` with its number. */
export function readConstant(
  kind: "set" | "add" | "scale",
  tree: Tree,
  parameter: ParameterId,
  issues: Issue[],
): Operation | undefined {
  if (choicesOf(parameter)) {
    const position = readChoiceValue(tree, parameter, issues);
    return position === undefined ? undefined : { kind, value: position };
  }
  const value = readNumber(tree, kind === "set" ? parameter : `${kind} of ${parameter}`, issues);
  if (value === undefined) return undefined;
  if (kind === "set") checkValue(parameter, value, tree.at, issues);
  return { kind, value };
}

/** Notes a written value that its parameter cannot take. */
export function checkValue(parameter: ParameterId, value: number, at: Place, issues: Issue[]): void {
  const { range, unit, isInteger }: Parameter = PARAMETERS[parameter];
  if (value < range[0] || value > range[1]) {
    fail(issues, at, "value-out-of-range", `${parameter} is ${value} ${unit}`, {
      expected: `${range[0]} to ${range[1]} ${unit}`,
    });
  } else if (isInteger && !Number.isInteger(value)) {
    fail(issues, at, "not-whole", `${parameter} is ${value}`, { expected: `a whole number of ${unit}` });
  }
}

function readPathOperation(fields: Fields, parameter: ParameterId, issues: Issue[]): Operation | undefined {
  const opTree = fields.get("op");
  const as = opTree ? readWord(opTree, "op", "act", issues) : "set";
  const path = readPath(fields, issues);
  if (as === undefined || path === undefined) return undefined;
  if (as === "set") {
    const { entries } = readMap(fields.get("path")!, "path", issues)!;
    for (const { value } of entries.values()) {
      if (value.kind === "scalar") checkValue(parameter, value.value as number, value.at, issues);
    }
  }
  return { kind: "path", as, path };
}

function readFormula(fields: Fields, parameter: ParameterId, issues: Issue[]): Operation | undefined {
  const tree = fields.get("expr")!;
  const text = readText(tree, "expr", issues);
  const withTree = fields.get("with");
  const names = withTree ? readNames(withTree, issues) : new Map<string, number | Path>();
  const level = readLevel(fields, parameter, issues);
  checkUnit(fields, parameter, issues);
  if (text === undefined || names === undefined || level === undefined) return undefined;
  const formula: FormulaSpec = { text, level, with: names, place: tree.at };
  return { kind: "expr", formula };
}

/** `level`: whether a formula gives one value for the county (as it does unless it says otherwise) or one for each school. */
function readLevel(fields: Fields, parameter: ParameterId, issues: Issue[]): FormulaSpec["level"] | undefined {
  const tree = fields.get("level");
  const level = tree ? readWord(tree, "level", "level", issues) : "county";
  if (level !== "school" || isBySchool(parameter)) return level;
  return fail(issues, tree!.at, "not-by-school", `${parameter} cannot differ between schools of a setting`, {
    expected: `level: school only for ${PARAMETER_IDS.filter(isBySchool).join(", ")}`,
  });
}

/** `unit` says again what the registry says, so that a formula in another unit is found; `CNY` stands for `yuan`. */
function checkUnit(fields: Fields, parameter: ParameterId, issues: Issue[]): void {
  const tree = fields.get("unit");
  const written = tree && readText(tree, "unit", issues);
  const { unit } = PARAMETERS[parameter];
  if (written === undefined || written.replace(/^CNY(?=$|\/)/, "yuan") === unit) return;
  fail(issues, tree!.at, "wrong-unit", `unit is "${shorten(written)}"`, {
    expected: `${unit}, the unit of ${parameter}`,
  });
}

/** `with`: numbers and paths a formula may name. */
function readNames(tree: Tree, issues: Issue[]): ReadonlyMap<string, number | Path> | undefined {
  const map = readMap(tree, "with", issues);
  if (map === undefined) return undefined;
  const names = new Map<string, number | Path>();
  for (const [name, { keyAt, value }] of map.entries) {
    if (!NAME_PATTERN.test(name)) {
      fail(issues, keyAt, "bad-name", `"${name.slice(0, 60)}" cannot be used as a name in a formula`, {
        expected: "a letter, then letters, digits or _ (at most 40)",
      });
      continue;
    }
    const read = value.kind === "map" ? readNamedPath(value, name, issues) : readNumber(value, `with.${name}`, issues);
    if (read !== undefined) names.set(name, read);
  }
  return names.size === map.entries.size ? names : undefined;
}

function readNamedPath(tree: Tree, name: string, issues: Issue[]): Path | undefined {
  const fields = readFields(tree, { ...keyList("namedPath"), name: `with.${name}` }, issues);
  if (fields === undefined) return undefined;
  if (fields.has("path")) return readPath(fields, issues);
  return fail(issues, fields.at, "missing-key", `with.${name} has no "path"`);
}
