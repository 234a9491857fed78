import type { Trace } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { inTime } from "./in-time.ts";
import type { Job } from "./load-bullmq.ts";
import type { PortableRun } from "./portable-run.ts";
import { jobIdOf, jobOf, queueOf, readAnswer, runKeyOf } from "./queue-jobs.ts";
import { KEPT_SECONDS, PREFIX, type QueueServer } from "./queue-server.ts";
import type { WorldPool } from "./worker-pool.ts";
import { WorldFailure } from "./world-failure.ts";

/** Time between two looks at the server (ms). */
const LOOK_EVERY = 200;
/** Time after which worlds that are not done are handed in again (ms): a job that is still there is left alone. */
const HAND_IN_EVERY = 5000;
/** Longest wait for a server when the run ends (ms). */
const PATIENCE = 3000;
/** How often an answer that is not what a worker sends is thrown away and asked for again. */
const DAMAGED_ALLOWED = 3;

/** A world that somebody waits for. */
interface Awaited {
  readonly world: number;
  readonly resolve: (traces: readonly Trace[]) => void;
  readonly reject: (error: Error) => void;
  damaged: number;
}

/**
 * A pool whose worlds run on workers elsewhere: each is a job on the server, and its answer stays there until the world has been
 * handed over. The pool looks at the server itself and relies on no event. Worlds the server lost are handed in again.
 */
export function openQueuePool(
  { Queue, redis }: Pick<QueueServer, "Queue" | "redis">,
  portable: PortableRun,
  plan: EnsemblePlan,
  build: string,
): WorldPool {
  const { runId, key } = portable;
  const queue = new Queue(queueOf(build), { connection: redis, prefix: PREFIX, skipVersionCheck: true });
  // The connection tells of a lost server once; the queue would tell of it at every command.
  queue.on("error", () => undefined);
  const awaited = new Map<string, Awaited>();
  const fetched: Job[] = [];
  let fresh: number[] = [];
  let handedIn = 0;
  let closing: Promise<void> | undefined;

  async function handIn(): Promise<void> {
    const isDue = Date.now() - handedIn > HAND_IN_EVERY;
    const worlds = isDue ? [...awaited.values()].map(({ world }) => world) : fresh;
    fresh = [];
    if (isDue) {
      handedIn = Date.now();
      await redis.set(runKeyOf(runId), JSON.stringify(portable), "EX", KEPT_SECONDS);
    }
    if (worlds.length > 0) await queue.addBulk(worlds.map((world) => jobOf(runId, world)));
  }

  /** Takes the answers that have come; what was taken before lies in the store of worlds by now and leaves the server. */
  async function look(): Promise<void> {
    await Promise.all(fetched.splice(0).map((job) => job.remove().catch(() => undefined)));
    for (const state of ["completed", "failed"] as const) {
      for (const id of await queue.getRanges([state])) {
        const one = awaited.get(id);
        const job = one && (await queue.getJob(id));
        if (job) await take(id, one, job, state === "failed" ? (job.failedReason ?? "") : undefined);
      }
    }
  }

  async function take(id: string, one: Awaited, job: Job, failedReason: string | undefined): Promise<void> {
    const answer = failedReason === undefined ? readAnswer(job.returnvalue, key, one.world, plan) : undefined;
    if (answer === "damaged" && ++one.damaged < DAMAGED_ALLOWED) {
      await job.remove().catch(() => undefined);
      fresh.push(one.world);
      return;
    }
    awaited.delete(id);
    fetched.push(job);
    if (answer === undefined) one.reject(new Error(failedReason!.replace(/^job stalled .*/, WORKER_DIED)));
    else if (answer === "damaged") one.reject(new Error("its answer is not what a worker sends"));
    else if ("failure" in answer) one.reject(new WorldFailure(answer.failure));
    else one.resolve(answer.traces);
  }

  const looking = (async () => {
    while (!closing) {
      try {
        await handIn();
        await look();
      } catch {
        // The server is away; what it holds is looked at when it is back.
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  })();

  async function end(): Promise<void> {
    const left = [...awaited];
    awaited.clear();
    for (const [, { reject }] of left) reject(new Error("closed"));
    const leave = async () => {
      await looking;
      const waiting = await Promise.all(left.map(([id]) => queue.getJob(id)));
      // A world that a worker is at cannot be taken back: its answer waits for the next try.
      const jobs = [...fetched, ...waiting.filter((job) => job !== undefined)];
      await Promise.all(jobs.map((job) => job.remove().catch(() => undefined)));
      await queue.close();
    };
    await inTime(leave(), PATIENCE);
    redis.disconnect();
  }

  return {
    run: (world) =>
      new Promise((resolve, reject) => {
        if (closing) return reject(new Error("closed"));
        awaited.set(jobIdOf(runId, world), { world, resolve, reject, damaged: 0 });
        fresh.push(world);
      }),
    close: () => (closing ??= end()),
  };
}

/** Reason given where workers died over a world, or could not renew their claim on it, more often than is allowed. */
const WORKER_DIED = "the workers that ran it died, each time it was tried";
