import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { InputError, nearestName } from "../core/issue.ts";
import { SCHEMA_KINDS, jsonSchema, type SchemaKind } from "../scenarios/json-schema.ts";

/** Adds `junheng schema [kind]`: the JSON Schema of scenario files, for editors. */
export function registerSchema(program: Command): void {
  program
    .command("schema")
    .description("print the JSON Schema of scenario files, for editors (供编辑器使用的情景文件模式)")
    .argument("[kind]", `one kind of file: ${SCHEMA_KINDS.join(", ")} (default: all kinds)`)
    .option("-o, --output <file>", "write a file instead of standard output")
    .addHelpText(
      "after",
      `
Examples:
  junheng schema -o junheng.schema.json
  and in the first line of a scenario file beside it:
  # yaml-language-server: $schema=junheng.schema.json`,
    )
    .action((kind: string | undefined, options: { output?: string }) => {
      const text = schemaText(kind);
      if (options.output === undefined) process.stdout.write(text);
      else writeFileSync(options.output, text);
    });
}

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
