import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { collectWorlds, type Listener } from "../../src/cli/collect-worlds.ts";
import { Interrupted } from "../../src/cli/interrupted.ts";
import { openWorldStore, worldsKey } from "../../src/cli/world-store.ts";
import type { WorldPool } from "../../src/cli/worker-pool.ts";
import type { EnsembleSetup } from "../../src/experiment/ensemble.ts";
import { emptyTrace, type Trace } from "../../src/model/trace.ts";
import type { EnsemblePlan } from "../../src/scenarios/scenario.ts";

/**
 * | mutant                                            | killed by                                 |
 * | ------------------------------------------------- | ----------------------------------------- |
 * | no checksum                                       | a damaged file                            |
 * | file taken by its place, whatever it holds        | a file under another name                 |
 * | key without the seed, values or tables            | keys                                      |
 * | key with the number of members of `random`        | keys                                      |
 * | key without it for `lhs`                          | keys                                      |
 * | a failed world ends the run                       | a failed world                            |
 * | a world in flight is waited for after a stop      | a stop                                    |
 * | stored worlds run again                           | goes on                                   |
 */
const folder = mkdtempSync(join(tmpdir(), "junheng-store-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN: EnsemblePlan = { size: 4, replications: 2, seed: "s", sampler: "random", quantiles: [0.5] };
/** Traces that tell which world they are of. */
function tracesOf(world: number): readonly Trace[] {
  const trace = emptyTrace(2, 1);
  trace.sums.fill(world + 0.25);
  trace.certifiedYear[1] = 2030;
  trace.lives = { pupils: [], teachers: [] };
  return [trace, emptyTrace(2, 1)];
}
let stores = 0;
const newStore = (plan = PLAN) => openWorldStore(join(folder, `out${stores++}`), "00ff", plan);

describe("the store of worlds", () => {
  it("gives back what was put in, to the last bit, by member and replication", () => {
    const store = newStore();
    expect(store.read(3)).toBe("absent");
    expect([store.size(), existsSync(store.folder)]).toEqual([{ worlds: 0, bytes: 0 }, false]);
    store.write(3, tracesOf(3));
    expect(store.read(3)).toEqual(tracesOf(3));
    expect(readdirSync(store.folder)).toEqual(["1-1.bin"]);
    expect(store.size()).toMatchObject({ worlds: 1 });
    // The same member and replication in an ensemble with more replications.
    const wider = openWorldStore(join(store.folder, "../.."), "00ff", { ...PLAN, replications: 5 });
    expect(wider.read(6)).toEqual(tracesOf(3));
    store.remove();
    expect(existsSync(join(store.folder, ".."))).toBe(false);
  });

  it("tells a damaged file: a flipped bit, a missing end, an empty file, a file under another name", () => {
    const store = newStore();
    const file = join(store.folder, "0-0.bin");
    const damage = (change: (bytes: Buffer) => Uint8Array) => {
      store.write(0, tracesOf(0));
      writeFileSync(file, change(readFileSync(file)));
      return store.read(0);
    };
    const flip = (at: number) => (bytes: Buffer) => {
      bytes[at < 0 ? bytes.length + at : at]! ^= 1;
      return bytes;
    };
    expect(damage((bytes) => bytes)).toEqual(tracesOf(0));
    expect([flip(0), flip(40), flip(-1)].map(damage)).toEqual(["damaged", "damaged", "damaged"]);
    expect(damage((bytes) => bytes.subarray(0, -10))).toBe("damaged");
    expect(damage((bytes) => bytes.subarray(0, 20))).toBe("damaged");
    expect(damage(() => new Uint8Array())).toBe("damaged");
    store.write(1, tracesOf(1));
    renameSync(join(store.folder, "0-1.bin"), file);
    expect(store.read(0)).toBe("damaged");
  });

  it("a half-written file is no world", () => {
    const store = newStore();
    store.write(0, tracesOf(0));
    writeFileSync(join(store.folder, "0-1.bin.part-1"), "half");
    expect(store.read(1)).toBe("absent");
    expect(store.size().worlds).toBe(1);
  });
});

describe("keys of stores", () => {
  const table = { profileOf: Uint16Array.of(0), profiles: [Float64Array.of(1, 2)] };
  const draw = { parameter: "teachers.cost", distribution: { kind: "uniform", low: 0, high: 1 }, as: "add" } as const;
  const setup: EnsembleSetup = { scenarios: [{ table, uncertainties: [draw] }], plan: PLAN, places: [] };
  const key = (changes: Partial<EnsembleSetup> = {}, basis: object = { source: "a" }) =>
    worldsKey(basis as Record<string, unknown>, { ...setup, ...changes });

  it("change with everything a world depends on", async () => {
    const lhs: EnsemblePlan = { ...PLAN, sampler: "lhs" };
    const keys = await Promise.all([
      key(),
      key({}, { source: "b" }),
      key({ plan: { ...PLAN, seed: "t" } }),
      key({ plan: lhs }),
      key({ plan: { ...lhs, size: 5 } }),
      key({ follow: { pupils: 1, teachers: 0 } }),
      key({ scenarios: [{ table: { ...table, profiles: [Float64Array.of(1, 3)] }, uncertainties: [draw] }] }),
      key({ scenarios: [{ table, uncertainties: [] }] }),
      key({ scenarios: [...setup.scenarios, ...setup.scenarios] }),
      key({
        scenarios: [
          { table, uncertainties: [draw], jointDraws: [{ shares: "funding.payer_tier1", concentration: 9 }] },
        ],
      }),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toMatch(/^[0-9a-f]{16}$/);
  });

  it("stay when an ensemble grows, and when only what is written about it changes", async () => {
    expect(await key({ plan: { ...PLAN, size: 400, replications: 7, quantiles: [0.1] } })).toBe(await key());
    const sobol: EnsemblePlan = { ...PLAN, sampler: "sobol" };
    expect(await key({ plan: { ...sobol, size: 400 } })).toBe(await key({ plan: sobol }));
    expect(await key({ scenarios: [{ table, uncertainties: [{ ...draw, group: "money" }] }] })).toBe(await key());
  });
});

/** A pool that runs worlds at once, but for those that fail or never end. */
function poolOf(fails: readonly number[], hangs: readonly number[], ran: number[]): WorldPool {
  const cut: ((error: Error) => void)[] = [];
  return {
    run: (world) =>
      new Promise((resolve, reject) => {
        cut.push(reject);
        if (fails.includes(world)) reject(new Error(`world ${world} does not balance`));
        else if (!hangs.includes(world)) {
          ran.push(world);
          resolve(tracesOf(world));
        }
      }),
    close: () => {
      for (const reject of cut) reject(new Error("closed"));
      return Promise.resolve();
    },
  };
}

describe("collecting worlds", () => {
  const SILENT: Listener = {
    onReadBack: () => undefined,
    onDamaged: () => undefined,
    onStoreFailure: () => undefined,
    onDone: () => undefined,
  };
  const collect = async (
    store = newStore(),
    {
      fails = [] as number[],
      hangs = [] as number[],
      jobs = 2,
      force = false,
      listener = {} as Partial<Listener>,
    } = {},
  ) => {
    const ran: number[] = [];
    const stop = new AbortController();
    const heard: Listener = { ...SILENT, ...listener };
    const folded: number[] = [];
    const fold = (world: number, traces: readonly Trace[]) => {
      expect(traces).toEqual(tracesOf(world));
      folded.push(world);
    };
    const worlds = await collectWorlds(8, jobs, store, () => poolOf(fails, hangs, ran), {
      ignoresStore: force,
      stop: stop.signal,
      fold,
      // Once nothing but the hanging world is left, the user stops the run.
      listener: {
        ...heard,
        onDone: (done) => {
          heard.onDone(done);
          if (hangs.length > 0 && done === 8 - hangs.length) setTimeout(() => stop.abort(), 1);
        },
      },
    }).catch((error: unknown) => error as Error);
    if (!(worlds instanceof Error)) expect(folded).toEqual(worlds.finished);
    return { worlds, ran: ran.sort((a, b) => a - b), store };
  };
  const all = [0, 1, 2, 3, 4, 5, 6, 7];

  it.each([1, 2])("runs every world once and stores it, with %s jobs", async (jobs) => {
    const { worlds, ran, store } = await collect(newStore(), { jobs });
    expect(worlds).toEqual({ finished: all, failed: [] });
    expect([ran, store.size().worlds]).toEqual([all, 8]);
  });

  it.each([1, 2])(
    "goes on after a stop: worlds in flight are dropped, finished ones are read back, %s jobs",
    async (jobs) => {
      const stopped = await collect(newStore(), { hangs: [7], jobs });
      expect(stopped.worlds).toBeInstanceOf(Interrupted);
      expect(stopped.worlds).toMatchObject({ done: 7, total: 8, message: "stopped after 7 of 8 worlds" });
      const readBack: number[] = [];
      const { worlds, ran } = await collect(stopped.store, { listener: { onReadBack: (n) => readBack.push(n) } });
      expect([ran, readBack]).toEqual([[7], [7]]);
      expect(worlds).toMatchObject({ finished: all });
      expect((await collect(stopped.store)).ran).toEqual([]);
      expect((await collect(stopped.store, { force: true })).ran).toEqual(all);
    },
  );

  it("a failed world is noted, and the others finish", async () => {
    const { worlds, ran, store } = await collect(newStore(), { fails: [2, 5] });
    expect(worlds).toMatchObject({
      finished: [0, 1, 3, 4, 6, 7],
      failed: [
        { world: 2, message: "world 2 does not balance" },
        { world: 5, message: "world 5 does not balance" },
      ],
    });
    expect([ran.length, store.size().worlds]).toEqual([6, 6]);
    // Another try runs only those.
    expect((await collect(store)).ran).toEqual([2, 5]);
  });

  it("a damaged world is told and run again", async () => {
    const { store } = await collect();
    writeFileSync(join(store.folder, "1-0.bin"), "nothing");
    const damaged: number[] = [];
    const { ran } = await collect(store, { listener: { onDamaged: (world) => damaged.push(world) } });
    expect([damaged, ran]).toEqual([[2], [2]]);
    expect(store.read(2)).toEqual(tracesOf(2));
  });

  it("a store that cannot be written is told once, and the run goes on", async () => {
    const told: string[] = [];
    const store = newStore();
    const full = { ...store, write: () => expect.fail("no space left") };
    const { worlds } = await collect(full, { listener: { onStoreFailure: (message) => told.push(message) } });
    expect(worlds).toMatchObject({ finished: all });
    expect(told).toEqual([expect.stringContaining("no space left")]);
  });
});
