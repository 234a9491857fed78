/** Ranges of code points that take two columns in a terminal: CJK, Hangul, kana, full-width forms. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

/** Columns a text takes in a terminal; Chinese characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    width += WIDE.some(([first, last]) => point >= first && point <= last) ? 2 : 1;
  }
  return width;
}

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
