import type { Redis } from "./load-bullmq.ts";
import { programText, type ProgramIdentity } from "./program-identity.ts";
import { PREFIX } from "./queue-server.ts";

/** What everyone on the server says of itself every few seconds. */
export interface Hello {
  readonly role: "run" | "worker";
  readonly build: string;
  /** The program in words. */
  readonly program: string;
}

const CHANNEL = `${PREFIX}:hello`;
/** Time between two hellos (ms). */
const EVERY = 3000;

/**
 * Says hello on the server until stopped, and hears the others. Those of another build cannot work together with this one, and only by
 * hearing of each other do they learn why nothing happens.
 * @returns How to stop.
 */
export function sayHello(
  redis: Redis,
  role: Hello["role"],
  build: string,
  program: ProgramIdentity,
  onHello: (other: Hello) => void,
): () => void {
  const own: Hello = { role, build, program: programText(program) };
  const ear = redis.duplicate();
  ear.on("error", () => undefined);
  ear.on("message", (_channel, message) => {
    const other = parseHello(message);
    if (other) onHello(other);
  });
  const ignore = () => undefined;
  void ear
    .connect()
    .then(() => ear.subscribe(CHANNEL), ignore)
    .catch(ignore);
  const say = () => {
    // A hello that waited for the server to come back would be stale.
    if (redis.status === "ready") void redis.publish(CHANNEL, JSON.stringify(own)).catch(ignore);
  };
  const timer = setInterval(say, EVERY);
  setTimeout(say, 100).unref();
  return () => {
    clearInterval(timer);
    ear.disconnect();
  };
}

function parseHello(message: string): Hello | undefined {
  try {
    const { role, build, program } = JSON.parse(message) as Hello;
    const isHello = (role === "run" || role === "worker") && typeof build === "string" && typeof program === "string";
    return isHello ? { role, build, program: program.slice(0, 200) } : undefined;
  } catch {
    return undefined;
  }
}
