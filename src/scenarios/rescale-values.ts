import { timesDecimal } from "../core/decimal.ts";
import type { Issue } from "../core/issue.ts";
import type { Edit, Step } from "./migrations.ts";
import { fail, warn } from "./place.ts";
import type { MapTree, ScalarTree, Tree } from "./yaml-tree.ts";

type RescaleStep = Extract<Step, { kind: "rescale" }>;

/** Keys whose numbers are in the unit of the parameter; factors are not. */
const OPERATIONS = ["set", "add", "path"];
const NUMBERS_OF_A_DRAW = ["low", "mode", "high", "mean", "sd", "values"];

/**
 * What is written under a parameter, in its new unit: values, additions, paths and the numbers of draws; factors stay. Each number is an
 * edit and a warning. A formula cannot be rescaled: it is an error, and nothing is given back.
 */
export function rescaleValues(
  tree: Tree,
  { parameter, times, unit }: RescaleStep,
  version: number,
  edits: Edit[],
  issues: Issue[],
): Tree | undefined {
  const before = issues.filter((issue) => issue.severity === "error").length;
  const rescaled = rescale(tree);
  return issues.filter((issue) => issue.severity === "error").length > before ? undefined : rescaled;

  function rescale(part: Tree): Tree {
    if (part.kind === "scalar") return rescaleNumber(part);
    if (part.kind === "list") return { ...part, items: part.items.map(rescale) };
    return rescaleMap(part);
  }

  function rescaleMap(map: MapTree): MapTree {
    const word = (key: string) => {
      const value = map.entries.get(key)?.value;
      return value?.kind === "scalar" ? value.value : undefined;
    };
    const formula = map.entries.get("expr");
    if (formula) {
      fail(issues, formula.value.at, "needs-judgement", `${parameter} is in ${unit} since model ${version}`, {
        suggestion: `make the formula give values in ${unit}; then write model: ${version}`,
      });
    }
    const isDraw = map.entries.has("dist");
    const isFactor = isDraw ? word("as") === "scale" : word("op") === "scale";
    const entries = [...map.entries].map(([key, { keyAt, value }]) => {
      const isUnit =
        (isDraw ? NUMBERS_OF_A_DRAW : OPERATIONS).includes(key) && !(isFactor && (isDraw || key === "path"));
      if (key === "rules") return [key, { keyAt, value: rescale(value) }] as const;
      return [key, { keyAt, value: isUnit ? rescaleAll(value) : value }] as const;
    });
    return { ...map, entries: new Map(entries) };
  }

  /** Every number in a value, a path or a list. */
  function rescaleAll(part: Tree): Tree {
    if (part.kind === "scalar") return rescaleNumber(part);
    if (part.kind === "list") return { ...part, items: part.items.map(rescaleAll) };
    const entries = [...part.entries].map(
      ([key, { keyAt, value }]) => [key, { keyAt, value: rescaleAll(value) }] as const,
    );
    return { ...part, entries: new Map(entries) };
  }

  function rescaleNumber(scalar: ScalarTree): ScalarTree {
    if (typeof scalar.value !== "number" || !Number.isFinite(scalar.value)) return scalar;
    const now = timesDecimal(scalar.value, times);
    edits.push({ place: scalar.at, old: scalar.value, now });
    warn(issues, scalar.at, "migrated", `${parameter}: ${scalar.value} is ${now} ${unit} since model ${version}`);
    return { ...scalar, value: now };
  }
}
