import { describe, expect, it } from "vitest";
import { allCommands } from "../../src/cli/config.ts";
import { EXIT } from "../../src/cli/exit-codes.ts";
import { createProgram } from "../../src/cli/program.ts";
import { commandsPage } from "./commands-page.ts";

describe("docs/commands.md", () => {
  it("is the program's own help", async () => {
    await expect(commandsPage()).toMatchFileSnapshot("../../docs/commands.md");
  });

  const page = commandsPage();
  it("names every command, every option and every exit code", () => {
    for (const command of allCommands(createProgram("en"))) {
      if (command.parent) expect(page).toContain(`## ${command.path().replace("junheng ", "")}\n`);
      for (const { flags } of command.options) expect(page).toContain(flags);
    }
    expect([...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT));
  });
});
