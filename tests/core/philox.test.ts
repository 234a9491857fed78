import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { columnLength, philox, philoxColumns } from "../../src/core/philox.ts";

/**
 * | mutant                                        | killed by                                         |
 * | --------------------------------------------- | ------------------------------------------------- |
 * | nine rounds instead of ten                    | known answers; as in plain arithmetic             |
 * | key not raised between rounds                 | known answers                                     |
 * | philox.wat changed, kernel left as it was     | the kernel is what philox.wat says                |
 * | words of two lanes swapped in `many`          | columns hold the words of each counter            |
 * | memory not grown                              | columns hold …: 100,000 counters                  |
 */
const folder = fileURLToPath(new URL("../../src/core/", import.meta.url));

/** The same arithmetic with whole numbers of any size. */
function reference(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map((word) => BigInt(word >>> 0)) as [bigint, bigint];
  const low = 0xffffffffn;
  for (let round = 0; round < 10; round++) {
    const a = 0xd2511f53n * c0;
    const b = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(b >> 32n) ^ c1 ^ k0, b & low, (a >> 32n) ^ c3 ^ k1, a & low];
    k0 = (k0 + 0x9e3779b9n) & low;
    k1 = (k1 + 0xbb67ae85n) & low;
  }
  return [c0, c1, c2, c3].map(Number);
}

describe("Philox4x32-10", () => {
  it.each([
    ["zeros", [0, 0, 0, 0, 0, 0], "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
    [
      "ones",
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      "408f276d 41c83b0e a20bc7c6 6d5451fd",
    ],
    [
      "digits of pi",
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
      "d16cfe09 94fdcceb 5001e420 24126ea1",
    ],
  ] as const)("meets the known answers of Random123: %s", (_name, [c0, c1, c2, c3, k0, k1], answer) => {
    const out = new Uint32Array(4);
    philox(out, c0, c1, c2, c3, k0, k1);
    expect(Array.from(out, (word) => word.toString(16).padStart(8, "0")).join(" ")).toBe(answer);
  });

  it("gives what plain arithmetic gives, on 2,000 counters", () => {
    const out = new Uint32Array(4);
    let state = 1;
    const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
    for (let i = 0; i < 2000; i++) {
      const counter = [next(), next(), next(), next()] as const;
      const key = [next(), next()] as const;
      philox(out, ...counter, ...key);
      expect([...out]).toEqual(reference(counter, key));
    }
  });

  it.each([1, 3, 4, 5, 4001, 100_000])("columns hold the words of each counter: %i counters", (count) => {
    const entities = Int32Array.from({ length: count + 2 }, (_, i) => Math.imul(i, 2_654_435_761));
    const columns = philoxColumns(entities, count, 3, (8 << 16) | 2025, 450_102, 7, 9).slice();
    const length = columnLength(count);
    expect(columns).toHaveLength(4 * length);
    const out = new Uint32Array(4);
    for (let i = 0; i < count; i += count > 5000 ? 997 : 1) {
      philox(out, entities[i]!, 3, (8 << 16) | 2025, 450_102, 7, 9);
      expect([0, 1, 2, 3].map((w) => columns[w * length + i])).toEqual([...out]);
    }
  });

  it("the kernel is what philox.wat says", async () => {
    const assembler = await wabt();
    const source = readFileSync(`${folder}philox.wat`, "utf8");
    const { buffer } = assembler.parseWat("philox.wat", source, { simd: true }).toBinary({});
    const text = Buffer.from(buffer)
      .toString("base64")
      .match(/.{1,100}/g)!
      .map((line) => `  "${line}"`)
      .join(" +\n");
    const file = `/** The module of philox.wat in base64; \`npm run kernel\` writes this file. */\nexport const PHILOX_KERNEL =\n${text};\n`;
    await expect(file).toMatchFileSnapshot(`${folder}philox-kernel.ts`);
  });
});
