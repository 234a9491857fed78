import type { BilingualCommand } from "../bilingual-command.ts";
import { wholeNumber } from "../option-parsers.ts";
import { queueOption } from "../run-options.ts";
import type { WorkerFlags } from "../worker.ts";

/** Adds `junheng worker`: runs worlds of runs that other machines handed to a server. */
export function registerWorker(program: BilingualCommand): void {
  const { locale } = program;
  const s = program.say.bind(program);
  program
    .command("worker")
    .description(
      s(
        "在这台机器上运行别处交给服务器的世界（run --queue），直到停止",
        "run worlds on this machine that runs elsewhere handed to a server (run --queue), until stopped",
      ),
    )
    .addOption(queueOption(program, "分发世界的 Redis 服务器", "Redis server that hands out the worlds"))
    .addOption(
      program
        .createOption(
          "-j, --jobs <n>",
          s("线程数（未写时每个处理器核心一个）", "worker threads (if absent: one per core)"),
        )
        .env("JUNHENG_JOBS")
        .argParser(wholeNumber(locale)),
    )
    .addOption(
      program
        .createOption(
          "--idle <seconds>",
          s("这么久没有世界可运行就结束（未写时一直等）", "end after so long without work (if absent: wait on)"),
        )
        .argParser(wholeNumber(locale)),
    )
    .example("junheng worker --queue redis://localhost:6379", "用全部核心运行世界", "run worlds on all cores")
    .example(
      "junheng worker --queue rediss://redis.example.org:6380 --jobs 8 --idle 600",
      "加密连接；十分钟没有世界就结束",
      "over TLS; end after ten minutes without work",
    )
    .action(async (_own: unknown, self: BilingualCommand) => {
      const flags = self.optsWithGlobals<Partial<WorkerFlags>>();
      const { queue } = flags;
      if (queue === undefined)
        return self.error(
          self.say(
            "用 --queue 或环境变量 JUNHENG_QUEUE 指明服务器",
            "name the server with --queue or in JUNHENG_QUEUE",
          ),
        );
      const { workerCommand } = await import("../worker.ts");
      process.exitCode = await workerCommand({ ...flags, queue }, self.locale);
    });
}
