import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runEnsemble, type RunOptions } from "../../src/cli/ensemble-run.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import type { InputError } from "../../src/core/issue.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";
import { resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);

const options = (out: string, changes: Partial<RunOptions> = {}): RunOptions => ({
  out: join(folder, out),
  counties: COUNTIES,
  sample: 1,
  worlds: 2,
  jobs: 1,
  locale: "en",
  quiet: true,
  force: false,
  ...changes,
});

/** A comparison of the baseline with a scenario that changes nothing and one that changes something. */
async function smallComparison() {
  const file = join(folder, "small.yaml");
  const lines = ["junheng: 1", "kind: scenario", "id: nothing", "title: 什么都不改", "extends: baseline"];
  writeFileSync(join(folder, "nothing.yaml"), lines.join("\n"));
  writeFileSync(
    file,
    [
      "junheng: 1",
      "kind: comparison",
      "id: small",
      "title: 小比较",
      "baseline: baseline",
      "scenarios: [nothing, faster-rotation]",
    ].join("\n"),
  );
  return resolveComparison(file, scenarioReader(file));
}

/** All files of a run but the log, by relative path. */
function filesOf(run: string): Map<string, string> {
  const names = readdirSync(run, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  return new Map(
    names.filter((name) => name !== "log.jsonl").map((name) => [name, readFileSync(join(run, name), "utf8")]),
  );
}

describe("runEnsemble", () => {
  it("gives the same bytes with one worker, with two, and again", { timeout: 300_000 }, async () => {
    const comparison = await smallComparison();
    const one = await runEnsemble(comparison, options("one"));
    const two = await runEnsemble(comparison, options("two", { jobs: 2 }));
    const again = await runEnsemble(comparison, options("one", { force: true }));
    const files = filesOf(one.folder);
    expect(files.size).toBeGreaterThan(20);
    expect(filesOf(two.folder)).toEqual(files);
    expect(filesOf(again.folder)).toEqual(files);
    expect((await runEnsemble(comparison, options("one"))).isOld).toBe(true);
    // A scenario that changes nothing differs by exactly nothing; one that changes something differs somewhere.
    const of = (id: string) => one.summary.differences.filter(({ scenario }) => scenario === id);
    expect(of("nothing").every(({ p05, p95, mean }) => p05 === 0 && p95 === 0 && mean === 0)).toBe(true);
    expect(of("nothing").length).toBeGreaterThan(100);
    expect(of("faster-rotation").some(({ mean }) => mean !== 0)).toBe(true);
    expect(JSON.stringify([...files])).not.toContain(folder);
  });

  it("names another run where seed, worlds, sample or goals differ", { timeout: 300_000 }, async () => {
    const scenario = await resolveScenario("baseline", scenarioReader("baseline"));
    const target = { id: scenario.id, title: scenario.title, scenarios: [scenario] };
    const base = await runEnsemble(target, options("ids", { worlds: 1 }));
    const seed = await runEnsemble(target, options("ids", { worlds: 1, seed: "other" }));
    const changed = { ...scenario, goals: scenario.goals.slice(0, 1) };
    const goals = await runEnsemble({ ...target, scenarios: [changed] }, options("ids", { worlds: 1 }));
    expect(new Set([base, seed, goals].map(({ summary }) => summary.runId)).size).toBe(3);
    // Six counties are not the nation: its totals say nothing of them.
    expect(base.summary.hindcast).toEqual([]);
    expect(readdirSync(join(folder, "ids", "baseline")).filter((name) => name.includes("part"))).toEqual([]);
  });
});

describe("a run that explains a scenario", () => {
  it("leaves every visible row as it was, adds its own files, and adds up", { timeout: 300_000 }, async () => {
    const file = join(folder, "explained.yaml");
    const lines = ["junheng: 1", "kind: comparison", "id: explained", "title: 解释", "baseline: baseline"];
    writeFileSync(file, [...lines, "scenarios: [faster-rotation, all-three]"].join("\n"));
    const resolve = (more: string) => {
      if (more) writeFileSync(file, [...lines, "scenarios: [faster-rotation, all-three]", more].join("\n"));
      return resolveComparison(file, scenarioReader(file));
    };
    const plain = await runEnsemble(await resolve(""), options("plain-explained"));
    const asked = "attribution: {}\nladder: {order: [posts, seats]}\ndifferences: [vs-baseline, vs-previous]";
    const explained = await runEnsemble(await resolve(asked), options("explained", { jobs: 2 }));
    expect(explained.summary.runId).not.toBe(plain.summary.runId);
    const [without, files] = [filesOf(plain.folder), filesOf(explained.folder)];
    const added = [...files.keys()].filter((name) => !without.has(name) && !name.startsWith("figures"));
    expect(added.sort()).toEqual(["attribution.csv", "ladder.csv", "step-differences.csv"]);
    const tables = [...without.keys()].filter((name) => name.endsWith(".csv"));
    expect(tables.length).toBeGreaterThan(15);
    for (const name of tables) expect([name, files.get(name)]).toEqual([name, without.get(name)]);
    const { attribution, ladder, differences, outcomes, scenarios } = explained.summary;
    expect(scenarios).toHaveLength(3);
    expect(attribution!.every(({ scenario }) => scenario === "all-three")).toBe(true);
    for (const outcome of ["travelKm", "spending"] as const) {
      const parts = attribution!.filter((row) => row.outcome === outcome && row.year === 2035);
      const total = differences.find(
        (row) => row.scenario === "all-three" && row.outcome === outcome && row.year === 2035,
      )!;
      expect(parts).toHaveLength(3);
      const sum = parts.reduce((all, { value }) => all + value, 0);
      expect(Math.abs(sum - total.mean)).toBeLessThan(1e-9 * Math.max(1, Math.abs(total.mean)));
      expect(parts.filter(({ value }) => value !== 0).length).toBeGreaterThan(1);
    }
    const top = ladder!.find((row) => row.outcome === "readyShare" && row.year === 2035 && row.rung === 2)!;
    const own = outcomes.find(
      (row) => row.scenario === "all-three" && row.outcome === "readyShare" && row.year === 2035,
    )!;
    expect(top.mean).toBe(own.mean);
    expect(ladder!.map(({ constraint }) => constraint).slice(0, 3)).toEqual([undefined, "posts", "seats"]);
  });
});

describe("a traced run", () => {
  it("writes lives beside the numbers of the same run untraced, under another id", { timeout: 300_000 }, async () => {
    const comparison = await smallComparison();
    const plain = await runEnsemble(comparison, options("plain", { worlds: 1 }));
    const traced = await runEnsemble(
      comparison,
      options("traced", { worlds: 1, follow: { pupils: 30, teachers: 12 } }),
    );
    expect(traced.summary.runId).not.toBe(plain.summary.runId);
    const [without, files] = [filesOf(plain.folder), filesOf(traced.folder)];
    for (const name of ["indicators.csv", "equity.csv", "money.csv", "levels.csv", "where-lost.csv", "counties.csv"])
      expect([name, files.get(name)]).toEqual([name, without.get(name)]);
    const lives = (name: string) =>
      files
        .get(name)!
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split(","));
    expect(new Set(lives("lives-pupils.csv").map(([, pupil]) => pupil)).size).toBe(30);
    expect(new Set(lives("lives-teachers.csv").map(([, teacher, county]) => `${teacher} ${county}`)).size).toBe(12);
    expect(new Set(lives("lives-pupils.csv").map(([scenario]) => scenario)).size).toBe(3);
    const added = [...files.keys()].filter((name) => !without.has(name)).sort();
    const figures = ["en", "zh"].flatMap((l) => [`figures/life-lines.${l}.csv`, `figures/life-lines.${l}.svg`]);
    expect(added).toEqual([...figures, "lives-pupils.csv", "lives-teachers.csv"]);
    // A scenario that changes nothing changes no life.
    const of = (id: string) =>
      lives("lives-pupils.csv").flatMap(([scenario, ...row]) => (scenario === id ? [row] : []));
    expect(of("nothing")).toEqual(of("baseline"));
  });
});

describe("what cannot be run", () => {
  it("a file in place of the output folder or of the county table is refused before anything runs", async () => {
    const scenario = await resolveScenario("baseline", scenarioReader("baseline"));
    const target = { id: scenario.id, title: scenario.title, scenarios: [scenario] };
    const codes = (changes: Partial<RunOptions>) =>
      runEnsemble(target, options("never", changes)).catch((error: InputError) => error.issues.map(({ code }) => code));
    expect(await codes({ out: COUNTIES })).toEqual(["bad-output-folder"]);
    expect(await codes({ out: join(COUNTIES, "deeper") })).toEqual(["bad-output-folder"]);
    expect(await codes({ counties: folder })).toEqual(["file-not-found"]);
  });
});

const TABLE = fileURLToPath(new URL("../../../shared/data/counties_2020.csv", import.meta.url));
const isRequired = process.env["JUNHENG_REQUIRE_COUNTY_TABLE"] === "1";

describe.skipIf(!existsSync(TABLE) && !isRequired)("a real county table (skipped: no county table)", () => {
  it("runs the 2,989 units of the census as they are", { timeout: 300_000 }, async () => {
    const scenario = await resolveScenario("baseline", scenarioReader("baseline"));
    const target = { id: scenario.id, title: scenario.title, scenarios: [scenario] };
    const { summary } = await runEnsemble(target, options("real", { counties: TABLE, worlds: 1, sample: 0.01 }));
    expect(summary.nation).toMatchObject({ status: "observed", counties: 2989 });
    expect(summary.certifiedShare).toHaveLength(16);
  });
});
