import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_POLICY_YEAR, PARAMETERS, PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { choicesOf } from "./choices.ts";
import { keysOf } from "./grammar.ts";
import type { Shape } from "./grammar-shapes.ts";
import { describe, ref, yearPattern, type JsonSchema } from "./json-schema-parts.ts";

/** Named parts of the schema that each parameter has: `value:`, `change:` and, where it is a number, `uncertainty:`. */
export function parameterDefs(): Record<string, JsonSchema> {
  const defs: Record<string, JsonSchema> = { factors: factorSchema() };
  for (const id of PARAMETER_IDS) {
    if (PARAMETERS[id].role === "constant") continue;
    defs[`value:${id}`] = valueSchema(PARAMETERS[id]);
    defs[`change:${id}`] = { ...ref("change"), ...limits(id, true) };
    if (!choicesOf(id)) defs[`uncertainty:${id}`] = drawSchema(id);
  }
  return defs;
}

/** The parameters that may be keys of a map: a choice is not drawn. */
export function parametersUnder({ roles, of }: Extract<Shape, { kind: "by-parameter" }>): readonly ParameterId[] {
  const isDraw = of.kind === "map" && of.of === "uncertainty";
  return PARAMETER_IDS.filter((id) => {
    const { role, choices }: Parameter = PARAMETERS[id];
    return role !== "constant" && roles.includes(role) && !(isDraw && choices);
  });
}

/** Title and description of a parameter: both languages, range and unit or choices, source. */
export function titleOf(id: ParameterId): JsonSchema {
  const { title, unit, range, choices, source }: Parameter = PARAMETERS[id];
  const span = `${range[0]}–${range[1]} ${unit}`;
  const names = choices?.map((choice) => `${choice.id}: ${choice.title.zh} / ${choice.title.en}`).join("\n");
  return {
    title: `${title.zh} · ${title.en}`,
    description: describe(title, names ?? span, `${source.basis}: ${source.title}`),
  };
}

function valueSchema({ range, isInteger, choices }: Parameter): JsonSchema {
  if (choices) return { type: "string", enum: choices.map((choice) => choice.id) };
  return { type: isInteger ? "integer" : "number", minimum: range[0], maximum: range[1] };
}

/** What a parameter adds to the grammar of a change, or of a rule. */
function limits(id: ParameterId, isChange: boolean): JsonSchema {
  const { scope, choices, role }: Parameter = PARAMETERS[id];
  const isLever = role === "lever";
  const arithmetic = ["add", "scale", "path", "expr", ...(isChange ? ["phase_in"] : [])];
  return {
    properties: {
      set: ref(`value:${id}`),
      ...(choices && Object.fromEntries(arithmetic.map((key) => [key, false]))),
      ...(isLever && !choices && { path: { propertyNames: { pattern: yearPattern(FIRST_POLICY_YEAR) } } }),
      ...(isLever && isChange && { from: { minimum: FIRST_POLICY_YEAR } }),
      ...(scope === "nation" && { where: false }),
      ...(isChange && { rules: { items: limits(id, false) } }),
    },
    // A path whose values are added or factors is not bound by the range.
    ...(!choices && {
      if: { properties: { op: { const: "set" } } },
      then: { properties: { path: { additionalProperties: ref(`value:${id}`) } } },
    }),
  };
}

/** A draw of a parameter: a lever's may not replace its value, and one that replaces a value stays in its range. */
function drawSchema(id: ParameterId): JsonSchema {
  const { role, belief }: Parameter = PARAMETERS[id];
  return {
    allOf: [
      ref("uncertainty"),
      ref("factors"),
      ...(belief ? [] : [{ properties: { dist: { not: { const: "prior" } } } }]),
      role === "lever" ? { properties: { as: { not: { const: "set" } } } } : drawnAs("set", ref(`value:${id}`)),
    ],
  };
}

const factorSchema = () => drawnAs("scale", { minimum: 0 });

/** Holds the numbers of a draw to a schema where it acts in one way. */
function drawnAs(as: "set" | "scale", numbers: JsonSchema): JsonSchema {
  const keys = Object.entries(keysOf("uncertainty")).filter(
    ([, { shape, later }]) => shape.kind === "number" && !later,
  );
  const names = keys.map(([name]) => name).filter((name) => name !== "sd");
  return {
    if: { required: ["as"], properties: { as: { const: as } } },
    then: { properties: Object.fromEntries(names.map((name) => [name, numbers])) },
  };
}
