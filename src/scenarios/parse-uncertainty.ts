import type { Issue } from "../core/issue.ts";
import type { Uncertainty } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_POLICY_YEAR, PARAMETERS, type ParameterId, registryValue } from "../model/parameters.ts";
import { choicesOf, refuseArithmetic } from "./choices.ts";
import type { Fields } from "./fields.ts";
import { need, readBilingual, readFields, readNumber, readSource, readWord } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import type { WordOf } from "./grammar-words.ts";
import { fail, warn } from "./place.ts";
import type { UncertaintySpec } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

type Distribution = Uncertainty["distribution"];

const KEYS = keyList("uncertainty");
const VARIANTS = GRAMMAR.uncertainty.variants.of;

/** The keys one distribution takes and others may not. */
const keysFor = (kind: WordOf<"dist">): readonly string[] => [...VARIANTS[kind].needs, ...VARIANTS[kind].allows];
const OWNED_KEYS = new Set((Object.keys(VARIANTS) as WordOf<"dist">[]).flatMap(keysFor));
/** The numbers of a distribution, in the order they are written. */
const numbersOf = (kind: WordOf<"dist">): readonly string[] => VARIANTS[kind].needs.filter((key) => key !== "as");

/** One entry of `uncertainties`. */
export function readUncertainty(tree: Tree, parameter: ParameterId, issues: Issue[]): UncertaintySpec | undefined {
  const fields = readFields(tree, KEYS, issues);
  if (fields === undefined) return undefined;
  if (choicesOf(parameter)) return refuseArithmetic("an uncertainty", fields.at, parameter, issues);
  if (fields.has("note")) readBilingual(fields.get("note")!, "note", issues);
  const distTree = need(fields, "dist", `the uncertainty of ${parameter}`, issues);
  const kind = distTree && readWord(distTree, "dist", "dist", issues);
  if (kind === undefined) return undefined;
  const wanted = keysFor(kind);
  for (const key of OWNED_KEYS) {
    if (KEYS.known.includes(key) && fields.has(key) && !wanted.includes(key)) {
      fail(issues, fields.keyAt(key), "misplaced-key", `dist: ${kind} takes no "${key}"`);
    }
  }
  if (kind === "prior") return readPrior(fields, parameter, issues);
  if (fields.has("source")) readSource(fields.get("source")!, issues);
  else warn(issues, fields.at, "no-source", `the uncertainty of ${parameter} names no source`);
  const as = readAs(fields, parameter, issues);
  const distribution = readDistribution(fields, kind, issues);
  if (as === undefined || distribution === undefined) return undefined;
  checkBounds(fields, distribution, parameter, as, issues);
  return { uncertainty: { parameter, distribution, as }, isPrior: false, place: fields.at };
}

/**
 * The registry's belief. A lever's draw is added, so that a scenario's change of the lever survives it.
 */
function readPrior(fields: Fields, parameter: ParameterId, issues: Issue[]): UncertaintySpec | undefined {
  const { belief, role }: Parameter = PARAMETERS[parameter];
  if (belief === undefined) {
    return fail(issues, fields.at, "no-belief", `the registry holds no belief about ${parameter}`, {
      expected: "dist: uniform, triangular, normal or interval90 with numbers and a source",
    });
  }
  const distribution = { kind: "interval90", low: belief[0], high: belief[1] } as const;
  const uncertainty: Uncertainty = { parameter, distribution, as: "set" };
  return {
    uncertainty: role === "lever" ? aroundRegistryValue(uncertainty) : uncertainty,
    isPrior: true,
    place: fields.at,
  };
}

/** The same belief as an addition to the registry value of the first policy year. */
export function aroundRegistryValue(prior: Uncertainty): Uncertainty {
  if (prior.as !== "set" || prior.distribution.kind !== "interval90") return prior;
  const centre = registryValue(prior.parameter, FIRST_POLICY_YEAR);
  const { low, high } = prior.distribution;
  return { ...prior, distribution: { kind: "interval90", low: low - centre, high: high - centre }, as: "add" };
}

function readAs(fields: Fields, parameter: ParameterId, issues: Issue[]): Uncertainty["as"] | undefined {
  const tree = need(fields, "as", `the uncertainty of ${parameter}`, issues);
  const as = tree && readWord(tree, "as", "act", issues);
  if (as !== "set" || PARAMETERS[parameter].role !== "lever") return as;
  return fail(issues, tree!.at, "draw-wipes-change", `as: set would wipe what scenarios decide about ${parameter}`, {
    expected: "add or scale: it is a lever",
  });
}

function readDistribution(fields: Fields, kind: Distribution["kind"], issues: Issue[]): Distribution | undefined {
  const values = new Map<string, number>();
  for (const key of numbersOf(kind)) {
    const tree = need(fields, key, `dist: ${kind}`, issues);
    const value = tree && readNumber(tree, key, issues);
    if (value !== undefined) values.set(key, value);
  }
  if (values.size < numbersOf(kind).length) return undefined;
  const [low, mode, high] = ["low", "mode", "high"].map((key) => values.get(key)!) as [number, number, number];
  switch (kind) {
    case "normal": {
      const [mean, sd] = [values.get("mean")!, values.get("sd")!];
      if (sd > 0) return { kind, mean, sd };
      return fail(issues, fields.get("sd")!.at, "bad-distribution", `sd is ${sd}`, { expected: "a number above 0" });
    }
    case "triangular":
      if (low < high && low <= mode && mode <= high) return { kind, low, mode, high };
      break;
    case "uniform":
    case "interval90":
      if (low < high) return { kind, low, high };
      break;
    default:
      kind satisfies never;
  }
  return fail(issues, fields.get("low")!.at, "bad-distribution", `${numbersOf(kind).join(", ")} do not rise`, {
    expected: kind === "triangular" ? "low ≤ mode ≤ high and low < high" : "low < high",
  });
}

/** Bounds a draw would be clamped to anyway are mistakes when they are written down. */
function checkBounds(fields: Fields, distribution: Distribution, parameter: ParameterId, as: string, issues: Issue[]) {
  const { range, unit }: Parameter = PARAMETERS[parameter];
  const [least, most] = as === "scale" ? [0, Infinity] : as === "set" ? range : [-Infinity, Infinity];
  for (const key of numbersOf(distribution.kind)) {
    const tree = fields.get(key)!;
    const value = tree.kind === "scalar" ? (tree.value as number) : NaN;
    if (key === "sd" || (value >= least && value <= most)) continue;
    fail(issues, tree.at, "value-out-of-range", `${key} of ${parameter} is ${value}`, {
      expected: as === "scale" ? "a factor of 0 or more" : `${least} to ${most} ${unit}`,
    });
  }
}
