import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPage } from "../docs/pages.ts";

/** Files a file loads when it is loaded itself: not its types, nor what its commands import when they run. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, clause, target] of readPage(file).matchAll(/^(?:import|export) ([^;]*?)from "(\.[^"]+)";/gms)) {
    const names = clause!.replace(/[{}\s]/g, " ").split(",");
    const isType =
      clause!.startsWith("type ") ||
      names.filter((name) => name.trim()).every((name) => name.trim().startsWith("type "));
    if (!isType) loadedBy(join(dirname(file), target!).replaceAll("\\", "/"), seen);
  }
  return seen;
}

describe("starting the program", () => {
  const loaded = [...loadedBy("src/cli/main.ts")];

  it("loads the commands", () => {
    expect(loaded).toContain("src/cli/commands/run.ts");
    expect(loaded.length).toBeGreaterThan(20);
  });

  it("loads nothing of the model, the grammar or the figures until a command runs, so that help is quick", () => {
    expect(loaded.filter((file) => !/^src\/(cli|core)\//.test(file))).toEqual([]);
  });
});
