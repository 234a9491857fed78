import { SingleBar } from "cli-progress";
import type { Locale } from "../core/bilingual.ts";

/** Tells how far a long run is: worlds done, rate and time left, on standard error. */
export interface Progress {
  update(done: number): void;
  stop(): void;
}

/** A progress bar on a terminal, a line every few seconds elsewhere, nothing if `isQuiet`. `readBack` worlds are done at the start. */
export function startProgress(total: number, locale: Locale, isQuiet: boolean, readBack = 0): Progress {
  if (isQuiet) return { update: () => undefined, stop: () => undefined };
  const started = Date.now();
  const format =
    locale === "zh"
      ? "  {bar} {value}/{total} 个世界 · 每分钟 {rate} · 剩余 {left}"
      : "  {bar} {value}/{total} worlds · {rate} a minute · {left} left";
  const bar = new SingleBar({
    format,
    barsize: 24,
    stream: process.stderr,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
  bar.start(total, readBack, { rate: "–", left: "–" });
  return {
    update: (done) => bar.update(done, paceOf(done - readBack, total - readBack, Date.now() - started)),
    stop: () => bar.stop(),
  };
}

/** Worlds a minute and time left as `m:ss`. */
export function paceOf(done: number, total: number, elapsedMs: number): { rate: string; left: string } {
  const perMinute = done / (elapsedMs / 60_000);
  const seconds = Math.round(((total - done) * elapsedMs) / 1000 / done);
  return { rate: perMinute.toFixed(1), left: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` };
}
