import { InputError } from "../core/issue.ts";

/** A connection to the server, as far as the queue of worlds needs it (package ioredis). */
export interface Redis {
  readonly status: string;
  connect(): Promise<void>;
  duplicate(): Redis;
  disconnect(): void;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, expiry: "EX", seconds: number): Promise<unknown>;
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: "ready", listener: () => void): this;
  on(event: "message", listener: (channel: string, message: string) => void): this;
}

/** A job on the server. */
export interface Job {
  readonly id?: string;
  readonly data: unknown;
  readonly returnvalue: unknown;
  readonly failedReason?: string;
  moveToWait(token?: string): Promise<unknown>;
  remove(): Promise<void>;
}

/** A job as it is handed in; one whose id is there already is left alone. */
export interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: object;
}

/** Jobs on the server, from the side of who hands them in. */
export interface Queue {
  addBulk(jobs: readonly NewJob[]): Promise<unknown>;
  /** Ids of jobs in a state. */
  getRanges(states: readonly ("completed" | "failed")[]): Promise<string[]>;
  getJob(id: string): Promise<Job | undefined>;
  close(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): this;
}

/** Who takes jobs. */
export interface QueueWorker {
  close(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): this;
}

/** What is used of the packages bullmq and ioredis. */
export interface QueuePackages {
  readonly Redis: new (server: string, options: object) => Redis;
  readonly Queue: new (name: string, options: object) => Queue;
  readonly Worker: new (
    name: string,
    process: (job: Job, token?: string) => Promise<unknown>,
    options: object,
  ) => QueueWorker;
  /** Says that a job went back to the queue. */
  readonly WaitingError: new () => Error;
}

/** Versions the program is tested with. They are in no lock file: few need them, and `npm ci` would refuse a lock that has them. */
export const QUEUE_PACKAGES = { bullmq: "6.7.0", ioredis: "6.0.0" } as const;

/**
 * Loads the packages through which worlds are queued on a server.
 * @throws InputError with the command that installs them, if they are absent.
 */
export async function loadQueuePackages(
  load = (name: string): Promise<unknown> => import(name),
): Promise<QueuePackages> {
  try {
    const [bullmq, ioredis] = await Promise.all([load("bullmq"), load("ioredis")]);
    return { ...(bullmq as QueuePackages), Redis: (ioredis as Pick<QueuePackages, "Redis">).Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const wanted = Object.entries(QUEUE_PACKAGES).map(([name, version]) => `${name}@${version}`);
    throw new InputError([
      {
        code: "queue-packages-missing",
        severity: "error",
        problem: "the packages bullmq and ioredis, which --queue needs, are not installed",
        expected: `in the folder of the program: npm install --no-save ${wanted.join(" ")}`,
      },
    ]);
  }
}
