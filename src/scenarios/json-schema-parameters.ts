import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_POLICY_YEAR, PARAMETERS, PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { FAMILIES } from "./families.ts";
import { keysOf } from "./grammar.ts";
import type { Shape } from "./grammar-shapes.ts";
import { describe, ref, yearPattern, type JsonSchema } from "./json-schema-parts.ts";

/** Named parts of the schema that each parameter has: `value:`, `change:` and `uncertainty:`. */
export function parameterDefs(): Record<string, JsonSchema> {
  const defs: Record<string, JsonSchema> = { factors: drawnAs("scale", { minimum: 0 }) };
  for (const name of [...PARAMETER_IDS, ...FAMILIES.keys()]) {
    defs[`value:${name}`] = valueSchema(membersOf(name));
    defs[`change:${name}`] = { ...ref("change"), ...limits(name, true) };
  }
  for (const id of PARAMETER_IDS) defs[`uncertainty:${id}`] = drawSchema(id);
  return defs;
}

/** The names that may be keys of a map of parameters. */
export function namesUnder({ roles, families }: Extract<Shape, { kind: "by-parameter" }>): readonly string[] {
  const names = [...PARAMETER_IDS, ...(families ? FAMILIES.keys() : [])];
  return names.filter((name) => membersOf(name).every(({ role }) => role !== "constant" && roles.includes(role)));
}

/** The parameters a name stands for: its own, or one for each stage. */
function membersOf(name: string): readonly Parameter[] {
  return (FAMILIES.get(name) ?? [name as ParameterId]).map((id) => PARAMETERS[id]);
}

/** Title and description of a name: both languages, range and unit or choices, source. */
export function titleOf(name: string): JsonSchema {
  const members = membersOf(name);
  const titles = {
    zh: members.map(({ title }) => title.zh).join("；"),
    en: members.map(({ title }) => title.en).join("; "),
  };
  const [{ unit, choices, source }] = members as [Parameter];
  const { low, high } = rangeOf(members);
  const names = choices?.map((choice) => `${choice.id}: ${choice.title.zh} / ${choice.title.en}`).join("\n");
  return {
    title: `${titles.zh} · ${titles.en}`,
    description: describe(titles, names ?? `${low}–${high} ${unit}`, `${source.basis}: ${source.title}`),
  };
}

/** A value of every parameter a name stands for. Where stages have different ranges, the wider one: `stage` may choose. */
function valueSchema(members: readonly Parameter[]): JsonSchema {
  const [{ choices }] = members as [Parameter];
  if (choices) return { type: "string", enum: choices.map((choice) => choice.id) };
  const { low, high } = rangeOf(members);
  const isInteger = members.every((member) => member.isInteger);
  return { type: isInteger ? "integer" : "number", minimum: low, maximum: high };
}

const rangeOf = (members: readonly Parameter[]) => ({
  low: Math.min(...members.map(({ range }) => range[0])),
  high: Math.max(...members.map(({ range }) => range[1])),
});

/** What a parameter adds to the grammar of a change, or of a rule. */
function limits(name: string, isChange: boolean): JsonSchema {
  const [{ scope, choices, role }] = membersOf(name) as [Parameter];
  const isLever = role === "lever";
  const arithmetic = ["add", "scale", "path", "expr", ...(isChange ? ["phase_in"] : [])];
  return {
    properties: {
      set: ref(`value:${name}`),
      ...(choices && Object.fromEntries(arithmetic.map((key) => [key, false]))),
      ...(isLever && !choices && { path: { propertyNames: { pattern: yearPattern(FIRST_POLICY_YEAR) } } }),
      ...(isLever && isChange && { from: { minimum: FIRST_POLICY_YEAR } }),
      ...(scope === "nation" && { where: false }),
      ...(isChange && { rules: { items: limits(name, false) } }),
    },
    // A path whose values are added or factors is not bound by the range.
    ...(!choices && {
      if: { properties: { op: { const: "set" } } },
      then: { properties: { path: { additionalProperties: ref(`value:${name}`) } } },
    }),
  };
}

/**
 * A draw of a parameter: a lever's may not replace its value, and one that replaces a value stays in its range. A choice is drawn
 * among its names.
 */
function drawSchema(id: ParameterId): JsonSchema {
  const { role, belief, choices, range }: Parameter = PARAMETERS[id];
  const holdsBeta = range[0] <= 0 && range[1] >= 1;
  if (choices) {
    const values = { items: ref(`value:${id}`) };
    const properties = { dist: { const: "discrete" }, as: { const: "set" }, values, correlate: false };
    return { allOf: [ref("uncertainty"), { properties }] };
  }
  return {
    allOf: [
      ref("uncertainty"),
      ref("factors"),
      ...(belief ? [] : [{ properties: { dist: { not: { const: "prior" } } } }]),
      ...(holdsBeta ? [] : [{ if: IS_SET, then: { properties: { dist: { not: { const: "beta" } } } } }]),
      role === "lever" ? { properties: { as: { not: { const: "set" } } } } : drawnAs("set", ref(`value:${id}`)),
    ],
  };
}

const IS_SET: JsonSchema = { required: ["as"], properties: { as: { const: "set" } } };

/** Holds the numbers of a draw to a schema where it acts in one way. */
function drawnAs(as: "set" | "scale", numbers: JsonSchema): JsonSchema {
  const keys = Object.entries(keysOf("uncertainty")).filter(
    ([, { shape, later }]) => shape.kind === "number" && !later,
  );
  const names = keys.map(([name]) => name).filter((name) => name !== "sd");
  return {
    if: { required: ["as"], properties: { as: { const: as } } },
    then: {
      properties: { ...Object.fromEntries(names.map((name) => [name, numbers])), values: { items: numbers } },
    },
  };
}
