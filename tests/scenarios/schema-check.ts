import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { parseDocument } from "yaml";
import { jsonSchema } from "../../src/scenarios/json-schema.ts";

let validate: ValidateFunction | undefined;

/** What an editor would underline in a scenario file: the places and messages of the schema; empty if it finds nothing. */
export function schemaErrors(text: string): readonly string[] {
  validate ??= new Ajv2020({
    allErrors: false,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  }).compile(jsonSchema());
  const document = parseDocument(text, { schema: "core", version: "1.2", logLevel: "silent" });
  if (document.errors.length > 0) return document.errors.map((error) => error.message);
  try {
    return validate(document.toJS()) ? [] : validate.errors!.map((error) => `${error.instancePath} ${error.message}`);
  } catch (error) {
    return [String(error)]; // references that lead nowhere, or that multiply
  }
}
