import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completionScript } from "../../src/cli/completion.ts";
import { createProgram } from "../../src/cli/program.ts";

const program = createProgram("en");
const BASH = "/bin/bash";

/** What bash offers after these words. */
function offered(...words: string[]): string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const script = `${completionScript(program, "bash")}
COMP_WORDS=(junheng ${quoted}); COMP_CWORD=${words.length}; cd /; _junheng; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync(BASH, ["--norc", "-c", script], { encoding: "utf8" }).split("\n").filter(Boolean);
}

describe.skipIf(!existsSync(BASH))("completion in bash", () => {
  it("offers commands first, and their own subcommands and options after them", () => {
    expect(offered("va")).toEqual(["validate"]);
    expect(offered("params", "sh")).toEqual(["show"]);
    expect(offered("run", "baseline", "--se")).toEqual(["--seed", "--set"]);
    expect(offered("--quiet", "explain", "--pro")).toEqual(["--province"]);
    expect(offered("validate", "--loc")).toEqual(["--locale"]);
    expect(offered("validate", "--seed")).toEqual([]);
  });

  it("offers files where a command takes them", () => {
    expect(offered("validate", "et")).toEqual(["etc"]);
  });
});

describe("completion in zsh and fish", () => {
  it.each(["zsh", "fish"] as const)("%s: names every command and option", (shell) => {
    const script = completionScript(program, shell);
    for (const command of program.commands) {
      expect(script).toContain(command.name());
      for (const { long } of command.options)
        expect(script).toContain(shell === "fish" ? `-l ${long!.slice(2)}` : long);
    }
  });
});
