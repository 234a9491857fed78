import { InputError, nearestName } from "../core/issue.ts";
import { SCHEMA_KINDS, jsonSchema, type SchemaKind } from "../scenarios/json-schema.ts";

/** Name of the file that editors read to check scenario files as they are typed. */
export const SCHEMA_FILE = "junheng.schema.json";

/**
 * The schema of one kind of file, or of all, as a text.
 * @throws InputError if there is no such kind.
 */
export function schemaText(kind: string | undefined): string {
  const known = SCHEMA_KINDS.find((one) => one === kind);
  if (kind !== undefined && known === undefined) throw new InputError([unknownKind(kind)]);
  return `${JSON.stringify(jsonSchema(known as SchemaKind | undefined), null, 1)}\n`;
}

function unknownKind(kind: string) {
  const near = nearestName(kind, SCHEMA_KINDS);
  return {
    code: "unknown-value",
    severity: "error",
    problem: `there is no kind of file "${kind}"`,
    expected: SCHEMA_KINDS.join(", "),
    ...(near !== undefined && { suggestion: `did you mean "${near}"?` }),
  } as const;
}
