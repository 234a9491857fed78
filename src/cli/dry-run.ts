import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { prepareRun, type PreparedRun, type RunOptions, type RunTarget } from "./ensemble-run.ts";
import { readSummary } from "./outputs.ts";
import { runsIn } from "./run-index.ts";

/** What a run would be. */
export interface DryRun {
  readonly id: string;
  readonly runId: string;
  readonly folder: string;
  /** True if the same run has been made and would be read back. */
  readonly isMade: boolean;
  readonly scenarios: readonly { readonly id: string; readonly title: Bilingual; readonly changes: number }[];
  readonly counties: { readonly simulated: number; readonly of: number; readonly label: Bilingual };
  readonly worlds: number;
  readonly seed: string;
  readonly jobs: number;
  /** From the pace of earlier runs in the folder of results; absent where there are none. */
  readonly estimatedSeconds?: number;
}

/** Reads and checks everything a run depends on, and stops there. */
export async function dryRun(target: RunTarget, options: RunOptions): Promise<DryRun> {
  const prepared = await prepareRun(target, options);
  const { data, sample, plan, identity, runId, folder } = prepared;
  const jobs = options.jobs ?? availableParallelism();
  const pace = paceOfRuns(options.out);
  return {
    id: target.id,
    runId,
    folder: folder.replaceAll("\\", "/"),
    isMade: readSummary(folder) !== undefined,
    scenarios: target.scenarios.map(({ id, title, changes }) => ({ id, title, changes: changes.length })),
    counties: { simulated: sample.rows.length, of: data.counties.length, label: data.label },
    worlds: identity.worlds,
    seed: plan.seed,
    jobs,
    ...(pace !== undefined && { estimatedSeconds: (pace * workOf(prepared)) / Math.min(jobs, identity.worlds) }),
  };
}

/** County runs: scenarios, with those behind them, × counties × worlds. */
function workOf({ run, sample, identity }: PreparedRun): number {
  return run.all.length * sample.rows.length * identity.worlds;
}

/** Thread-seconds a county run took, by the run that made the most of them; undefined where no run has been made. */
function paceOfRuns(out: string): number | undefined {
  let best: LogEntry | undefined;
  for (const { scenario, id } of runsIn(out)) {
    const entry = lastEntry(join(out, scenario, id, "log.jsonl"));
    if (entry && entry.countyRuns > (best?.countyRuns ?? 0)) best = entry;
  }
  return best && (best.seconds * best.jobs) / best.countyRuns;
}

interface LogEntry {
  readonly seconds: number;
  readonly jobs: number;
  readonly countyRuns: number;
}

function lastEntry(log: string): LogEntry | undefined {
  if (!existsSync(log)) return undefined;
  const line = readFileSync(log, "utf8").trimEnd().split("\n").at(-1)!;
  const entry = JSON.parse(line) as Partial<LogEntry>;
  return entry.countyRuns === undefined ? undefined : (entry as LogEntry);
}

/** A dry run in words. */
export function dryRunText(run: DryRun, locale: Locale): string {
  const { counties, scenarios } = run;
  const rows = [
    [
      say(locale, "情景", "scenarios"),
      scenarios
        .map(({ id, title }) => say(locale, `${title.zh}（${id}）`, `${title.en} (${id})`))
        .join(say(locale, "、", ", ")),
    ],
    [
      say(locale, "县", "counties"),
      say(
        locale,
        `${counties.of} 个中模拟 ${counties.simulated} 个；${counties.label.zh}`,
        `${counties.simulated} of ${counties.of} simulated; ${counties.label.en}`,
      ),
    ],
    [say(locale, "世界", "worlds"), `${run.worlds}${say(locale, `，种子 ${run.seed}`, `, seed ${run.seed}`)}`],
    [say(locale, "线程", "threads"), `${run.jobs}`],
    [say(locale, "时间", "time"), timeText(run, locale)],
    [say(locale, "结果", "results"), run.folder],
  ];
  const lines = rows.map(([name, text]) => `${name}${say(locale, "：", ": ")}${text}`);
  const head = say(locale, "将要运行（现在没有运行）：", "Would run (nothing has been run):");
  return [head, ...lines.map((line) => `  ${line}`)].join("\n");
}

function timeText({ isMade, estimatedSeconds }: DryRun, locale: Locale): string {
  if (isMade) return say(locale, "已经运行过，将直接读取结果", "made before; the result would be read back");
  if (estimatedSeconds === undefined)
    return say(
      locale,
      "未知：结果文件夹里还没有可参考的运行",
      "unknown: no earlier run in the folder of results to judge by",
    );
  const minutes = estimatedSeconds / 60;
  const [zh, en] =
    estimatedSeconds < 90
      ? [`约 ${Math.ceil(estimatedSeconds)} 秒`, `about ${Math.ceil(estimatedSeconds)} seconds`]
      : [`约 ${Math.ceil(minutes)} 分钟`, `about ${Math.ceil(minutes)} minutes`];
  return say(locale, `${zh}，按此前运行的速度估计`, `${en}, by the pace of earlier runs`);
}
