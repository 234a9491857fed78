import type { Locale } from "../core/bilingual.ts";
import { inTime } from "./in-time.ts";
import type { Job } from "./load-bullmq.ts";
import { openPortableRun, parsePortableRun, type OpenedRun } from "./portable-run.ts";
import { answerOf, askedOf, ATTEMPTS, queueOf, runKeyOf, type Answer } from "./queue-jobs.ts";
import { PREFIX, type QueueServer } from "./queue-server.ts";
import type { OpenPool, WorldPool } from "./worker-pool.ts";
import { WorldFailure } from "./world-failure.ts";

/** How a worker works. */
export interface QueueWorkerOptions {
  /** Worlds at a time, each on a thread. */
  readonly threads: number;
  readonly locale: Locale;
  /** Time without a sign of life after which a worker's worlds are given to others (ms). */
  readonly lockMs?: number;
  /** Called when the worker begins with a run, and when a world ends. */
  readonly onRun?: (run: OpenedRun) => void;
  readonly onWorld?: () => void;
}

/** A worker that takes worlds from the server until it is closed. */
export interface RunningWorker {
  /** Time since which nothing has been to do (ms of the clock), undefined while worlds run. */
  idleSince(): number | undefined;
  /** Stops: worlds in flight go back to the queue at once. */
  close(): Promise<void>;
}

/** A claim on a world is renewed at half this time, from a thread that runs no world (ms). */
const LOCK_MS = 30_000;
const PATIENCE = 5000;

/** Takes worlds of this build of the program from a server and answers them. */
export function startQueueWorker(
  { Worker, WaitingError, redis }: QueueServer,
  build: string,
  openPool: OpenPool,
  { threads, locale, lockMs = LOCK_MS, onRun, onWorld }: QueueWorkerOptions,
): RunningWorker {
  const runs = openRuns(redis, openPool, threads, locale, onRun);
  let isClosing = false;
  let inFlight = 0;
  let idleSince: number | undefined = Date.now();

  async function process(job: Job, token?: string): Promise<Answer> {
    idleSince = undefined;
    inFlight++;
    try {
      const asked = askedOf(job.data);
      if (asked === undefined) throw new Error("this job asks for no world");
      const answer = await runs.answer(asked.runId, asked.world).catch(failureAnswer);
      onWorld?.();
      return answer;
    } catch (error) {
      if (!isClosing) throw error;
      await job.moveToWait(token);
      throw new WaitingError();
    } finally {
      if (--inFlight === 0) idleSince = Date.now();
    }
  }

  const worker = new Worker(queueOf(build), process, {
    connection: redis,
    prefix: PREFIX,
    skipVersionCheck: true,
    concurrency: threads,
    lockDuration: lockMs,
    stalledInterval: lockMs / 3,
    maxStalledCount: ATTEMPTS - 1,
  });
  // The connection tells of a lost server once; the worker would tell of it at every command.
  worker.on("error", () => undefined);
  return {
    idleSince: () => idleSince,
    async close() {
      isClosing = true;
      const closed = worker.close();
      await runs.close();
      await inTime(closed, PATIENCE);
      redis.disconnect();
    },
  };
}

/** A world that fails is answered like one that finishes; any other error is not the world's, and another try may go well. */
function failureAnswer(error: unknown): Answer {
  if (error instanceof WorldFailure) return { failure: { message: error.message, stage: error.stage } };
  throw error;
}

/** A run this worker works on. */
interface RunPool {
  readonly opening: Promise<{ readonly opened: OpenedRun; readonly pool: WorldPool }>;
  inFlight: number;
}

/** Runs by id, each with threads of its own; those of a run that has nothing to do end when another needs the room. */
function openRuns(
  redis: QueueServer["redis"],
  openPool: OpenPool,
  threads: number,
  locale: Locale,
  onRun: QueueWorkerOptions["onRun"],
) {
  const runs = new Map<string, RunPool>();

  async function open(runId: string): Promise<Awaited<RunPool["opening"]>> {
    const text = await redis.get(runKeyOf(runId));
    if (text === null) throw new Error(`the server does not know run ${runId}`);
    const from = `run ${runId}`;
    const opened = await openPortableRun(parsePortableRun(text, from), { out: ".", locale, quiet: true }, from);
    onRun?.(opened);
    return { opened, pool: openPool(opened.start, threads) };
  }

  function find(runId: string): RunPool {
    const known = runs.get(runId);
    if (known) return known;
    for (const [other, run] of runs) if (run.inFlight === 0) void leave(other, run);
    const run = { opening: open(runId), inFlight: 0 };
    runs.set(runId, run);
    run.opening.catch(() => runs.delete(runId));
    return run;
  }

  async function leave(runId: string, { opening }: RunPool): Promise<void> {
    runs.delete(runId);
    const run = await opening.catch(() => undefined);
    await run?.pool.close();
    run?.opened.close();
  }

  return {
    async answer(runId: string, world: number): Promise<Answer> {
      const run = find(runId);
      run.inFlight++;
      try {
        const { pool, opened } = await run.opening;
        return answerOf(await pool.run(world), opened.portable.key, world, opened.prepared.plan);
      } finally {
        run.inFlight--;
      }
    },
    async close(): Promise<void> {
      await Promise.all([...runs].map(([runId, run]) => leave(runId, run)));
    },
  };
}
