import { say } from "../core/bilingual.ts";
import { checkOutputFolder, readSummary } from "./outputs.ts";
import { prepareRun, runEnsemble, type FinishedRun, type RunOptions, type RunTarget } from "./ensemble-run.ts";
import { portableRun } from "./portable-run.ts";
import { buildOf } from "./program-identity.ts";
import { sayHello, type Hello } from "./queue-hello.ts";
import { openQueuePool } from "./queue-pool.ts";
import { connectQueue, serverText } from "./queue-server.ts";

/** Most worlds of a run that lie on the server at a time: enough for some hundred threads, and little for its memory. */
const IN_FLIGHT = 512;
/** Time after which it is said that no worker is there (ms). */
const LONELY = 10_000;

/**
 * Runs an ensemble on workers that take its worlds from a server; all else is as in a run on this machine, and so are its bytes.
 * @throws InputError as `runEnsemble` does, or if the server cannot be used.
 */
export async function runOnQueue(target: RunTarget, options: RunOptions, server: string): Promise<FinishedRun> {
  checkOutputFolder(options.out);
  const prepared = await prepareRun(target, options);
  const made = options.force ? undefined : readSummary(prepared.folder);
  if (made && made.failedWorlds === undefined) return runEnsemble(target, options);
  const { locale, quiet } = options;
  const tell = (zh: string, en: string) => process.stderr.write(`${say(locale, zh, en)}\n`);
  const queue = await connectQueue(server, (lost) => tell(serverText(lost).zh, serverText(lost).en));
  const portable = await portableRun(prepared, options);
  const build = await buildOf(portable.program);
  const heard = new Set<string>();
  const goodbye = sayHello(queue.redis, "run", build, portable.program, (other) => meet(other));
  const lonely = setTimeout(() => {
    if (heard.has(build) || quiet) return;
    tell(
      `还没有工作进程；在任意机器上运行 junheng worker --queue ${queue.shown}`,
      `no worker is there yet; start junheng worker --queue ${queue.shown} on any machine`,
    );
  }, LONELY);
  const elsewhere = { ...options, ranElsewhere: true, inFlight: IN_FLIGHT };
  try {
    return await runEnsemble(target, elsewhere, () => openQueuePool(queue, portable, prepared.plan, build));
  } finally {
    clearTimeout(lonely);
    goodbye();
    queue.redis.disconnect();
  }

  /** Says once of each other build that its workers are no help. */
  function meet(other: Hello): void {
    if (other.role !== "worker" || heard.has(other.build)) return;
    heard.add(other.build);
    if (other.build !== build)
      tell(
        `注意: 有工作进程是程序的另一个版本，不会接这些世界: ${other.program}`,
        `note: a worker there is another build of the program and takes none of these worlds: ${other.program}`,
      );
  }
}
