import type { Issue } from "../core/issue.ts";
import type { Distribution, Uncertainty } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_POLICY_YEAR, PARAMETERS, type ParameterId, registryValue } from "../model/parameters.ts";
import { SHARE_GROUP_IDS } from "../model/share-groups.ts";
import { choicesOf, refuseArithmetic } from "./choices.ts";
import type { Fields } from "./fields.ts";
import { need, readBilingual, readFields, readMap, readNumber, readSource, readText, readWord } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import { wordsOf, type WordOf } from "./grammar-words.ts";
import { readDistribution } from "./parse-distribution.ts";
import type { Place } from "./place.ts";
import { fail, warn } from "./place.ts";
import { findParameter } from "./settings.ts";
import type { UncertaintySpec } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

const KEYS = keyList("uncertainty");
const VARIANTS = GRAMMAR.uncertainty.variants.of;

/** The keys one distribution takes and others may not. */
const keysFor = (kind: WordOf<"dist">): readonly string[] => [...VARIANTS[kind].needs, ...VARIANTS[kind].allows];
const OWNED_KEYS = new Set(wordsOf("dist").known.flatMap((kind) => keysFor(kind as WordOf<"dist">)));

/** One entry of `uncertainties` under a parameter's name. */
export function readUncertainty(tree: Tree, parameter: ParameterId, issues: Issue[]): UncertaintySpec | undefined {
  const fields = readFields(tree, KEYS, issues);
  if (fields === undefined) return undefined;
  if (fields.has("note")) readBilingual(fields.get("note")!, "note", issues);
  const distTree = need(fields, "dist", `the uncertainty of ${parameter}`, issues);
  if (distTree?.kind === "scalar" && distTree.value === "dirichlet") {
    const problem = `dist: dirichlet draws a group of shares, not ${parameter}`;
    return fail(issues, distTree.at, "not-a-share-group", problem, { expected: SHARE_GROUP_IDS.join(", ") });
  }
  const kind = distTree && readWord(distTree, "dist", "dist", issues);
  if (kind === undefined) return undefined;
  if (kind !== "discrete" && choicesOf(parameter)) {
    return refuseArithmetic(`dist: ${kind}`, distTree!.at, parameter, issues, "dist: discrete with values");
  }
  refuseOtherKeys(fields, kind, issues);
  const before = issues.length;
  const vary = readVary(fields, parameter, issues);
  const correlations = readCorrelations(fields, parameter, vary, issues);
  const group = readGroup(fields, issues);
  if (issues.slice(before).some(({ severity }) => severity === "error")) return undefined;
  const spec = kind === "prior" ? readPrior(fields, parameter, issues) : readNumbers(fields, kind, parameter, issues);
  if (spec === undefined) return undefined;
  const correlate = Object.fromEntries([...correlations].map(([other, { value }]) => [other, value]));
  const uncertainty: Uncertainty = {
    ...spec.uncertainty,
    ...(vary && { vary }),
    ...(correlations.size > 0 && { correlate }),
    ...(group !== undefined && { group }),
  };
  const places = new Map([...correlations].map(([other, { place }]) => [other, place]));
  return { ...spec, uncertainty, correlationPlaces: places };
}

/** Keys of other distributions; the numbers and the source of a prior are the registry's. */
function refuseOtherKeys(fields: Fields, kind: WordOf<"dist">, issues: Issue[]): void {
  const wanted = keysFor(kind);
  for (const key of OWNED_KEYS) {
    if (fields.has(key) && !wanted.includes(key)) {
      fail(issues, fields.keyAt(key), "misplaced-key", `dist: ${kind} takes no "${key}"`);
    }
  }
}

type Drawn = Pick<UncertaintySpec, "uncertainty" | "isPrior" | "place">;

/** A distribution written out. */
function readNumbers(
  fields: Fields,
  kind: Distribution["kind"],
  parameter: ParameterId,
  issues: Issue[],
): Drawn | undefined {
  if (fields.has("source")) readSource(fields.get("source")!, issues);
  else warn(issues, fields.at, "no-source", `the uncertainty of ${parameter} names no source`);
  const as = readAs(fields, parameter, issues);
  const distribution = as && readDistribution(fields, kind, parameter, as, issues);
  if (as === undefined || distribution === undefined) return undefined;
  return { uncertainty: { parameter, distribution, as }, isPrior: false, place: fields.at };
}

/**
 * The registry's belief. A lever's draw is added, so that a scenario's change of the lever survives it.
 */
function readPrior(fields: Fields, parameter: ParameterId, issues: Issue[]): Drawn | undefined {
  const { belief, role }: Parameter = PARAMETERS[parameter];
  if (belief === undefined) {
    return fail(issues, fields.at, "no-belief", `the registry holds no belief about ${parameter}`, {
      expected: `dist: ${wordsOf("dist")
        .known.filter((kind) => kind !== "prior")
        .join(", ")} with numbers and a source`,
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
  if (as !== undefined && choicesOf(parameter)) {
    return as === "set" ? as : refuseArithmetic(`as: ${as}`, tree!.at, parameter, issues, "as: set");
  }
  if (as !== "set" || PARAMETERS[parameter].role !== "lever") return as;
  return fail(issues, tree!.at, "draw-wipes-change", `as: set would wipe what scenarios decide about ${parameter}`, {
    expected: "add or scale: it is a lever",
  });
}

/**
 * What has a draw of its own; undefined where one draw holds for the run. A belief may differ between places even if scenarios
 * give one number for the nation, unless the model reads it only once.
 */
function readVary(fields: Fields, parameter: ParameterId, issues: Issue[]): Uncertainty["vary"] {
  const tree = fields.get("vary");
  const vary = tree && readWord(tree, "vary", "vary", issues);
  if (vary === undefined || vary === "run") return undefined;
  const { scope, role, isReadOnce }: Parameter = PARAMETERS[parameter];
  if (vary === "year" || scope === "county" || (role === "assumption" && !isReadOnce)) return vary;
  const problem = `${parameter} is one number for the nation; it cannot vary by ${vary}`;
  return fail(issues, tree!.at, "nation-wide-parameter", problem, { expected: "vary: run or year" });
}

/** `correlate: {other: rank correlation}`. */
function readCorrelations(fields: Fields, parameter: ParameterId, vary: Uncertainty["vary"], issues: Issue[]) {
  const found = new Map<ParameterId, { readonly value: number; readonly place: Place }>();
  const tree = fields.get("correlate");
  if (tree === undefined) return found;
  if (choicesOf(parameter)) refuseArithmetic("correlate", fields.keyAt("correlate"), parameter, issues, "no order");
  if (vary !== undefined) {
    const problem = `correlate needs one draw for the run; ${parameter} varies by ${vary}`;
    fail(issues, fields.keyAt("correlate"), "misplaced-key", problem);
  }
  for (const [name, { keyAt, value: valueTree }] of readMap(tree, "correlate", issues)?.entries ?? []) {
    const other = findParameter(name, keyAt, issues);
    const value = readNumber(valueTree, `correlate.${name}`, issues);
    if (other === undefined || value === undefined) continue;
    if (other === parameter) {
      fail(issues, keyAt, "bad-correlation", `${parameter} is correlated with itself`, {
        expected: "another parameter",
      });
    } else if (!(value > -1 && value < 1)) {
      const problem = `the rank correlation of ${parameter} and ${other} is ${value}`;
      fail(issues, valueTree.at, "bad-correlation", problem, { expected: "a number between −1 and 1" });
    } else found.set(other, { value, place: keyAt });
  }
  return found;
}

/** `group`: a word. */
export function readGroup(fields: Fields, issues: Issue[]): string | undefined {
  const tree = fields.get("group");
  const text = tree && readText(tree, "group", issues);
  if (text === undefined || /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(text)) return text;
  return fail(issues, tree!.at, "bad-name", `group is "${text.slice(0, 60)}"`, {
    expected: "one word of letters, digits, - or _ (at most 40)",
  });
}
