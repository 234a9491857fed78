import type { Issue } from "../core/issue.ts";
import type { Distribution, Uncertainty } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS, type ParameterId } from "../model/parameters.ts";
import { choicesOf, readChoiceValue } from "./choices.ts";
import type { Fields } from "./fields.ts";
import { need, readNumber, shown } from "./fields.ts";
import { GRAMMAR } from "./grammar.ts";
import { fail } from "./place.ts";
import type { Tree } from "./yaml-tree.ts";

/** The numbers of a distribution, in the order they are written. */
const numbersOf = (kind: Distribution["kind"]): readonly string[] =>
  GRAMMAR.uncertainty.variants.of[kind].needs.filter((key) => key !== "as");

/** The numbers of a distribution, held against what it and its parameter can take. */
export function readDistribution(
  fields: Fields,
  kind: Distribution["kind"],
  parameter: ParameterId,
  as: Uncertainty["as"],
  issues: Issue[],
): Distribution | undefined {
  if (kind === "discrete") return readDiscrete(fields, parameter, as, issues);
  const values = new Map<string, number>();
  for (const key of numbersOf(kind)) {
    const tree = need(fields, key, `dist: ${kind}`, issues);
    const value = tree && readNumber(tree, key, issues);
    if (value !== undefined) values.set(key, value);
  }
  if (values.size < numbersOf(kind).length) return undefined;
  const distribution = checkNumbers(fields, kind, values, issues);
  if (distribution === undefined) return undefined;
  const before = issues.length;
  for (const key of numbersOf(kind)) {
    if (key !== "sd") checkBound(fields.get(key)!, key, values.get(key)!, parameter, as, issues);
  }
  if (kind === "beta") {
    for (const end of [0, 1]) checkBound(fields.get("mean")!, "an end of beta", end, parameter, as, issues);
  }
  return issues.length > before ? undefined : distribution;
}

/** The distribution the numbers make, if there is one. */
function checkNumbers(
  fields: Fields,
  kind: Exclude<Distribution["kind"], "discrete">,
  values: ReadonlyMap<string, number>,
  issues: Issue[],
): Distribution | undefined {
  const [low, mode, high, mean, sd] = ["low", "mode", "high", "mean", "sd"].map((key) => values.get(key)!) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const impossible = (key: string, problem: string, expected: string) =>
    fail(issues, fields.get(key)!.at, "bad-distribution", problem, { expected });
  switch (kind) {
    case "normal":
      return sd > 0 ? { kind, mean, sd } : impossible("sd", `sd is ${sd}`, "a number above 0");
    case "beta": {
      if (!(mean > 0 && mean < 1)) return impossible("mean", `mean of beta is ${mean}`, "a number between 0 and 1");
      if (!(sd > 0)) return impossible("sd", `sd is ${sd}`, "a number above 0");
      const most = Math.sqrt(mean * (1 - mean));
      if (sd < most) return { kind, mean, sd };
      return impossible("sd", `sd is ${sd}`, `less than √(mean·(1 − mean)) = ${most.toPrecision(4)}`);
    }
    case "lognormal":
      if (low > 0 && low < high) return { kind, low, high };
      return impossible("low", `low and high of lognormal are ${low} and ${high}`, "0 < low < high");
    case "triangular":
    case "pert":
      if (low < high && low <= mode && mode <= high) return { kind, low, mode, high };
      return impossible("low", "low, mode, high do not rise", "low ≤ mode ≤ high and low < high");
    case "uniform":
    case "interval90":
      return low < high ? { kind, low, high } : impossible("low", "low, high do not rise", "low < high");
    default:
      return kind satisfies never;
  }
}

/** `values` and `weights`, sorted by value; a choice is named. */
function readDiscrete(
  fields: Fields,
  parameter: ParameterId,
  as: Uncertainty["as"],
  issues: Issue[],
): Distribution | undefined {
  const before = issues.length;
  const [valueTrees, weightTrees] = [readItems(fields, "values", issues), readItems(fields, "weights", issues)];
  if (valueTrees === undefined || weightTrees === undefined) return undefined;
  const { isInteger, unit }: Parameter = PARAMETERS[parameter];
  const values = valueTrees.map((tree) => {
    if (choicesOf(parameter)) return readChoiceValue(tree, parameter, issues);
    const value = readNumber(tree, "values", issues);
    if (value === undefined) return undefined;
    checkBound(tree, "values", value, parameter, as, issues);
    if (as === "set" && isInteger && !Number.isInteger(value)) {
      fail(issues, tree.at, "not-whole", `values of ${parameter} hold ${value}`, {
        expected: `whole numbers of ${unit}`,
      });
    }
    return value;
  });
  const weights = weightTrees.map((tree) => {
    const weight = readNumber(tree, "weights", issues);
    if (weight !== undefined && !(weight > 0)) {
      fail(issues, tree.at, "bad-distribution", `a weight is ${weight}`, { expected: "numbers above 0" });
    }
    return weight;
  });
  if (weights.length !== values.length) {
    const problem = `there are ${values.length} values and ${weights.length} weights`;
    fail(issues, fields.get("weights")!.at, "bad-distribution", problem, { expected: "one weight for each value" });
  }
  values.forEach((value, k) => {
    if (value === undefined || values.indexOf(value) === k) return;
    fail(issues, valueTrees[k]!.at, "repeated-value", `${shown(valueTrees[k]!)} is written twice`);
  });
  if (issues.length > before) return undefined;
  const order = values.map((_, k) => k).sort((a, b) => values[a]! - values[b]!);
  return { kind: "discrete", values: order.map((k) => values[k]!), weights: order.map((k) => weights[k]!) };
}

function readItems(fields: Fields, key: string, issues: Issue[]): readonly Tree[] | undefined {
  const tree = need(fields, key, "dist: discrete", issues);
  if (tree === undefined || (tree.kind === "list" && tree.items.length >= 2))
    return tree?.kind === "list" ? tree.items : undefined;
  const found = tree.kind === "list" ? `a list of ${tree.items.length}` : shown(tree);
  return fail(issues, tree.at, "bad-distribution", `${key} is ${found}`, { expected: "a list of at least two" });
}

/** Bounds a draw would be clamped to anyway are mistakes when they are written down. */
function checkBound(
  tree: Tree,
  key: string,
  value: number,
  parameter: ParameterId,
  as: Uncertainty["as"],
  issues: Issue[],
): void {
  const { range, unit }: Parameter = PARAMETERS[parameter];
  const [least, most] = as === "scale" ? [0, Infinity] : as === "set" ? range : [-Infinity, Infinity];
  if (value >= least && value <= most) return;
  fail(issues, tree.at, "value-out-of-range", `${key} of ${parameter} is ${value}`, {
    expected: as === "scale" ? "a factor of 0 or more" : `${least} to ${most} ${unit}`,
  });
}
