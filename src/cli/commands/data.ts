import type { BilingualCommand } from "../bilingual-command.ts";

/** Adds `junheng data summarise`: how the built-in nation's county distributions were made. */
export function registerData(program: BilingualCommand): void {
  const s = program.say.bind(program);
  const data = program
    .command("data")
    .description(s("内置全国所依据的数据表", "tables the built-in nation is made from"))
    .example("junheng data summarise --help", "如何汇总县表", "how a county table is summarised");
  data
    .command("summarise")
    .description(
      s(
        "把县表汇总成各省分布，合成县由此抽取",
        "summarise a county table into the distributions that synthetic counties are drawn from",
      ),
    )
    .argument("<counties>", s("真实县的 CSV 表", "CSV table of real counties"))
    .option("-o, --out <file>", s("写入的文件（默认或 -：标准输出）", "file to write (default, or -: standard output)"))
    .example("junheng data summarise counties.csv -o -", "汇总后打印", "print the summary")
    .example("junheng data summarise counties.csv -o county-distributions.csv", "汇总后写入文件", "write it to a file")
    .action(async (file: string, own: { readonly out?: string }, self: BilingualCommand) => {
      const { summarise } = await import("../data.ts");
      self.refuse("json");
      summarise(file, own.out);
    });
}
