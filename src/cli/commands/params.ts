import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { oneOf } from "../option-parsers.ts";

/** Roles a parameter can have. */
export const ROLE_NAMES = ["lever", "assumption", "constant"] as const;

export interface ParamsFlags extends GlobalFlags {
  readonly role?: (typeof ROLE_NAMES)[number];
  /** False after `--no-source`: only those nobody published. */
  readonly source: boolean;
  readonly hideSource?: boolean;
  readonly levers?: boolean;
}

/** Adds `junheng params list|show|diff`: the registry of parameters; `params <filter>` is `params list <filter>`. */
export function registerParams(program: BilingualCommand): void {
  const s = program.say.bind(program);
  const params = program
    .command("params")
    .description(s("情景文件可以改动的参数", "the parameters a scenario may name"))
    .example("junheng params rotation", "含有 rotation 的参数", "parameters that hold the word rotation")
    .example("junheng params show rotation.share", "一个参数的全部信息", "everything about one")
    .example("junheng params diff baseline all-three", "两个情景在哪些参数上不同", "where two scenarios differ");
  registerList(params);
  params
    .command("show")
    .description(
      s(
        "一个参数的含义、单位、范围、各年取值、依据和所涉规则",
        "one parameter: meaning, unit, range, values by year, source, rules",
      ),
    )
    .argument("<id>", s("参数名，如 rotation.share", "id, such as rotation.share"))
    .example("junheng params show rotation.share", "交流轮岗的比例", "the share who move each year")
    .example(
      "junheng params show rotation.rule --locale zh",
      "一个选项类参数",
      "a parameter that is a choice, in Chinese",
    )
    .action(async (id: string, _own: unknown, self: BilingualCommand) => {
      const { showParameter } = await import("../params-show.ts");
      showParameter(id, self.optsWithGlobals<GlobalFlags>(), self.locale);
    });
  params
    .command("diff")
    .description(s("两个情景取值不同的参数，逐年", "parameters whose values differ between two scenarios, by year"))
    .argument("<scenario>", s("情景文件或 id", "scenario file or id"))
    .argument("<other>", s("另一个情景", "another scenario"))
    .example("junheng params diff baseline faster-rotation", "加快轮岗改了什么", "what faster rotation changes")
    .example("junheng params diff faster-rotation all-three --json", "输出 JSON", "as JSON")
    .action(async (a: string, b: string, _own: unknown, self: BilingualCommand) => {
      const { resolveCommand } = await import("../resolve.ts");
      await resolveCommand(a, { ...self.optsWithGlobals<GlobalFlags>(), diff: b }, self.locale);
    });
}

function registerList(params: BilingualCommand): void {
  const s = params.say.bind(params);
  const role = params
    .createOption("--role <role>", s("只列这一类", "only those of this role"))
    .choices(ROLE_NAMES)
    .argParser(oneOf(params.locale, ROLE_NAMES));
  params
    .command("list", { isDefault: true })
    .description(s("列出参数（不写 list 也可以）", "list parameters (the word list may be left out)"))
    .argument("[filter]", s("参数名、含义、类型或依据中的一段", "part of an id, title, role or source basis"))
    .addOption(role)
    .option("--no-source", s("只列没有出处的（依据为假设）", "only those nobody published (basis assumption)"))
    .option("--hide-source", s("不显示依据一列", "leave the column of sources out"))
    .option(
      "--levers",
      s("打印 docs/LEVERS.md：全部政策及其规则和支出", "print docs/LEVERS.md: all levers, with their rules and costs"),
    )
    .example("junheng params list certification", "与认定有关的参数", "parameters of certification")
    .example(
      "junheng params list --role lever --no-source",
      "没有出处的政策默认值",
      "levers whose default nobody published",
    )
    .action(async (filter: string | undefined, _own: unknown, self: BilingualCommand) => {
      const { listParameters } = await import("../params.ts");
      listParameters(filter, self.optsWithGlobals<ParamsFlags>(), self.locale);
    });
}
