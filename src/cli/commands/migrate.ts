import type { BilingualCommand } from "../bilingual-command.ts";

interface MigrateFlags {
  readonly write?: boolean;
  readonly compare?: boolean;
}

/** Adds `junheng migrate <file…>`: brings scenario files of an older model up to date. It leaves exit code 1 where a judgement is needed. */
export function registerMigrate(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("migrate")
    .description(
      s(
        "把旧版模型的情景文件改到当前版本；需要先作判断的文件不动，退出码为 1",
        "bring scenario files of an older model up to date; a file that needs a judgement is left alone, with exit code 1",
      ),
    )
    .argument("<file...>", s("情景、政策包、对比或目标文件", "scenario, package, comparison or goal files"))
    .option(
      "--write",
      s(
        "直接改写文件；只动需要改的字和数",
        "write the files in place; only the words and numbers that change are touched",
      ),
    )
    .option("--compare", s("证明新旧文件的取值相同", "show that the old file and the new one give the same values"))
    .example("junheng migrate my-scenario.yaml", "看会改哪些行", "print what would change")
    .example("junheng migrate my-scenario.yaml --compare", "并证明取值不变", "and show that the values stay the same")
    .example("junheng migrate my-scenario.yaml --write", "改写文件", "change the file")
    .action(async (files: readonly string[], own: MigrateFlags, self: BilingualCommand) => {
      self.refuse("json");
      const { migrateFile } = await import("../migrate.ts");
      const { EXIT } = await import("../exit-codes.ts");
      for (const file of files) {
        const { text, isDone } = await migrateFile(file, own, self.locale);
        process.stdout.write(text);
        if (!isDone) process.exitCode = EXIT.checkFailed;
      }
    });
}
