import { describe, expect, it } from "vitest";
import { columnLength, philox } from "../../src/core/philox.ts";
import { openStream, toUniform, type StreamKey } from "../../src/core/stream.ts";

/**
 * | mutant                                   | killed by                                        |
 * | ---------------------------------------- | ------------------------------------------------ |
 * | columns of block 0 whatever is asked     | gives many entities at once                      |
 * | year left out of the address             | neighbouring addresses are independent: year     |
 * | k & 3 left out (four equal numbers)      | neighbouring addresses are independent: k        |
 * | block cached without its entity          | order does not matter                            |
 */
const KEY: StreamKey = [0x1234abcd, 0x9e3779b9];
const N = 100_000;

describe("addressed draws", () => {
  it("gives the same number for the same address, a number strictly between 0 and 1", () => {
    const births = openStream(KEY, 8, 2025, 450102);
    const first = births.uniform(17, 3);
    expect(openStream(KEY, 8, 2025, 450102).uniform(17, 3)).toBe(first);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(1);
  });

  it("lays the address out as (entity, block, stream and year, group)", () => {
    const out = new Uint32Array(4);
    philox(out, 17, 2, (8 << 16) | 2025, 450102, KEY[0], KEY[1]);
    const stream = openStream(KEY, 8, 2025, 450102);
    expect([8, 9, 10, 11].map((k) => stream.uniform(17, k))).toEqual(Array.from(out, toUniform));
    expect(stream.block(17, 2)).toEqual(out);
  });

  it("gives many entities at once as one by one", () => {
    const stream = openStream(KEY, 8, 2025, 450102);
    const entities = Int32Array.of(5, 900, 17, 2, 44);
    const columns = stream.columns(entities, 5, 3).slice();
    const length = columnLength(5);
    entities.forEach((entity, i) => {
      const block = [...stream.block(entity, 3)];
      expect([0, 1, 2, 3].map((w) => columns[w * length + i])).toEqual(block);
    });
  });

  it("does not depend on the order in which numbers are drawn", () => {
    const addresses = Array.from({ length: 200 }, (_, i) => [i % 23, (i * 7) % 11] as const);
    const forwards = openStream(KEY, 1, 2021, 5);
    const backwards = openStream(KEY, 1, 2021, 5);
    const there = addresses.map(([entity, k]) => forwards.uniform(entity, k));
    const back = [...addresses].reverse().map(([entity, k]) => backwards.uniform(entity, k));
    expect(back.reverse()).toEqual(there);
  });

  it("stays inside (0, 1) at both ends of a word", () => {
    expect(toUniform(0)).toBeGreaterThan(0);
    expect(toUniform(0xffffffff)).toBeLessThan(1);
  });

  it.each([
    ["stream", 65536, 2020],
    ["year", 0, -1],
  ])("refuses a %s that does not fit", (name, stream, year) => {
    expect(() => openStream(KEY, stream, year, 0)).toThrow(new RegExp(`^${name} is `));
  });
});

describe("neighbouring addresses are independent", () => {
  const base = openStream(KEY, 12, 2025, 3);
  const neighbours: Record<string, (i: number) => number> = {
    stream: (i) => openStream(KEY, 13, 2025, 3).uniform(i),
    year: (i) => openStream(KEY, 12, 2026, 3).uniform(i),
    group: (i) => openStream(KEY, 12, 2025, 4).uniform(i),
    entity: (i) => base.uniform(i + 1),
    k: (i) => base.uniform(i, 1),
    block: (i) => base.uniform(i, 4),
    "key of the world": (i) => openStream([KEY[0] + 1, KEY[1]], 12, 2025, 3).uniform(i),
  };
  it.each(Object.keys(neighbours))("%s", (name) => {
    const left = Float64Array.from({ length: N }, (_, i) => base.uniform(i));
    const right = Float64Array.from({ length: N }, (_, i) => neighbours[name]!(i));
    expect(Math.abs(correlation(left, right))).toBeLessThan(4 / Math.sqrt(N));
  });

  it("numbers of one stream fill (0, 1) evenly", () => {
    const bins = new Float64Array(100);
    for (let i = 0; i < N; i++) bins[Math.floor(base.uniform(i) * 100)]!++;
    const chi = bins.reduce((sum, count) => sum + (count - N / 100) ** 2 / (N / 100), 0);
    // 99 degrees of freedom: mean 99, standard deviation √198.
    expect(Math.abs(chi - 99)).toBeLessThan(4 * Math.sqrt(198));
  });
});

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}
