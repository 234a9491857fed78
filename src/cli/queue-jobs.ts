import { gunzipSync, gzipSync } from "node:zlib";
import type { Trace } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import type { NewJob } from "./load-bullmq.ts";
import { packWorld, unpackWorld } from "./pack-world.ts";
import { KEPT_SECONDS, PREFIX } from "./queue-server.ts";
import type { Failure } from "./world-failure.ts";
import { worldFile } from "./world-store.ts";

/** How often a world is begun whose worker dies or throws, before it counts as failed. */
export const ATTEMPTS = 3;

/** The queue of a build of the program: a worker of another build never meets its jobs. */
export const queueOf = (build: string): string => `worlds-${build}`;
/** Where the description of a run lies on the server. */
export const runKeyOf = (runId: string): string => `${PREFIX}:run:${runId}`;
/** Id of the job of a world: handed in twice, it is one job. */
export const jobIdOf = (runId: string, world: number): string => `${runId}-${world}`;

/** The job of a world. It names run and world and holds nothing else. */
export function jobOf(runId: string, world: number): NewJob {
  const kept = { age: KEPT_SECONDS };
  const retry = { attempts: ATTEMPTS, backoff: { type: "fixed", delay: 1000 } };
  const opts = { jobId: jobIdOf(runId, world), ...retry, removeOnComplete: kept, removeOnFail: kept, keepLogs: 0 };
  return { name: "world", data: { runId, world }, opts };
}

/** What a job asks for; undefined if it is none of this program's. */
export function askedOf(data: unknown): { readonly runId: string; readonly world: number } | undefined {
  const { runId, world } = (data ?? {}) as Record<string, unknown>;
  if (typeof runId !== "string" || !/^[0-9a-f]+$/.test(runId)) return undefined;
  return typeof world === "number" && Number.isInteger(world) && world >= 0 ? { runId, world } : undefined;
}

/** What a worker answers: the world's bytes, compressed, as text; or how the world failed, which another try would not change. */
export type Answer = { readonly world: string } | { readonly failure: Failure };

/** A finished world as an answer. The bytes are those of its file on disk. */
export function answerOf(traces: readonly Trace[], key: string, world: number, plan: EnsemblePlan): Answer {
  const bytes = packWorld(traces, `${key}/${worldFile(world, plan)}`);
  return { world: gzipSync(bytes, { level: 1 }).toString("base64") };
}

/** Largest world that is read, in bytes; a national one has some megabytes. */
const LARGEST = 1e9;

/** The world in an answer, or how it failed; `damaged` if it is neither. */
export function readAnswer(
  answer: unknown,
  key: string,
  world: number,
  plan: EnsemblePlan,
): { readonly traces: readonly Trace[] } | { readonly failure: Failure } | "damaged" {
  const { world: text, failure } = (answer ?? {}) as Record<string, unknown>;
  const { message, stage } = (failure ?? {}) as Record<string, unknown>;
  if (typeof message === "string") return { failure: { message, stage: stage instanceof Object ? stage : {} } };
  if (typeof text !== "string") return "damaged";
  try {
    const bytes = gunzipSync(Buffer.from(text, "base64"), { maxOutputLength: LARGEST });
    const traces = unpackWorld(bytes, `${key}/${worldFile(world, plan)}`);
    return traces === "damaged" ? traces : { traces };
  } catch {
    return "damaged";
  }
}
