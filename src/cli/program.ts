import type { Locale } from "../core/bilingual.ts";
import { BilingualCommand } from "./bilingual-command.ts";
import { registerAssess } from "./commands/assess.ts";
import { registerCompare } from "./commands/compare.ts";
import { registerCompletion } from "./commands/completion.ts";
import { registerData } from "./commands/data.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerExplain } from "./commands/explain.ts";
import { registerInit } from "./commands/init.ts";
import { registerMerge } from "./commands/merge.ts";
import { registerMigrate } from "./commands/migrate.ts";
import { registerParams } from "./commands/params.ts";
import { registerResolve } from "./commands/resolve.ts";
import { registerQuery } from "./commands/query.ts";
import { registerReport } from "./commands/report.ts";
import { registerRun } from "./commands/run.ts";
import { registerValidate } from "./commands/validate.ts";
import { registerSchema } from "./commands/schema.ts";
import { registerVerify } from "./commands/verify.ts";
import { registerWorker } from "./commands/worker.ts";
import { allCommands, applyConfig, type LoadedConfig } from "./config.ts";
import { engineVersion } from "./engine-version.ts";
import { addGlobalOptions } from "./global-options.ts";
import { withoutPassword } from "./server-address.ts";

/** Commands in the order the help lists them: from a first study to its upkeep. */
const COMMANDS = [
  registerInit,
  registerValidate,
  registerResolve,
  registerRun,
  registerCompare,
  registerMerge,
  registerWorker,
  registerExplain,
  registerReport,
  registerQuery,
  registerVerify,
  registerAssess,
  registerParams,
  registerSchema,
  registerMigrate,
  registerData,
  registerDoctor,
  registerCompletion,
];

/**
 * The `junheng` program with all its commands, in one language. Only what the help needs is loaded; the work of a command is
 * imported when it runs.
 * @throws InputError if a value of the settings file is one its option would refuse.
 */
export function createProgram(locale: Locale = "en", config?: LoadedConfig): BilingualCommand {
  const program = new BilingualCommand("junheng", locale);
  program
    .description(
      program.say(
        "推演中国各县义务教育，估计通过“优质均衡”认定的机会，比较不同政策的效果和代价",
        "Simulate county education in China, the odds of the quality-and-balanced certificate, and what policies change and cost",
      ),
    )
    .version(engineVersion(), "-V, --version", program.say("显示版本", "print the version"))
    .helpCommand("help [command]", program.say("显示一个命令的帮助", "show the help of a command"))
    .example("junheng init my-study", "建一个自己的研究文件夹", "make a study folder of your own")
    .example("junheng compare five-ways", "内置的“五条路”对比，附报告", "the built-in comparison, with a report")
    .example("junheng validate five-ways", "只检查，不运行", "check files, run nothing")
    .example("junheng params rotation", "情景文件可以改哪些参数", "what a scenario may change, with sources")
    .example("junheng assess data/sample-county", "用标准衡量真实数据", "hold real returns against the standard");
  addGlobalOptions(program);
  for (const register of COMMANDS) register(program);
  for (const command of allCommands(program)) command.exitOverride();
  program.hook("preAction", (_program, action) => {
    if (!program.opts()["verbose"]) return;
    action.configureOutput().writeErr?.(optionSources(action as unknown as BilingualCommand, config));
  });
  if (config) applyConfig(program, config);
  return program;
}

/** Where the value of every option comes from, a line each. */
function optionSources(action: BilingualCommand, config: LoadedConfig | undefined): string {
  const lines = action.options.flatMap((option) => {
    const value: unknown = action.getOptionValue(option.attributeName());
    const source = action.getOptionValueSource(option.attributeName());
    // An option such as --no-keep-worlds that was not given has nothing to say.
    if (value === undefined || source === undefined || (option.negate && source === "default")) return [];
    const from = {
      cli: action.say("命令行", "command line"),
      env: option.envVar ?? "",
      config: config?.file ?? "",
      default: action.say("默认", "default"),
    }[source as "cli" | "env" | "config" | "default"];
    const shown = option.long === "--queue" ? withoutPassword(String(value)) : value;
    return [`  ${option.long}: ${JSON.stringify(shown)} (${from})\n`];
  });
  return `${action.say("选项：", "options:")}\n${lines.join("")}`;
}
