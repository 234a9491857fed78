import { InvalidArgumentError, Option, type Command } from "commander";
import type { Locale } from "../core/bilingual.ts";
import type { FollowPlan } from "../model/follow.ts";
import { SAMPLERS, type Sampler } from "../scenarios/scenario.ts";
import type { Setting } from "../scenarios/spec.ts";
import { parseSetting } from "../scenarios/settings.ts";
import type { RunOptions } from "./ensemble-run.ts";
import { chooseLocale } from "./locale.ts";

/** Options of `compare` and `run` as commander hands them over. */
export interface RunFlags {
  readonly counties?: string;
  readonly sample?: number;
  readonly worlds?: number;
  readonly replications?: number;
  readonly sampler?: Sampler;
  readonly seed?: string;
  readonly jobs?: number;
  readonly out: string;
  readonly set?: readonly Setting[];
  readonly locale?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly resume?: boolean;
  readonly keepWorlds?: boolean;
  readonly trace?: FollowPlan;
}

/** Adds the options that every run has. */
export function addRunOptions(command: Command): Command {
  return command
    .option("--counties <file>", "CSV table of real counties instead of the built-in synthetic nation")
    .option("--sample <share>", "share of counties to simulate, 0–1; 1 = all (default: 0.02 of a nation)", share)
    .option(
      "--worlds <n>",
      "number of worlds, or of members if --replications is above 1 (default: the scenario's ensemble size)",
      wholeNumber,
    )
    .option(
      "--replications <n>",
      "worlds of each member, which differ in chance events only (default: the scenario's, 1)",
      wholeNumber,
    )
    .addOption(
      new Option("--sampler <name>", "how uncertain parameters are drawn (default: the scenario's, lhs)").choices(
        SAMPLERS,
      ),
    )
    .option("--seed <phrase>", "seed phrase; the same phrase gives the same bytes")
    .option(
      "--set <id=value>",
      "set a parameter in every scenario; may be repeated",
      (text: string, all: Setting[] | undefined) => [...(all ?? []), parseSetting(text)],
    )
    .option("-j, --jobs <n>", "worker threads (default: one per core)", wholeNumber)
    .option("-o, --out <folder>", "folder for results", "outputs")
    .option(
      "--trace <who>",
      "follow people one by one through the first world, such as pupils=200,teachers=200",
      followPlan,
    )
    .option("--locale <locale>", "zh or en (default: JUNHENG_LOCALE, then LANG)")
    .option("--json", "print the summary as JSON on standard output")
    .option("--quiet", "no progress")
    .option("--force", "run again even if the same run has been made")
    .addOption(new Option("--resume", "go on from a run that was stopped; fail if there is none").conflicts("force"))
    .option("--no-keep-worlds", "delete finished worlds even if a larger ensemble could go on from them");
}

/** Reads the flags into the options of a run. */
export function runOptions(flags: RunFlags): RunOptions & { readonly locale: Locale } {
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
    locale: chooseLocale(flags.locale, process.env),
    quiet: flags.quiet ?? false,
    force: flags.force ?? false,
    resume: flags.resume ?? false,
    dropsWorlds: flags.keepWorlds === false,
  };
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1))
    throw new InvalidArgumentError("expected a number above 0 and at most 1, such as 0.1.");
  return value;
}

/** Most worlds or threads that make sense. */
const MOST = 100_000;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST) {
    throw new InvalidArgumentError(`expected a whole number from 1 to ${MOST}.`);
  }
  return value;
}

/** Most people of a kind a run follows. */
const MOST_FOLLOWED = 5000;

/** `pupils=200,teachers=100`; who is not named is not followed. */
function followPlan(text: string): FollowPlan {
  const plan = { pupils: 0, teachers: 0 };
  for (const part of text.split(",")) {
    const match = /^\s*(pupils|teachers)\s*=\s*(\d{1,6})\s*$/.exec(part);
    const count = match ? Number(match[2]) : NaN;
    if (!(count >= 0 && count <= MOST_FOLLOWED))
      throw new InvalidArgumentError(
        `"${part}" does not say whom to follow; expected pupils=N or teachers=N with N up to ${MOST_FOLLOWED}, such as pupils=200,teachers=200.`,
      );
    plan[match![1] as keyof typeof plan] = count;
  }
  if (plan.pupils + plan.teachers === 0)
    throw new InvalidArgumentError(`"${text}" follows nobody; expected at least one, such as pupils=200,teachers=200.`);
  return plan;
}
