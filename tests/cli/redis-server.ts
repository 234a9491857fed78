import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** True if a Redis server and the packages that speak to it are installed, or must be. */
export const HAS_QUEUE = process.env["JUNHENG_REQUIRE_QUEUE"] === "1" || (hasServer() && hasPackages());

function hasServer(): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, "redis-server")));
}

function hasPackages(): boolean {
  const { resolve } = createRequire(import.meta.url);
  try {
    return Boolean(resolve("bullmq") && resolve("ioredis"));
  } catch {
    return false;
  }
}

/** A Redis of the test's own, on a socket, with its data in a folder. */
export class RedisServer {
  readonly address: string;
  private readonly folder: string;
  private child: ChildProcess | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.address = join(folder, "redis.sock");
  }

  /** Starts the server, with what an earlier one wrote. */
  async start(): Promise<void> {
    const words = [
      "--port",
      "0",
      "--unixsocket",
      this.address,
      "--dir",
      this.folder,
      "--appendonly",
      "yes",
      "--save",
      "",
    ];
    this.child = spawn("redis-server", words, { stdio: "ignore" });
    for (let tries = 0; tries < 200; tries++) {
      if (this.ask("ping") === "PONG") return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("redis-server does not start");
  }

  /** The answer to a command. */
  ask(...words: readonly string[]): string {
    try {
      return execFileSync("redis-cli", ["-s", this.address, ...words], { encoding: "utf8", stdio: "pipe" }).trim();
    } catch {
      return "";
    }
  }

  /** Ends the server from one moment to the next. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }
}
