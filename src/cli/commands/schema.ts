import { writeFileSync } from "node:fs";
import type { BilingualCommand } from "../bilingual-command.ts";

/** Adds `junheng schema [kind]`: the JSON Schema of scenario files, for editors. */
export function registerSchema(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("schema")
    .description(
      s(
        "打印情景文件的 JSON Schema，供编辑器边写边检查",
        "print the JSON Schema of scenario files, with which editors check them as they are typed",
      ),
    )
    .argument(
      "[kind]",
      s(
        "只要一种文件：scenario、package、comparison 或 goal",
        "one kind of file only: scenario, package, comparison or goal",
      ),
    )
    .option(
      "-o, --out <file>",
      s("写入的文件（未写时或 -：标准输出）", "file to write (if absent, or -: standard output)"),
    )
    .example(
      "junheng schema -o junheng.schema.json",
      "写成文件；情景文件首行写 # yaml-language-server: $schema=junheng.schema.json",
      "for a first line such as # yaml-language-server: $schema=junheng.schema.json",
    )
    .example("junheng schema scenario", "只要情景文件的", "that of scenarios only")
    .action(async (kind: string | undefined, own: { readonly out?: string }) => {
      const { schemaText } = await import("../schema.ts");
      const text = schemaText(kind);
      if (own.out === undefined || own.out === "-") process.stdout.write(text);
      else writeFileSync(own.out, text);
    });
}
