import type { Bilingual } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";
import { inTime } from "./in-time.ts";
import { withoutPassword } from "./server-address.ts";
import { loadQueuePackages, type QueuePackages, type Redis } from "./load-bullmq.ts";

/** A connection to a server that queues worlds. */
export interface QueueServer extends Pick<QueuePackages, "Queue" | "Worker" | "WaitingError"> {
  readonly redis: Redis;
  /** The server without its password. */
  readonly shown: string;
}

/** Before every name the program uses on the server. */
export const PREFIX = "junheng";
/** How long what nobody fetched stays on the server (seconds). */
export const KEPT_SECONDS = 7 * 24 * 3600;
/** Longest wait for the first answer of a server (ms). */
const PATIENCE = 10_000;

/** What a change of the connection is told as. */
export function serverText(lost: string | undefined): Bilingual {
  if (lost === undefined) return { zh: "服务器恢复了，继续", en: "the server is back" };
  return { zh: `注意: 服务器断开，等它恢复: ${lost}`, en: `note: the server is gone; waiting for it: ${lost}` };
}

/**
 * Connects to a server; once connected, the connection waits for a server that goes away and comes back.
 * @param onChange Called with the reason when the server goes away, with nothing when it is back.
 * @throws InputError if the packages are absent, or the server does not answer or does not let the program in.
 */
export async function connectQueue(
  server: string,
  onChange: (lost: string | undefined) => void = () => undefined,
): Promise<QueueServer> {
  const { Redis, ...packages } = await loadQueuePackages();
  const redis = new Redis(server, { lazyConnect: true, maxRetriesPerRequest: null, connectTimeout: PATIENCE / 2 });
  const shown = withoutPassword(server);
  let reason: string | undefined;
  let state: "new" | "up" | "down" = "new";
  redis.on("error", (error) => {
    const message = error.message || String((error as NodeJS.ErrnoException).code);
    reason = message;
    if (state !== "up") return;
    state = "down";
    onChange(message);
  });
  redis.on("ready", () => {
    if (state === "down") onChange(undefined);
    if (state !== "new") state = "up";
  });
  // The first question tells whether the server answers and lets the program in.
  const answer = redis.connect().then(() => redis.get(`${PREFIX}:hello`));
  answer.catch(({ message }: Error) => (reason ??= message));
  if (!(await inTime(answer, PATIENCE))) {
    redis.disconnect();
    const problem = `the server ${shown} cannot be used: ${reason ?? "no answer"}`;
    const expected = "a running Redis that lets this program in";
    throw new InputError([{ code: "queue-unreachable", severity: "error", problem, expected }]);
  }
  state = "up";
  return { ...packages, redis, shown };
}
