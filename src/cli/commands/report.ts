import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { resultsOption } from "../run-options.ts";
import { listOf, oneOf } from "../option-parsers.ts";

/** Formats a report can be written in. */
export const REPORT_FORMATS = ["html", "svg", "png", "pdf", "csv"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
/** Languages a report can be written in. */
export const REPORT_LANGUAGES = ["zh", "en", "both"] as const;

export interface ReportFlags extends GlobalFlags {
  readonly to: readonly ReportFormat[];
  readonly lang?: (typeof REPORT_LANGUAGES)[number];
  readonly out?: string;
  readonly results: string;
}

/** Adds `junheng report <run>`: a finished run as pages, figures, tables or a document to print. */
export function registerReport(program: BilingualCommand): void {
  const s = program.say.bind(program);
  const language = program
    .createOption(
      "--lang <language>",
      s("报告语言（未写时与界面相同）", "language of the report (if absent: that of the program)"),
    )
    .choices(REPORT_LANGUAGES)
    .argParser(oneOf(program.locale, REPORT_LANGUAGES));
  const formats = program
    .createOption("--to <formats>", s("格式，可用逗号连写几种", "formats, several with commas"))
    .choices(REPORT_FORMATS)
    .default(["html"])
    .argParser(listOf(program.locale, REPORT_FORMATS));
  program
    .command("report")
    .description(
      s(
        "把一次已完成的运行写成网页、图、表或可打印的 PDF；不重新计算，运行本身的文件不动",
        "write a finished run as a page, figures, tables or a PDF; nothing is computed again and the run's own files stay as they are",
      ),
    )
    .argument("<run>", s("运行文件夹或编号", "folder of a run, or its id"))
    .addOption(formats)
    .addOption(language)
    .option(
      "-o, --out <folder>",
      s(
        "写到哪个文件夹（未写时为运行文件夹里的 exports）",
        "folder to write to (if absent: exports in the run's folder)",
      ),
    )
    .addOption(resultsOption(program))
    .example("junheng report five-ways --to html,pdf", "网页和 PDF", "a page and a PDF")
    .example(
      "junheng report five-ways --to svg,csv --lang both -o figures",
      "两种语言的图和表",
      "figures and tables in both languages",
    )
    .action(async (run: string, _own: unknown, self: BilingualCommand) => {
      const { reportCommand } = await import("../report.ts");
      await reportCommand(run, self.optsWithGlobals<ReportFlags>(), self.locale);
    });
}
