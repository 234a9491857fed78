import { displayWidth } from "../core/display-width.ts";

/** Rows as aligned lines, two spaces between columns. The first column is set left, the others right. */
export function alignedTable(rows: readonly (readonly string[])[], leftColumns = 1): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const blanks = " ".repeat(widths[at] - displayWidth(cell));
        return at < leftColumns ? cell + blanks : blanks + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}
