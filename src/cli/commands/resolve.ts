import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { yearList } from "../option-parsers.ts";
import { countiesOption } from "../run-options.ts";

export interface ResolveFlags extends GlobalFlags {
  readonly where?: string;
  readonly param?: string;
  readonly years?: readonly number[];
  readonly all?: boolean;
  readonly diff?: string;
  readonly counties?: string;
}

/** Adds `junheng resolve <scenario>`: every value with the file and line it comes from. */
export function registerResolve(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("resolve")
    .description(
      s(
        "展开一个情景：每个参数逐年的取值，以及取值来自哪个文件哪一行",
        "settle a scenario: the value of every parameter by year, and the file and line it comes from",
      ),
    )
    .argument("<scenario>", s("情景文件，或内置目录中的 id", "scenario file, or id of the catalogue"))
    .option(
      "--where <county>",
      s(
        "看哪个县（代码或县名）；默认看县数最多的一种取值",
        "a county, by code or name (default: the values most counties share)",
      ),
    )
    .option("--param <filter>", s("只看含有这段文字的参数", "only parameters that hold this text"))
    .option(
      "--years <years>",
      s("只看这些学年，如 2024-2030", "only these school years, such as 2024-2030"),
      yearList(program.locale),
    )
    .option("--all", s("连没有改动的参数也列出", "list unchanged parameters too"))
    .option(
      "--diff <other>",
      s("与另一个情景比较，只列不同之处", "compare with another scenario, and list what differs"),
    )
    .addOption(countiesOption(program))
    .example(
      "junheng resolve all-three",
      "三策并举改了什么，从哪里来",
      "what all three together change, and where it is written",
    )
    .example(
      "junheng resolve faster-rotation --param rotation.share --years 2024-2030",
      "一个参数的逐年取值",
      "one parameter, year by year",
    )
    .example(
      "junheng resolve faster-rotation --diff funding-formula",
      "两个情景的差别",
      "what differs between two scenarios",
    )
    .action(async (ref: string, _own: unknown, self: BilingualCommand) => {
      const { resolveCommand } = await import("../resolve.ts");
      await resolveCommand(ref, self.optsWithGlobals<ResolveFlags>(), self.locale);
    });
}
