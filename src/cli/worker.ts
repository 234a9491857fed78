import { availableParallelism } from "node:os";
import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { EXIT } from "./exit-codes.ts";
import type { GlobalFlags } from "./global-options.ts";
import { buildOf, programIdentity, programText } from "./program-identity.ts";
import { sayHello } from "./queue-hello.ts";
import { connectQueue, serverText } from "./queue-server.ts";
import { startQueueWorker } from "./queue-worker.ts";
import { stopSignal } from "./stop-signal.ts";
import { openWorkerPool, type OpenPool } from "./worker-pool.ts";

/** Options of `worker` as commander hands them over. */
export interface WorkerFlags extends GlobalFlags {
  readonly queue: string;
  readonly jobs?: number;
  /** Seconds without work after which the worker ends. */
  readonly idle?: number;
}

/**
 * Works for runs on other machines until it is stopped, or has had nothing to do for long enough.
 * @returns The exit code.
 * @throws InputError if the server cannot be used.
 */
export async function workerCommand(
  { queue: server, jobs, idle, quiet = false }: WorkerFlags,
  locale: Locale,
  { openPool = openWorkerPool, lockMs }: { readonly openPool?: OpenPool; readonly lockMs?: number } = {},
): Promise<number> {
  const threads = jobs ?? availableParallelism();
  const tell = ({ zh, en }: Bilingual) => void (quiet || process.stderr.write(`${say(locale, zh, en)}\n`));
  const program = await programIdentity();
  const build = await buildOf(program);
  const connected = await connectQueue(server, (lost) => tell(serverText(lost)));
  const { signal, release } = stopSignal();
  const strangers = new Set<string>();
  const goodbye = sayHello(connected.redis, "worker", build, program, (other) => {
    if (other.role !== "run" || other.build === build || strangers.has(other.build)) return;
    strangers.add(other.build);
    process.stderr.write(`${say(locale, ...strangerText(other.program, programText(program)))}\n`);
  });
  let done = 0;
  const worker = startQueueWorker(connected, build, openPool, {
    threads,
    locale,
    ...(lockMs !== undefined && { lockMs }),
    onRun: ({ portable, prepared: { target } }) =>
      tell({ zh: `接手运行 ${portable.runId}（${target.id}）`, en: `working on run ${portable.runId} (${target.id})` }),
    onWorld: () => void done++,
  });
  tell({
    zh: `在 ${connected.shown} 等待世界，${threads} 个线程；Ctrl-C 停止`,
    en: `waiting for worlds at ${connected.shown}, ${threads} threads; Ctrl-C stops`,
  });
  await untilDone(signal, () => idle !== undefined && Date.now() - (worker.idleSince() ?? Infinity) > idle * 1000);
  goodbye();
  await worker.close();
  release();
  tell({ zh: `停止；完成了 ${done} 个世界`, en: `stopped; ${done} worlds done` });
  return signal.aborted ? EXIT.interrupted : EXIT.ok;
}

const strangerText = (theirs: string, own: string): [string, string] => [
  `错误: 这台服务器上有运行需要程序的另一个版本，不接: ${theirs}；这里是 ${own}`,
  `error: a run on this server needs another build of the program and is refused: ${theirs}; this is ${own}`,
];

/** Waits until the user stops the worker or `isIdle`. */
function untilDone(signal: AbortSignal, isIdle: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!signal.aborted && !isIdle()) return;
      clearInterval(timer);
      resolve();
    }, 100);
  });
}
