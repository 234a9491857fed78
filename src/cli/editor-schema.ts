/** Name of the file that editors read to check scenario files as they are typed. */
export const SCHEMA_FILE = "junheng.schema.json";

/** The JSON Schema that `init` writes: the head every file has. */
export function editorSchema(): string {
  const text = { type: "string" };
  const bilingual = { anyOf: [text, { type: "object", required: ["zh"], properties: { zh: text, en: text } }] };
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "junheng scenario file",
    type: "object",
    required: ["junheng", "kind", "id", "title"],
    properties: {
      junheng: { const: 1 },
      kind: { enum: ["scenario", "package", "comparison", "goal"] },
      id: { type: "string", pattern: "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$" },
      title: bilingual,
      note: bilingual,
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
