import { csvParseRows } from "d3-dsv";

/** The first cell in which two tables differ. */
export interface TableDifference {
  /** 1-based; 1 is the header. */
  readonly line: number;
  readonly column: string;
  readonly a: string;
  readonly b: string;
}

/** The first cell in which two CSV texts differ by more than a relative tolerance; undefined where there is none. Words must be equal. */
export function compareTables(a: string, b: string, tolerance: number): TableDifference | undefined {
  const [rowsA, rowsB] = [csvParseRows(a), csvParseRows(b)];
  for (let row = 0; row < Math.max(rowsA.length, rowsB.length); row++) {
    const [cellsA, cellsB] = [rowsA[row] ?? [], rowsB[row] ?? []];
    for (let column = 0; column < Math.max(cellsA.length, cellsB.length); column++) {
      const [left, right] = [cellsA[column] ?? "", cellsB[column] ?? ""];
      if (left === right || isNear(left, right, tolerance)) continue;
      return { line: row + 1, column: rowsA[0]?.[column] ?? `${column + 1}`, a: left, b: right };
    }
  }
  return undefined;
}

/** Whether two numbers differ by at most `tolerance` of the larger; below 1e-12 both count as zero. */
function isNear(left: string, right: string, tolerance: number): boolean {
  if (left === "" || right === "") return false;
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= Math.max(tolerance * Math.max(Math.abs(a), Math.abs(b)), tolerance > 0 ? 1e-12 : 0);
}
