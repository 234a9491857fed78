import { workerCommand } from "../../src/cli/worker.ts";
import { openWorkerPool, type OpenPool } from "../../src/cli/worker-pool.ts";
import { WorldFailure } from "../../src/cli/world-failure.ts";
import { FAILURE } from "./in-this-thread.ts";

/** How a worker of the tests behaves at some worlds; at all others it is as any worker. */
export interface Behaviour {
  readonly queue: string;
  readonly lockMs: number;
  readonly jobs?: number;
  /** Worlds it never finishes. */
  readonly hangs?: readonly number[];
  /** Worlds at which the process dies. */
  readonly dies?: readonly number[];
  /** Worlds at which a thread of it would die. */
  readonly breaks?: readonly number[];
  /** Worlds the model fails in. */
  readonly fails?: readonly number[];
  /** Worlds over which it cannot renew its claim, and which it answers too late. */
  readonly sleeps?: readonly number[];
}

const behaviour = JSON.parse(process.argv[2]!) as Behaviour;
const has = (worlds: readonly number[] | undefined, world: number) => worlds?.includes(world) ?? false;

const openPool: OpenPool = (start, threads) => {
  const pool = openWorkerPool(start, threads);
  let close = () => undefined as void;
  const closed = new Promise<never>((_, reject) => (close = () => reject(new Error("closed"))));
  closed.catch(() => undefined);
  return {
    async run(world) {
      process.stdout.write(`began ${world}\n`);
      if (has(behaviour.hangs, world)) return closed;
      if (has(behaviour.dies, world)) process.kill(process.pid, "SIGKILL");
      if (has(behaviour.breaks, world)) throw new Error("the thread died");
      if (has(behaviour.fails, world)) throw new WorldFailure(FAILURE);
      const traces = await pool.run(world);
      if (has(behaviour.sleeps, world))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4 * behaviour.lockMs);
      process.stdout.write(`ended ${world}\n`);
      return traces;
    },
    close() {
      close();
      return pool.close();
    },
  };
};

process.exitCode = await workerCommand({ json: false, ...behaviour } as never, "en", {
  openPool,
  lockMs: behaviour.lockMs,
});
