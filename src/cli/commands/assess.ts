import type { BilingualCommand } from "../bilingual-command.ts";
import type { AssessIo, AssessOptions } from "../assess.ts";
import { oneOf } from "../option-parsers.ts";

/** Editions of the standard, by year. */
export const EDITION_YEARS = ["2012", "2017"] as const;

/** Adds `junheng assess <folder>`. It leaves exit code 1 unless the county can be certified. */
export function registerAssess(program: BilingualCommand, io?: AssessIo): void {
  const s = program.say.bind(program);
  const edition = program
    .createOption("--edition <year>", s("标准的版本", "edition of the standard"))
    .choices(EDITION_YEARS)
    .default("2017")
    .argParser(oneOf(program.locale, EDITION_YEARS));
  program
    .command("assess")
    .description(
      s(
        "用认定标准衡量一个县的填报数据（schools.csv、county.csv）",
        "hold a county's returns (schools.csv, county.csv) against the certification standard",
      ),
    )
    .argument("<folder>", s("含 schools.csv 和 county.csv 的文件夹", "folder with schools.csv and county.csv"))
    .addOption(edition)
    .option(
      "--as-of <year>",
      s(
        "认定的年份（默认为填报年份，否则为今年）",
        "year of the assessment (default: the year of the returns, else this year)",
      ),
    )
    .example("junheng assess data/sample-county", "内置的示例县", "the sample county that comes with the program")
    .example(
      "junheng assess data/sample-county --edition 2012 --json",
      "按 2012 版，输出 JSON",
      "the edition of 2012, as JSON",
    )
    .action(async (folder: string, _own: unknown, self: BilingualCommand) => {
      const { assess, realIo } = await import("../assess.ts");
      const options = { ...self.optsWithGlobals<AssessOptions>(), locale: self.locale };
      process.exitCode = assess(folder, options, io ?? realIo());
    });
}
