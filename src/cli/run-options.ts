import type { Option } from "commander";
import type { Locale } from "../core/bilingual.ts";
import type { FollowPlan } from "../model/follow.ts";
import type { BilingualCommand } from "./bilingual-command.ts";
import type { RunOptions } from "./ensemble-run.ts";
import type { GlobalFlags } from "./global-options.ts";
import type { Sampler } from "../scenarios/scenario.ts";
import type { Shard } from "./shard.ts";
import { followPlan, oneOf, queueServer, shard, share, wholeNumber, yearList } from "./option-parsers.ts";

/** Samplers by name, as scenario files have them. */
export const SAMPLER_NAMES = ["lhs", "random", "sobol", "oat"] as const satisfies readonly Sampler[];

/** Options of `compare` and `run` as commander hands them over. */
export interface RunFlags extends GlobalFlags {
  readonly counties?: string;
  readonly sample?: number;
  readonly worlds?: number;
  readonly replications?: number;
  readonly sampler?: Sampler;
  readonly seed?: string;
  readonly jobs?: number;
  readonly out: string;
  /** As typed. */
  readonly set?: readonly string[];
  readonly years?: readonly number[];
  readonly force?: boolean;
  readonly resume?: boolean;
  /** False after `--no-keep-worlds`. */
  readonly keepWorlds?: boolean;
  readonly dryRun?: boolean;
  readonly shard?: Shard;
  /** Address of the server that hands out worlds. */
  readonly queue?: string;
  readonly trace?: FollowPlan;
}

/** `--counties`, for every command that needs to know which counties there are. */
export function countiesOption(command: BilingualCommand): Option {
  const description = command.say(
    "真实县的 CSV 表，代替内置的合成全国",
    "CSV table of real counties instead of the built-in synthetic nation",
  );
  return command.createOption("--counties <file>", description).env("JUNHENG_COUNTIES");
}

/** `--results`, which says where runs are looked up by id. */
export function resultsOption(command: BilingualCommand): Option {
  return command
    .createOption(
      "--results <folder>",
      command.say("按编号查找运行的结果文件夹", "folder of results in which ids are looked up"),
    )
    .env("JUNHENG_OUT")
    .default("outputs");
}

/** `--queue`, which names the server that hands out worlds. Its password may stand in the variable, out of sight of other users. */
export function queueOption(command: BilingualCommand, zh: string, en: string): Option {
  const { locale } = command;
  return command
    .createOption("--queue <server>", command.say(zh, en))
    .env("JUNHENG_QUEUE")
    .argParser(queueServer(locale));
}

/**
 * The flags of a run as they were given.
 * @throws CommanderError if threads of this machine are asked for and worlds run elsewhere.
 */
export function runFlags(command: BilingualCommand): RunFlags {
  const flags = command.optsWithGlobals<RunFlags>();
  // In a variable or the settings file the number describes the machine, and is passed over.
  if (flags.queue !== undefined && command.getOptionValueSource("jobs") === "cli")
    command.error(
      command.say(
        "--jobs 和 --queue 不能同时用；线程数写在 junheng worker 后面",
        "--jobs has no effect with --queue; give it to junheng worker",
      ),
    );
  return flags;
}

/** Adds the options that every run has. */
export function addRunOptions(command: BilingualCommand): BilingualCommand {
  const s = command.say.bind(command);
  const { locale } = command;
  const option = (flags: string, zh: string, en: string) => command.createOption(flags, s(zh, en));
  const options = [
    countiesOption(command),
    option(
      "--sample <share>",
      "模拟多大比例的县，0—1，1 为全部（未写时：全国取 0.02，小表取全部）",
      "share of counties to simulate, 0–1; 1 = all (if absent: 0.02 of a nation, all of a small table)",
    )
      .env("JUNHENG_SAMPLE")
      .argParser(share(locale)),
    option(
      "--worlds <n>",
      "世界数；--replications 大于 1 时为成员数（未写时取情景文件的 ensemble.size）",
      "number of worlds, or of members if --replications is above 1 (if absent: the scenario's ensemble.size)",
    )
      .env("JUNHENG_WORLDS")
      .argParser(wholeNumber(locale)),
    option(
      "--replications <n>",
      "每个成员的世界数，它们只有偶然事件不同（未写时取情景文件的，1）",
      "worlds of each member, which differ in chance events only (if absent: the scenario's, 1)",
    ).argParser(wholeNumber(locale)),
    option(
      "--sampler <name>",
      "不确定参数怎样抽样（未写时取情景文件的，lhs）",
      "how uncertain parameters are drawn (if absent: the scenario's, lhs)",
    )
      .choices(SAMPLER_NAMES)
      .argParser(oneOf(locale, SAMPLER_NAMES)),
    option(
      "--seed <phrase>",
      "随机种子；同一个种子得到同样的结果",
      "seed phrase; the same phrase gives the same bytes",
    ).env("JUNHENG_SEED"),
    option(
      "--set <id=value>",
      "在每个情景里设定一个参数；可重复",
      "set a parameter in every scenario; may be repeated",
    ).argParser((text: string, all: readonly string[] | undefined) => [...(all ?? []), text]),
    option("-j, --jobs <n>", "线程数（未写时每个处理器核心一个）", "worker threads (if absent: one per core)")
      .env("JUNHENG_JOBS")
      .argParser(wholeNumber(locale)),
    option("-o, --out <folder>", "结果文件夹", "folder for results").env("JUNHENG_OUT").default("outputs"),
    option(
      "--years <years>",
      "结果表显示哪些年（未写时为目标年份）",
      "years of the headline table (if absent: those of the goals)",
    ).argParser(yearList(locale)),
    option(
      "--trace <who>",
      "在第一个世界里逐个跟踪学生和教师，如 pupils=200,teachers=200",
      "follow people one by one through the first world, such as pupils=200,teachers=200",
    ).argParser(followPlan(locale)),
    queueOption(
      command,
      "把世界交给这台 Redis 服务器上的工作进程（junheng worker）运行",
      "let workers (junheng worker) run the worlds, handed out by this Redis server",
    ).conflicts("shard"),
    option(
      "--shard <part/parts>",
      "只运行第几片世界（如 3/8），不写报告；之后用 junheng merge 合成",
      "run only this part of the worlds, such as 3/8, and write no report; junheng merge makes one of all parts",
    ).argParser(shard(locale)),
    option("--force", "即使同样的运行已经做过，也重新运行", "run again even if the same run has been made"),
    option(
      "--resume",
      "从中断的运行继续；没有可继续的就报错",
      "go on from a run that was stopped; fail if there is none",
    ).conflicts("force"),
    option(
      "--no-keep-worlds",
      "运行后删除已完成的世界，即使增加世界数时还可以接着用",
      "delete finished worlds even if a larger ensemble could go on from them",
    ),
    option("--dry-run", "只说明将运行什么、约需多久，不运行", "say what would run and for how long; run nothing"),
  ];
  for (const one of options) command.addOption(one);
  return command;
}

/** Reads the flags into the options of a run. */
export function runOptions(flags: RunFlags, locale: Locale): RunOptions {
  const { counties, sample, worlds, replications, sampler, seed, jobs, out, trace } = flags;
  return {
    ...(counties === undefined ? {} : { counties }),
    ...(sample === undefined ? {} : { sample }),
    ...(worlds === undefined ? {} : { worlds }),
    ...(replications === undefined ? {} : { replications }),
    ...(sampler === undefined ? {} : { sampler }),
    ...(seed === undefined ? {} : { seed }),
    ...(jobs === undefined ? {} : { jobs }),
    ...(trace === undefined ? {} : { follow: trace }),
    out,
    locale,
    quiet: flags.quiet ?? false,
    force: flags.force ?? false,
    resume: flags.resume ?? false,
    dropsWorlds: flags.keepWorlds === false,
  };
}
