import { OUTCOMES } from "../model/outcome-catalogue.ts";
import { FIRST_YEAR, LAST_YEAR, MODEL_VERSION } from "../model/parameters.ts";
import { FILE_MAPS, GRAMMAR, keysOf, type MapName } from "./grammar.ts";
import {
  CODE_PATTERN,
  ID_PATTERN,
  LONGEST_ID,
  LONGEST_REFERENCE,
  NAME_PATTERN,
  PREFECTURE_PATTERN,
  REFERENCE_PATTERN,
  type Key,
  type MapGrammar,
  type NumberShape,
  type Shape,
  type Variant,
  type Word,
} from "./grammar-shapes.ts";
import { WORDS, wordsOf, type WordOf, type WordsName } from "./grammar-words.ts";
import { describe, ref, yearPattern, type JsonSchema } from "./json-schema-parts.ts";
import { parameterDefs, namesUnder, titleOf } from "./json-schema-parameters.ts";

/** Kinds of file the schema describes. */
export const SCHEMA_KINDS = wordsOf("kind").known;
export type SchemaKind = WordOf<"kind">;

/**
 * The schema of scenario files for editors (JSON Schema 2020-12): of one kind, or of all kinds, told apart by `kind`.
 *
 * Whatever the reader accepts, the schema accepts. The reverse does not hold: what depends on several places or files is left to
 * `junheng validate`. Files of an older model are not looked into.
 */
export function jsonSchema(kind?: SchemaKind): JsonSchema {
  const kinds = kind === undefined ? SCHEMA_KINDS : [kind];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: kind === undefined ? "junheng" : `junheng ${kind}`,
    description: describe(
      { zh: `情景文件，模型版本 ${MODEL_VERSION}。`, en: `Scenario files for model ${MODEL_VERSION}.` },
      "`junheng validate` says more.",
    ),
    type: "object",
    required: ["kind"],
    properties: {
      kind: { ...wordSchema("kind"), enum: kinds, description: describe(keysOf("scenario")["kind"]!.about) },
    },
    if: { required: ["model"], properties: { model: { type: "integer", minimum: 1, maximum: MODEL_VERSION - 1 } } },
    else: {
      allOf: kinds.map((one) => ({
        if: { required: ["kind"], properties: { kind: { const: one } } },
        then: ref(FILE_MAPS[one]),
      })),
    },
    $defs: { ...mapDefs(kinds.map((one) => FILE_MAPS[one])), ...parameterDefs() },
  };
}

/** The maps reachable from some, by name. */
function mapDefs(roots: readonly MapName[]): Record<string, JsonSchema> {
  const defs: Record<string, JsonSchema> = {};
  const visit = (map: MapName): void => {
    if (defs[map]) return;
    defs[map] = mapSchema(map);
    for (const { shape } of Object.values(presentKeys(map))) {
      if (shape.kind === "by-parameter") defs[parametersName(shape)] ??= parametersSchema(shape);
      mapsIn(shape).forEach(visit);
    }
  };
  roots.forEach(visit);
  return defs;
}

function mapsIn(shape: Shape): readonly MapName[] {
  if (shape.kind === "map") return [shape.of as MapName];
  if (!("of" in shape)) return [];
  const beside = shape.kind === "by-parameter" ? Object.values(shape.beside ?? {}) : [];
  return [...[shape.of].flat(), ...beside].flatMap((part) => mapsIn(part));
}

/** Keys of a map that a file may have now. */
function presentKeys(map: MapName): Readonly<Record<string, Key>> {
  return Object.fromEntries(Object.entries(keysOf(map)).filter(([, key]) => !key.later && !key.elsewhere));
}

function mapSchema(map: MapName): JsonSchema {
  const { oneOf, beside, isFilled, variants }: MapGrammar = GRAMMAR[map];
  const keys = presentKeys(map);
  const required = Object.keys(keys).filter((key) => keys[key]!.isRequired);
  const neighbours = Object.entries(beside ?? {}).filter(([key]) => keys[key]);
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(keys).map(([name, { shape, about }]) => [
        name,
        { ...shapeSchema(shape), description: describe(about, ...wordLines(shape)) },
      ]),
    ),
    ...(required.length > 0 && { required }),
    ...(isFilled && { minProperties: 1 }),
    ...(oneOf && { oneOf: oneOf.map((key) => ({ required: [key] })) }),
    ...(neighbours.length > 0 && {
      dependentRequired: Object.fromEntries(neighbours.map(([key, other]) => [key, [other]])),
    }),
    ...(variants && { allOf: variantSchemas(variants) }),
    additionalProperties: false,
  };
}

/** For each value of the distinguishing key: what it needs, and what it refuses. */
function variantSchemas({ by, of }: NonNullable<MapGrammar["variants"]>): readonly JsonSchema[] {
  const present = Object.entries(of).filter(([, variant]) => !variant.later);
  const owned = new Set(present.flatMap(([, { needs, allows }]) => [...needs, ...allows]));
  return present.map(([value, { needs, allows }]: [string, Variant]) => ({
    if: { required: [by], properties: { [by]: { const: value } } },
    then: {
      required: needs,
      properties: Object.fromEntries(
        [...owned].filter((key) => ![...needs, ...allows].includes(key)).map((key) => [key, false]),
      ),
    },
  }));
}

/** The schema of a shape, which may stand under the name of a parameter or of a parameter for each stage. */
function shapeSchema(shape: Shape, name?: string): JsonSchema {
  switch (shape.kind) {
    case "text":
      return { type: "string", pattern: "\\S" };
    case "bilingual":
      return { anyOf: [shapeSchema({ kind: "text" }), BILINGUAL_MAP] };
    case "id":
      return { type: "string", pattern: ID_PATTERN.source, maxLength: LONGEST_ID };
    case "reference":
      return { type: "string", pattern: REFERENCE_PATTERN.source, maxLength: LONGEST_REFERENCE };
    case "code":
      return { type: "string", pattern: (shape.isPrefecture ? PREFECTURE_PATTERN : CODE_PATTERN).source };
    case "number":
      return numberSchema(shape);
    case "year":
      return { type: "integer", minimum: FIRST_YEAR, maximum: LAST_YEAR };
    case "model":
      return { type: "integer", minimum: 1, maximum: MODEL_VERSION };
    case "constant":
      return { const: shape.value };
    case "word":
      return wordSchema(shape.words as WordsName);
    case "outcome":
      return { type: "string", enum: Object.keys(OUTCOMES) };
    case "value":
      return name ? ref(`value:${name}`) : { type: ["number", "string"] };
    case "map":
      return name ? ref(`${shape.of}:${name}`) : ref(shape.of);
    case "either":
      return { anyOf: shape.of.map((part) => shapeSchema(part, name)) };
    default:
      return manySchema(shape, name);
  }
}

const BILINGUAL_MAP: JsonSchema = {
  type: "object",
  properties: { zh: { type: "string", pattern: "\\S" }, en: { type: "string", pattern: "\\S" } },
  required: ["zh"],
  additionalProperties: false,
};

function numberSchema({ low, high, above, isWhole }: NumberShape): JsonSchema {
  return {
    type: isWhole ? "integer" : "number",
    ...(low !== undefined && { minimum: low }),
    ...(high !== undefined && { maximum: high }),
    ...(above !== undefined && { exclusiveMinimum: above }),
  };
}

type ManyShape = Extract<Shape, { kind: "list" | "any-list" | "one-or-more" | "by-parameter" | "by-year" | "by-name" }>;

function manySchema(shape: ManyShape, name?: string): JsonSchema {
  switch (shape.kind) {
    case "list":
      return { type: "array", items: shapeSchema(shape.of, name), minItems: 1 };
    case "any-list":
      return { type: "array", items: shapeSchema(shape.of) };
    case "one-or-more": {
      const one = shapeSchema(shape.of);
      return { anyOf: [one, { type: "array", items: one, minItems: 1, uniqueItems: true }] };
    }
    case "by-parameter":
      return ref(parametersName(shape));
    case "by-year":
      return keyed(yearPattern(FIRST_YEAR), shapeSchema(shape.of), { minProperties: 1 });
    case "by-name":
      return keyed(NAME_PATTERN.source, shapeSchema(shape.of));
    default:
      return shape satisfies never;
  }
}

type ParametersShape = Extract<Shape, { kind: "by-parameter" }>;

/** Scenarios and packages share the long lists of parameters: they are named parts of the schema. */
const parametersName = ({ roles, of }: ParametersShape): string =>
  [...roles.map((role) => `${role}s`), of.kind === "map" ? of.of : of.kind].join(":");

function parametersSchema(shape: ParametersShape): JsonSchema {
  const keys = namesUnder(shape).map((name) => [name, { ...titleOf(name), ...shapeSchema(shape.of, name) }] as const);
  const besides = Object.entries(shape.beside ?? {}).map(([name, part]) => [name, shapeSchema(part)] as const);
  return { type: "object", properties: Object.fromEntries([...keys, ...besides]), additionalProperties: false };
}

const keyed = (pattern: string, values: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  patternProperties: { [pattern]: values },
  additionalProperties: false,
  ...more,
});

function wordSchema(words: WordsName): JsonSchema {
  return { type: "string", enum: wordsOf(words).known };
}

/** What each word of a closed set means, one a line. */
function wordLines(shape: Shape): readonly string[] {
  const word = shape.kind === "one-or-more" ? shape.of : shape;
  if (word.kind !== "word") return [];
  const set: Readonly<Record<string, Word>> = WORDS[word.words as WordsName];
  return [
    Object.entries(set)
      .filter(([, { later }]) => !later)
      .map(([name, { about }]) => `${name}: ${about.zh} / ${about.en}`)
      .join("\n"),
  ];
}
