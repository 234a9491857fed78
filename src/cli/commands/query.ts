import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { wholeNumber } from "../option-parsers.ts";
import { resultsOption } from "../run-options.ts";

export interface QueryFlags extends GlobalFlags {
  readonly csv?: boolean;
  readonly limit?: number;
  readonly results: string;
}

/** Adds `junheng query <sql> [run]`: SQL over the tables of a run, which it only reads. */
export function registerQuery(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("query")
    .description(
      s(
        "用 SQL 查询一次运行的数据表，只读不写（需另装 DuckDB）；文件名就是表名，连字符写成下划线；show tables 列出全部表",
        "ask SQL of the tables of a run, which are read and never written (DuckDB is installed separately); a table is named like its file, with _ for -; show tables lists them",
      ),
    )
    .argument("<sql>", s("一条查询语句", "one query"))
    .argument(
      "[run]",
      s(
        "运行文件夹或编号（未写时为当前文件夹，或唯一的一次运行）",
        "folder of a run, or its id (if absent: this folder, or the only run)",
      ),
    )
    .option("--csv", s("输出 CSV", "print CSV"))
    .option(
      "--limit <n>",
      s("最多输出多少行（屏幕表格未写时为 100）", "most rows to print (if absent: 100 in a table on screen)"),
      wholeNumber(program.locale),
    )
    .addOption(resultsOption(program))
    .example(
      "junheng query \"select scenario, year, p50 from quantiles where variable like '%Counties certified'\" five-ways",
      "每个情景逐年的认定比例中位数",
      "the median share certified by scenario and year",
    )
    .example(
      'junheng query "select code, avg(odds) from county_years where year = 2035 group by code" five-ways --csv',
      "各县到 2035 年的平均机会，输出 CSV",
      "each county's mean odds by 2035, as CSV",
    )
    .example(
      'junheng query "select scenario, report_quantile(value, 0.9) from indicators where year = 2035 group by scenario, variable" five-ways',
      "任意分位数，算法与报告相同",
      "any quantile, computed as in the report",
    )
    .action(async (sql: string, run: string | undefined, _own: unknown, self: BilingualCommand) => {
      const flags = self.optsWithGlobals<QueryFlags>();
      if (flags.csv && flags.json)
        self.error(self.say("--csv 和 --json 只能写一个", "--csv and --json exclude one another"));
      const { queryCommand } = await import("../query.ts");
      await queryCommand(sql, run, flags, self.locale);
    });
}
