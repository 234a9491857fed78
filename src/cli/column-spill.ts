import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Arrays a table may be made of. */
export type Column = Float64Array | Int16Array;
type ColumnType<T extends Column> = new (length: number) => T;

/** Rows that lie together: the value of a column in a row has the index `column × stride + row`. */
export interface Block<T extends Column> {
  readonly rows: number;
  readonly stride: number;
  readonly values: T;
}

/** A table that grows by rows and is read by columns or by blocks of rows; memory holds one block of it. */
export interface SpilledTable<T extends Column> {
  readonly rows: number;
  add(row: T): void;
  column(position: number): T;
  /** The table from the first row to the last; the values of a block are overwritten by the next one. */
  blocks(): Iterable<Block<T>>;
  /** Deletes what lies on disk. */
  close(): void;
}

/**
 * Opens an empty table. A table of one block never touches the disk.
 * @param file Where blocks go that are full.
 * @param columns Values of a row.
 * @param rows Rows that are expected; a block is no longer than that.
 * @param blockValues Values of a block, at least those of one row.
 */
export function openColumnSpill<T extends Column>(
  file: string,
  type: ColumnType<T>,
  { columns, rows, blockValues }: { readonly columns: number; readonly rows: number; readonly blockValues: number },
): SpilledTable<T> {
  const stride = Math.max(1, Math.min(rows, Math.floor(blockValues / columns)));
  const open = new type(columns * stride);
  const bytes = open.BYTES_PER_ELEMENT;
  let descriptor: number | undefined;
  let full = 0;
  let filled = 0;
  const flush = () => {
    if (descriptor === undefined) {
      mkdirSync(dirname(file), { recursive: true });
      descriptor = openSync(file, "w+");
    }
    let written = 0;
    const start = full * open.byteLength;
    while (written < open.byteLength)
      written += writeSync(descriptor, open, written, open.byteLength - written, start + written);
    full++;
    filled = 0;
  };
  const read = (into: T, position: number) => {
    let done = 0;
    while (done < into.byteLength) {
      const got = readSync(descriptor!, into, done, into.byteLength - done, position + done);
      if (got === 0) throw new Error(`"${file}" ends too early`);
      done += got;
    }
  };
  return {
    get rows() {
      return full * stride + filled;
    },
    add(row) {
      if (filled === stride) flush();
      for (let column = 0; column < columns; column++) open[column * stride + filled] = row[column]!;
      filled++;
    },
    column(position) {
      const values = new type(full * stride + filled);
      for (let block = 0; block < full; block++)
        read(values.subarray(block * stride, (block + 1) * stride) as T, (block * columns + position) * stride * bytes);
      values.set(open.subarray(position * stride, position * stride + filled), full * stride);
      return values;
    },
    *blocks() {
      const values = full > 0 ? new type(open.length) : open;
      for (let block = 0; block < full; block++) {
        read(values, block * open.byteLength);
        yield { rows: stride, stride, values };
      }
      if (filled > 0) yield { rows: filled, stride, values: open };
    },
    close() {
      if (descriptor === undefined) return;
      closeSync(descriptor);
      descriptor = undefined;
      rmSync(file, { force: true });
    },
  };
}
