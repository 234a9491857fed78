import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isWhole, packWorld, unpackWorld } from "../../src/cli/pack-world.ts";
import { emptyTrace, type Trace } from "../../src/model/trace.ts";

/**
 * | mutant                                          | killed by                                  |
 * | ----------------------------------------------- | ------------------------------------------ |
 * | bytes depend on where an array lies in memory   | the same values                            |
 * | no look at name, kinds, lengths or missing parts | bytes with a right checksum                |
 * | arrays share memory with the file               | may be written to                          |
 */
function traces(): Trace[] {
  const trace = emptyTrace(3, 2);
  trace.sums.set([0.1, -0, 5e-324, 1e308, NaN, Infinity]);
  trace.certifiedYear.set([2030, 0, -1]);
  trace.bindingConstraints.fill(7);
  trace.lives = { pupils: [{ pupil: 1, county: "110101", year: 2030, status: "in-school", km: 0.1 }], teachers: [] };
  return [trace, emptyTrace(3, 2)];
}

/** Bytes with a changed header or body and a checksum that is right. */
function forged(change: (header: Parts, arrays: Buffer) => unknown, name = "a"): Uint8Array {
  const body = Buffer.from(packWorld(traces(), "a")).subarray(32);
  const length = body.readUInt32LE();
  const header = JSON.parse(body.toString("utf8", 4, 4 + length)) as Parts;
  const arrays = change(header, body.subarray(4 + length));
  const text = Buffer.from(JSON.stringify({ ...header, name }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const whole = Buffer.concat([size, text, Buffer.isBuffer(arrays) ? arrays : body.subarray(4 + length)]);
  return Buffer.concat([createHash("sha256").update(whole).digest(), whole]);
}
interface Parts {
  traces: Record<string, { array?: string; length?: number; value?: unknown }>[];
}

describe("a world as bytes", () => {
  it("comes back to the last bit, and may be written to", () => {
    const bytes = packWorld(traces(), "a");
    const back = unpackWorld(bytes, "a") as Trace[];
    expect(back).toEqual(traces());
    back[0]!.sums.fill(1);
    expect(unpackWorld(bytes, "a")).toEqual(traces());
    expect([isWhole(bytes), isWhole(bytes.slice(1)), isWhole(new Uint8Array(3))]).toEqual([true, false, false]);
  });

  it("is the same for the same values, wherever they lie in memory", () => {
    const moved = traces().map((trace) => ({
      ...trace,
      sums: new Float64Array([9, ...trace.sums, 9]).subarray(1, -1),
    }));
    expect(packWorld(moved, "a")).toEqual(packWorld(traces(), "a"));
    expect(packWorld(traces(), "b")).not.toEqual(packWorld(traces(), "a"));
  });

  it("is refused where a right checksum covers something else", () => {
    expect(
      unpackWorld(
        forged(() => 0),
        "a",
      ),
    ).toEqual(traces());
    const changes: ((header: Parts, arrays: Buffer) => unknown)[] = [
      ({ traces: [first] }) => (first!["sums"]!.array = "Function"),
      ({ traces: [first] }) => (first!["sums"]!.array = "Uint8Array"),
      ({ traces: [first] }) => (first!["sums"]!.length = 1e15),
      ({ traces: [first] }) => (first!["sums"]!.length = -8),
      ({ traces: [first] }) => delete first!["money"],
      ({ traces: [first] }) => (first!["money"] = { value: 1 }),
      (header) => (header.traces = []),
      (header) => (header.traces = 5 as never),
      (_, arrays) => Buffer.concat([arrays, arrays]),
      (_, arrays) => arrays.subarray(8),
    ];
    expect(changes.map((change) => unpackWorld(forged(change), "a"))).toEqual(changes.map(() => "damaged"));
    expect(
      unpackWorld(
        forged(() => 0, "other"),
        "a",
      ),
    ).toBe("damaged");
    const claimed = Buffer.from(packWorld(traces(), "a"));
    expect(unpackWorld(claimed.subarray(0, 34), "a")).toBe("damaged");
  });
});
