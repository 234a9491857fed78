import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { studyTemplate } from "../../src/cli/study-template.ts";
import { cli, inProcess } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-study-"));
afterAll(() => rmSync(folder, { recursive: true }));
const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"))
    .sort();

describe("init", () => {
  it("lists files without writing them", async () => {
    const { code, stderr } = await inProcess(["init", "dry", "--dry-run"], folder);
    expect([code, existsSync(join(folder, "dry"))]).toEqual([0, false]);
    expect(stderr).toContain(`would write ${join("dry", "scenarios/my-scenario.yaml")}`);
  });

  it("writes a study, asks nothing where nobody can answer, and leaves what exists", async () => {
    const made = await inProcess(["init", "kept", "--json"], folder);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    const { written } = JSON.parse(made.stdout) as { written: string[] };
    expect(filesIn(join(folder, "kept"))).toEqual([...written].sort());
    const own = join(folder, "kept/scenarios/my-scenario.yaml");
    writeFileSync(own, "# mine\n");
    rmSync(join(folder, "kept/README.md"));
    const again = await inProcess(["init", "kept"], folder);
    expect(readFileSync(own, "utf8")).toBe("# mine\n");
    expect(existsSync(join(folder, "kept/README.md"))).toBe(true);
    expect(again.stderr).toContain(`exists, left as it is: ${join("kept", "scenarios/my-scenario.yaml")}`);
    await inProcess(["init", "kept", "--force"], folder);
    expect(readFileSync(own, "utf8")).toContain("id: my-scenario");
  });

  it("refuses a file in place of the folder", async () => {
    writeFileSync(join(folder, "file"), "");
    const { code, stderr } = await inProcess(["init", "file"], folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining('"file" is a file')]);
  });

  it.each(["zh", "en"] as const)("writes comments and guide in %s, and scenario texts in both languages", (locale) => {
    const files = studyTemplate(locale);
    const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
    expect(isChinese(files.get("README.md")!)).toBe(locale === "zh");
    const comments = [...files]
      .filter(([name]) => /\.(ya?ml|ts)$/.test(name))
      .flatMap(([, text]) => text.match(/^\s*(?:#|\/\/) .*$/gm) ?? [])
      .filter((comment) => !/yaml-language-server|counties:/.test(comment));
    expect(comments.length).toBeGreaterThan(7);
    expect(comments.filter((comment) => isChinese(comment) !== (locale === "zh"))).toEqual([]);
    const scenario = files.get("scenarios/my-scenario.yaml")!;
    expect(scenario).toMatch(/^# yaml-language-server: \$schema=\.\.\/junheng\.schema\.json\n/);
    expect(scenario).toMatch(/title:\n {2}zh: .*\n {2}en: /);
  });
});

describe("a new study", () => {
  let next: string[] = [];
  beforeAll(async () => {
    const { stderr } = await inProcess(["init", "我的 研究", "--yes", "--lang", "zh"], folder);
    next = [...stderr.matchAll(/^ {2}junheng (.*)$/gm)].map(([, line]) => line!);
  });
  /** The words of a printed line, with quotation marks as a shell reads them. */
  const wordsOf = (line: string) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  const typed = (part: string, ...more: string[]) => {
    const line = next.find((one) => one.includes(part))!;
    return cli([...wordsOf(line), ...more], folder);
  };
  const withResults = (...words: string[]) => inProcess([...words, "--results", "我的 研究/outputs"], folder);

  it("has next commands that work as printed: validate, resolve, run, compare", { timeout: 300_000 }, async () => {
    expect(next.map((line) => wordsOf(line)[2])).toEqual(["validate", "resolve", "run", "compare"]);
    const validated = await typed("validate");
    expect([validated.code, validated.stderr]).toEqual([0, ""]);
    expect(validated.stdout).toContain("检查了 4 个文件：4 个通过，0 个有错；错误 0 处，警告 0 处");
    const resolved = await typed("resolve");
    expect(resolved.stdout).toContain("[1] packages/my-package.yaml:");
    expect(resolved.stdout).toContain("[1] scenarios/my-scenario.yaml:");
    expect(resolved.stdout).toContain("half-by-2030");
    const run = await typed("run", "--quiet");
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("到 2030 年");
    const compared = await typed("compare", "--dry-run");
    expect(compared.stdout).toContain("加快轮岗（faster-rotation）");
    expect(compared.stdout).toMatch(/时间：约 \d+ (秒|分钟)，按此前运行的速度估计/);
  });

  it("whose run can be explained, verified and written in other formats", { timeout: 120_000 }, async () => {
    const explained = await withResults("explain", "my-scenario", "--locale", "en");
    expect([explained.code, explained.stderr]).toEqual([0, ""]);
    expect(explained.stdout).toMatch(/My scenario, 2030: ready [\d.]+% × applies if ready/);
    const verified = await withResults("verify", "my-scenario", "--locale", "zh");
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringMatching(/个文件都是原样\n$/)]);
    const report = await withResults("report", "my-scenario", "--lang", "en", "--json");
    const [file] = (JSON.parse(report.stdout) as { files: string[] }).files;
    const page = (path: string) => readFileSync(join(folder, path), "utf8");
    expect(page(file!)).toBe(page(file!.replace("exports/", "")));
    expect((await withResults("verify", "my-scenario")).code).toBe(0);
    writeFileSync(join(folder, file!.replace("exports/", "")), "");
    const changed = await withResults("verify", "my-scenario", "--json");
    expect([changed.code, JSON.parse(changed.stdout)]).toMatchObject([1, { changed: ["report.en.html"] }]);
  });
});
