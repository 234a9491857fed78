import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../docs/pages.ts";
import { cli, inProcess, type Ended } from "./run-cli.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-命令 行-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);
const head = (id: string) => `junheng: 1\nkind: scenario\nid: ${id}\ntitle: 试\n`;

beforeAll(() => {
  mkdirSync(join(folder, "空"));
  write("县.csv", SMALL_COUNTIES);
  write(
    "方案 一.yaml",
    `${head("one")}extends: baseline\nlevers:\n  rotation.share: { set: 0.2, source: {basis: law, title: t} }\n`,
  );
  write("warned.yaml", `${head("warned")}extends: baseline\nlevers:\n  rotation.share: 0.2\n`);
  write("wrong.yaml", `${head("wrong")}levers:\n  rotation.shaer: 0.2\n`);
  write("binary.yaml", Uint8Array.from([0, 159, 146, 150, 255]));
});

const NO_STACK = /^\s+at /m;
const OWN_PROCESS = new Set(["help", "no command", "warnings that count", "a wrong file"]);

describe("exit codes", () => {
  const cases: readonly (readonly [number, string, readonly string[]])[] = [
    [0, "help", ["--help"]],
    [0, "the version", ["-V"]],
    [0, "help of a command after it", ["run", "--help"]],
    [0, "a good file with a Chinese name and a space", ["validate", "方案 一.yaml"]],
    [0, "warnings", ["validate", "warned.yaml"]],
    [1, "warnings that count", ["validate", "warned.yaml", "--strict"]],
    [1, "a county that cannot be certified", ["assess", join(ROOT, "data/sample-county")]],
    [2, "no command", []],
    [2, "an unknown command", ["rnu"]],
    [2, "an unknown option", ["params", "--rol", "lever"]],
    [2, "a wrong file", ["validate", "wrong.yaml"]],
    [2, "no such file", ["validate", "nothing.yaml"]],
    [2, "a folder in place of a file", ["validate", "空"]],
    [2, "bytes that are no text", ["validate", "binary.yaml"]],
    [2, "a misspelt scenario", ["run", "baselin"]],
    [2, "results into a file", ["run", "baseline", "--out", "县.csv"]],
    [2, "results where nothing can be made", ["run", "baseline", "--out", "/proc/nothing/deeper"]],
    [2, "a file that cannot be written", ["data", "summarise", "县.csv", "-o", "无/x.csv"]],
    [2, "no study in the folder", ["validate"]],
    [2, "a folder that is none", ["-C", "无", "params"]],
    [2, "no finished run", ["explain", "five-ways"]],
    [2, "an option that means nothing there", ["completion", "bash", "--json"]],
  ];
  const ended = new Map<string, Ended>();
  beforeAll(async () => {
    // A process each would take a minute; these few are enough to show that the process ends with the same code.
    for (const [, name, words] of cases)
      ended.set(name, OWN_PROCESS.has(name) ? await cli(words, folder) : await inProcess(words, folder));
  }, 120_000);

  it.each(cases)("%i for %s", async (code, name) => {
    const { stdout, stderr, ...rest } = ended.get(name)!;
    expect([rest.code, stderr]).toEqual([code, stderr]);
    expect(stderr).not.toMatch(NO_STACK);
    if (code === 2) expect(stderr).toMatch(name === "no command" ? /^Usage: junheng/ : /error: /);
    if (code === 2) expect(stdout.replace(/^checked .*\n/, "")).toBe("");
  });

  it.each([
    ["--json and --years", ["run", "baseline", "--json", "--years", "2026"]],
    ["--dry-run and --force", ["run", "baseline", "--dry-run", "--force"]],
    ["years that are not simulated", ["resolve", "baseline", "--years", "2030-2040"]],
    ["--levers and a filter", ["params", "rotation", "--levers"]],
    ["two formats", ["validate", "baseline", "--json", "--format", "github"]],
    ["--explain in JSON", ["validate", "baseline", "--json", "--explain"]],
    ["--tolerance without --rerun", ["verify", "x", "--tolerance", "0.1"]],
  ])("2 for %s: nothing typed is passed over", async (_what, words) => {
    const { code, stderr, stdout } = await inProcess(words, folder);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/has no effect with|names 20|ask for different things|need --rerun/);
  });

  it("near names are suggested", () => {
    expect(ended.get("a misspelt scenario")!.stderr).toContain('did you mean "baseline"?');
    expect(ended.get("a wrong file")!.stderr).toContain('wrong.yaml:6:3: error: unknown parameter "rotation.shaer"');
    expect(ended.get("an unknown option")!.stderr).toContain("did you mean --role?");
  });

  it("130 for Ctrl-C", { timeout: 60_000 }, async () => {
    const words = ["run", "baseline", "--sample", "0.1", "--worlds", "50", "-j", "1", "-o", join(folder, "out")];
    const child = spawn(process.execPath, [join(ROOT, "src/cli/junheng.js"), ...words], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const code = await new Promise((settle) => {
      child.stderr.once("data", () => child.kill("SIGINT"));
      child.once("exit", settle);
    });
    expect(code).toBe(130);
  });
});

describe("what goes where", () => {
  it(
    "a run prints its table on standard output and progress on standard error; --json prints nothing but JSON",
    { timeout: 120_000 },
    async () => {
      const words = [
        "run",
        "方案 一.yaml",
        "--counties",
        "县.csv",
        "--sample",
        "0.34",
        "--worlds",
        "1",
        "-j",
        "1",
        "-o",
        "结果",
      ];
      const table = await cli([...words, "--locale", "zh", "--years", "2026"], folder);
      expect([table.code, table.stderr.includes("1/1 个世界")]).toEqual([0, true]);
      expect(table.stdout).toContain("到 2026 年");
      expect(table.stdout).toMatch(/报告：结果.one.[0-9a-f]{12}.report\.zh\.html\n$/);
      expect(table.stdout).not.toContain("世界 ·");
      const again = await inProcess([...words, "--json"], folder);
      const quiet = await inProcess([...words, "--quiet"], folder);
      const dry = await inProcess([...words, "--dry-run", "--json", "--worlds", "2"], folder);
      expect((JSON.parse(again.stdout) as { id: string }).id).toBe("one");
      expect(again.stderr).toBe("");
      expect([quiet.code, quiet.stderr]).toEqual([0, ""]);
      expect(JSON.parse(dry.stdout)).toMatchObject({
        isMade: false,
        worlds: 2,
        counties: { simulated: 2, of: 6 },
        estimatedSeconds: expect.any(Number) as number,
      });
      const index = JSON.parse(readFileSync(join(folder, "结果/index.json"), "utf8")) as object[];
      expect(index).toMatchObject([{ scenario: "one", members: 1, status: "complete" }]);
    },
  );

  it("a reader that stops early is no error", async () => {
    const child = spawn(process.execPath, [join(ROOT, "src/cli/junheng.js"), "params", "--levers"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (part: Buffer) => (said += part.toString()));
    child.stdout.destroy();
    const code = await new Promise((settle) => child.once("exit", settle));
    expect([code, said]).toEqual([0, ""]);
  });

  it("a stack is shown only with JUNHENG_DEBUG", async () => {
    const { code, stderr } = await inProcess(["resolve", "baselin"], folder, { JUNHENG_DEBUG: "1" });
    expect([code, NO_STACK.test(stderr)]).toEqual([2, true]);
  });

  it("speaks Chinese where the system does, and explains codes", async () => {
    const { stderr, stdout } = await inProcess(["validate", "wrong.yaml"], folder, { LC_ALL: "zh_CN.UTF-8" });
    expect(stderr).toContain("错误：unknown parameter");
    expect(stderr).toContain("[unknown-parameter] 没有这个参数。");
    expect(stdout).toBe("检查了 1 个文件：0 个通过，1 个有错；错误 1 处，警告 0 处\n");
    const missing = await inProcess(["resolve", "baselin"], folder, { JUNHENG_LOCALE: "zh" });
    expect(missing.stderr).toContain("[missing-file] 找不到被引用的文件。");
    const explained = await inProcess(["validate", "wrong.yaml", "--explain"], folder);
    expect(explained.stderr).toContain("[unknown-parameter] There is no such parameter. junheng params lists them.");
  });

  it("annotates files for GitHub", async () => {
    const { stdout, code } = await inProcess(["validate", "wrong.yaml", "warned.yaml", "--format", "github"], folder);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^::error file=wrong\.yaml,line=6,col=3,title=unknown-parameter::unknown parameter "rotation\.shaer"; expected/,
    );
    expect(stdout).toContain("::warning file=warned.yaml,line=7,");
  });
});

describe("the settings file", () => {
  it("comes after flags and variables and before defaults, and --verbose says which", async () => {
    write(
      "junheng.config.ts",
      'import { defineConfig } from "junheng";\nconst worlds: number = 7;\nexport default defineConfig({ worlds, seed: "config", sample: 0.5, counties: "县.csv", out: "研究/结果" });\n',
    );
    const { code, stdout, stderr } = await cli(
      ["run", "baseline", "--dry-run", "--json", "--verbose", "--seed", "flag"],
      folder,
      { JUNHENG_SAMPLE: "1" },
    );
    expect([code, stderr]).toEqual([
      0,
      'options:\n  --counties: "县.csv" (junheng.config.ts)\n  --sample: 1 (JUNHENG_SAMPLE)\n  --worlds: 7 (junheng.config.ts)\n  --seed: "flag" (command line)\n  --out: "研究/结果" (junheng.config.ts)\n  --dry-run: true (command line)\n',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ worlds: 7, seed: "flag", counties: { simulated: 6, of: 6 } });
    rmSync(join(folder, "junheng.config.ts"));
  });

  it("is refused where it holds what is no setting", async () => {
    write("bad.config.mjs", 'export default { wolds: 3, jobs: "two", locale: "fr" };\n');
    write("range.config.js", "export default { sample: 2 };\n");
    write("none.config.js", "export const x = 1;\n");
    write("torn.config.ts", "export default {");
    const [bad, range, none, torn, absent] = await Promise.all(
      ["bad.config.mjs", "range.config.js", "none.config.js", "torn.config.ts", "absent.config.ts"].map((file) =>
        cli(["params", "rotation.share", "--config", file], folder),
      ),
    );
    expect(bad!.stderr).toContain('bad.config.mjs: error: unknown setting "wolds"; did you mean "worlds"?');
    expect(bad!.stderr).toContain('jobs is "two"; expected a number');
    expect(bad!.stderr).toContain('locale is "fr"; expected zh or en');
    expect(range!.stderr).toContain("range.config.js: error: sample is 2: expected a number above 0");
    expect(none!.stderr).toContain("it exports no settings");
    expect(torn!.stderr).toContain("torn.config.ts: error: it cannot be read");
    expect(absent!.stderr).toContain("no such settings file");
    for (const { code, stderr } of [bad!, range!, none!, torn!, absent!])
      expect([code, NO_STACK.test(stderr)]).toEqual([2, false]);
  });
});
