import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openColumnSpill } from "../../src/cli/column-spill.ts";

// Mutants killed: a block read at the place of another; the open block left out; its free rows read as values; the last block of a
// whole number of blocks given twice; the file left behind.

const folder = mkdtempSync(join(tmpdir(), "junheng-spill-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "below", "table.bin");

describe("a table that spills", () => {
  it("gives back columns and blocks, whatever the size of a block", () => {
    const size = fc.record({
      columns: fc.integer({ min: 1, max: 5 }),
      rows: fc.integer({ min: 0, max: 12 }),
      blockValues: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(size, fc.boolean(), ({ columns, rows, blockValues }, isReal) => {
        const value = (row: number, column: number) => (isReal ? row + column / 8 : 100 * row - column);
        const table = openColumnSpill<Float64Array | Int16Array>(file, isReal ? Float64Array : Int16Array, {
          columns,
          rows,
          blockValues,
        });
        const row = isReal ? new Float64Array(columns) : new Int16Array(columns);
        for (let r = 0; r < rows; r++) {
          row.forEach((_, column) => (row[column] = value(r, column)));
          table.add(row);
        }
        expect(table.rows).toBe(rows);
        const expected = (column: number) => Array.from({ length: rows }, (_, r) => value(r, column));
        const seen = Array.from({ length: columns }, (): number[] => []);
        for (const block of table.blocks())
          seen.forEach((values, column) =>
            values.push(...block.values.subarray(column * block.stride, column * block.stride + block.rows)),
          );
        for (let column = 0; column < columns; column++) {
          expect([...table.column(column)]).toEqual(expected(column));
          expect(seen[column]).toEqual(expected(column));
        }
        table.close();
        expect(existsSync(file)).toBe(false);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("touches no disk while one block holds it", () => {
    const table = openColumnSpill(join(folder, "small.bin"), Int16Array, { columns: 2, rows: 3, blockValues: 6 });
    for (let r = 0; r < 3; r++) table.add(Int16Array.of(r, -r));
    expect([...table.column(1)]).toEqual([-0, -1, -2].map((n) => n + 0));
    expect(readdirSync(folder)).not.toContain("small.bin");
    table.close();
  });
});
