import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { runEnsemble, type FinishedRun, type RunOptions } from "../../src/cli/ensemble-run.ts";
import { quantileName } from "../../src/cli/run-files.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import type { OpenPool } from "../../src/cli/worker-pool.ts";
import type { InputError } from "../../src/core/issue.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { inThisThread } from "./in-this-thread.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";

/**
 * | mutant                                             | killed by                                    |
 * | -------------------------------------------------- | -------------------------------------------- |
 * | a partial run passes for a finished one            | a failed world                               |
 * | a failed world moves the numbers of the others     | a failed world                               |
 * | worlds of `lhs` stay on disk                       | what stays on disk                           |
 * | tables of a one-at-a-time run hold all its worlds  | one at a time                                |
 * | quantiles of the plan ignored                      | quantiles                                    |
 */
const folder = mkdtempSync(join(tmpdir(), "junheng-worlds-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.restoreAllMocks());

const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);

const BODY = `uncertainties:
  funding.own_growth: { dist: prior, group: money }
  teachers.exit_rate_rural: { dist: prior, vary: province }
ensemble: { size: 3, seed: worlds, quantiles: [0.025, 0.5] }
goals:
  - { id: half, title: 过半, year: 2030, share: 0.5, source: { basis: assumption, title: a test } }`;

async function run(
  out: string,
  changes: Partial<RunOptions> = {},
  openPool: OpenPool = inThisThread(),
): Promise<FinishedRun> {
  const file = join(folder, "small.yaml");
  writeFileSync(file, `junheng: 1\nkind: scenario\nid: small\ntitle: 小情景\n${BODY}\n`);
  const scenario = await resolveScenario(file, scenarioReader(file));
  const target = { id: scenario.id, title: scenario.title, scenarios: [scenario] };
  const options = {
    out: join(folder, out),
    counties: COUNTIES,
    sample: 1,
    jobs: 1,
    locale: "en",
    force: false,
  } as const;
  return runEnsemble(target, { ...options, quiet: true, ...changes }, openPool);
}

const read = ({ folder: at }: FinishedRun, name: string) => readFileSync(join(at, name), "utf8");
const rowsOf = (done: FinishedRun, name: string) => csvParse(read(done, name));
const namesOf = ({ folder: at }: FinishedRun) => readdirSync(at);
const storesIn = (out: string) => {
  const at = join(folder, out, ".worlds");
  return existsSync(at) ? readdirSync(at).flatMap((key) => readdirSync(join(at, key))) : [];
};

describe("a failed world", () => {
  it(
    "is a row of failed-worlds.csv; the others count, and the next try runs only it",
    { timeout: 120_000 },
    async () => {
      const partial = await run("partial", {}, inThisThread([], [1]));
      expect(partial.summary).toMatchObject({ worlds: 2, failedWorlds: 1 });
      expect(JSON.parse(read(partial, "run.json"))).toMatchObject({ status: "partial", worlds: 3 });
      const [row] = rowsOf(partial, "failed-worlds.csv");
      expect(row).toMatchObject({ world: "1", member: "1", replication: "0" });
      expect(row).toMatchObject({ scenario: "small", year: "2030", stage: "balance", county: "330101" });
      expect(row!["message"]).toBe('county 1, school year 2030: pupils, "all", do not balance');
      expect(row!["key"]).toMatch(/^[0-9a-f]{16}$/);
      const [warning] = partial.summary.warnings;
      expect(warning).toMatchObject({ code: "failed-worlds" });
      for (const locale of ["zh", "en"] as const)
        expect(read(partial, `report.${locale}.html`)).toContain(warning!.text[locale]);
      expect([...new Set(rowsOf(partial, "indicators.csv").map(({ member }) => member))]).toEqual(["0", "2"]);
      expect([storesIn("partial").length, partial.kept!.worlds]).toEqual([2, 2]);
      const ran: number[] = [];
      const whole = await run("partial", {}, inThisThread(ran));
      expect([ran, whole.isOld, whole.folder, whole.kept]).toEqual([[1], false, partial.folder, undefined]);
      expect(namesOf(whole)).not.toContain("failed-worlds.csv");
      expect(JSON.parse(read(whole, "run.json"))).toMatchObject({ status: "complete" });
      const through = await run("through");
      for (const name of ["summary.json", "indicators.csv", "run.json"])
        expect(read(whole, name)).toBe(read(through, name));
    },
  );

  it("is an error where it is the only one", async () => {
    await expect(run("none", {}, inThisThread([], [0, 1, 2]))).rejects.toThrow(
      "all 3 worlds failed; world 0: county 1",
    );
  });
});

describe("what stays on disk", () => {
  it(
    "lhs leaves no worlds; random and sobol do, and a larger ensemble reads them back",
    { timeout: 120_000 },
    async () => {
      await run("lhs");
      expect([storesIn("lhs"), existsSync(join(folder, "lhs", ".worlds"))]).toEqual([[], false]);
      for (const sampler of ["random", "sobol"] as const) {
        const small = await run(sampler, { sampler, worlds: 2 });
        expect(small.kept).toMatchObject({ worlds: 2 });
        const ran: number[] = [];
        const large = await run(sampler, { sampler, worlds: 4 }, inThisThread(ran));
        expect(ran).toEqual([2, 3]);
        const first = (done: FinishedRun) => rowsOf(done, "indicators.csv").filter(({ member }) => Number(member) < 2);
        expect(first(large)).toEqual(first(small));
        // More replications keep the first of each member.
        const more: number[] = [];
        await run(sampler, { sampler, worlds: 2, replications: 2 }, inThisThread(more));
        expect(more).toEqual([1, 3]);
        expect((await run(sampler, { sampler, worlds: 1, dropsWorlds: true })).kept).toBeUndefined();
        expect(storesIn(sampler)).toEqual([]);
      }
    },
  );

  it("says that a larger Latin hypercube shares no world with the smaller", { timeout: 120_000 }, async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await run("note", { quiet: false, worlds: 2 });
    expect(said.mock.calls.join("")).not.toContain("Latin");
    await run("note", { quiet: false, worlds: 3 });
    expect(said.mock.calls.join("")).toContain("these 3 worlds have none in common with the 2 of run");
    const random = said.mock.calls.length;
    await run("note", { quiet: false, worlds: 3, sampler: "random" });
    expect(said.mock.calls.slice(random).join("")).not.toContain("Latin");
  });

  it("--resume wants something to go on from", { timeout: 120_000 }, async () => {
    const codes = await run("resume", { resume: true }).catch((error: InputError) =>
      error.issues.map(({ code }) => code),
    );
    expect(codes).toEqual(["nothing-to-resume"]);
    await run("resume", {}, inThisThread([], [2]));
    const ran: number[] = [];
    await run("resume", { resume: true }, inThisThread(ran));
    expect(ran).toEqual([2]);
    // A run that is done has nothing left to do.
    expect((await run("resume", { resume: true })).isOld).toBe(true);
  });
});

describe("one at a time", () => {
  it("tables hold the worlds at the medians, the tornado the others; it says so", { timeout: 120_000 }, async () => {
    const done = await run("oat", { sampler: "oat", replications: 2 });
    expect(done.summary).toMatchObject({ design: "oat", worlds: 2 });
    expect(done.summary.warnings.map(({ code }) => code)).toContain("one-at-a-time");
    expect(done.summary.warnings.map(({ code }) => code)).not.toContain("small-ensemble");
    for (const [locale, words] of [
      ["zh", "2 个模拟世界（参数全取中位数，只含偶然事件）"],
      ["en", "2 simulated worlds (parameters at their medians, chance only) of"],
    ] as const)
      expect(read(done, `report.${locale}.html`)).toContain(words);
    expect(JSON.parse(read(done, "run.json"))).toMatchObject({ worlds: 10, sampler: "oat", replications: 2 });
    const bars = done.summary.tornado!.map(({ outcome, year, parameter }) => [outcome, year, parameter].join(" "));
    expect(bars).toEqual(
      ["certifiedShare", "readyShare"].flatMap((outcome) =>
        ["funding.own_growth", "teachers.exit_rate_rural"].map((parameter) => `${outcome} 2030 ${parameter}`),
      ),
    );
    const members = rowsOf(done, "indicators.csv").map(({ member, replication }) => `${member}.${replication}`);
    expect(new Set(members).size).toBe(10);
    const draws = rowsOf(done, "draws.csv");
    expect(draws.length).toBe(5);
    expect(namesOf(done)).not.toContain("draws-by-place.csv");
    // All at their medians: the table's spread is that of members 0.
    const base = rowsOf(done, "indicators.csv").filter((row) => row.member === "0" && row.year === "2030");
    const mean = done.summary.outcomes.find(({ outcome, year }) => outcome === "primaryPupils" && year === 2030)!.mean;
    const pupils = base
      .filter(({ variable }) => variable!.endsWith("|Primary pupils"))
      .map(({ value }) => Number(value));
    expect(pupils).toHaveLength(2);
    expect((pupils[0]! + pupils[1]!) / 2).toBeCloseTo(mean, 6);
  });

  it(
    "takes no number of worlds, and warns where one replication cannot tell chance",
    { timeout: 120_000 },
    async () => {
      const codes = await run("oat1", { sampler: "oat", worlds: 5 }).catch((error: InputError) => error.issues);
      expect(codes).toMatchObject([{ code: "misplaced-option", problem: "--worlds 5 with sampler oat" }]);
      const done = await run("oat1", { sampler: "oat" });
      expect(done.summary.warnings.map(({ code }) => code)).toContain("one-replication");
    },
  );
});

describe("files of an ensemble", () => {
  it("draws by member, with group, and by place; quantiles as asked for", { timeout: 120_000 }, async () => {
    const done = await run("files", { replications: 2 });
    expect(done.summary.worlds).toBe(6);
    expect(read(done, "draws.csv").split("\n")[0]).toBe('member,"funding.own_growth (set, group money)"');
    expect(rowsOf(done, "draws.csv")).toHaveLength(3);
    const places = rowsOf(done, "draws-by-place.csv");
    expect(places).toHaveLength(6);
    expect(places[0]).toMatchObject({
      parameter: "teachers.exit_rate_rural",
      as: "set",
      vary: "province",
      member: "0",
    });
    expect(new Set(places.map(({ place }) => place))).toEqual(new Set(["33", "62"]));
    expect(read(done, "quantiles.csv").split("\n")[0]).toBe(
      "model,scenario,region,variable,unit,year,p02.5,p50,mean,standard_error",
    );
    expect(JSON.parse(read(done, "run.json"))).toMatchObject({
      quantiles: [0.025, 0.5],
      scenarios: [{ uncertainties: [{ group: "money" }, { vary: "province" }] }],
    });
  });

  it("columns of quantiles are named by percent", () => {
    expect([0.05, 0.5, 0.95, 0.025, 0.001, 0, 1, 0.07].map(quantileName)).toEqual([
      "p05",
      "p50",
      "p95",
      "p02.5",
      "p00.1",
      "p00",
      "p100",
      "p07",
    ]);
  });
});
