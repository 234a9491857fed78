import { Zstd } from "@hpcc-js/wasm-zstd";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

/** A column of a Parquet table; text is kept as a dictionary. An empty cell is `null`. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: "STRING" | "INT32" | "DOUBLE";
  readonly nullable?: boolean;
}

/** Values of a column in one row group. */
export type ParquetValues = readonly (string | number | null)[];

/** Turns row groups, each a list of columns, into the parts of a Parquet file. */
export type ToParquet = (
  columns: readonly ParquetColumn[],
  groups: Iterable<readonly ParquetValues[]>,
) => Iterable<Uint8Array>;

/**
 * Loads what writes Parquet. Pages are compressed with zstd, whose encoder is part of the package, so that the bytes are the same on every
 * machine; a row group is written and let go before the next is made.
 */
export async function loadParquetWriter(): Promise<ToParquet> {
  const zstd = await Zstd.load();
  return function* toParquet(columns, groups) {
    const buffer = new ByteWriter();
    const taken = () => {
      const bytes = new Uint8Array(buffer.buffer.slice(0, buffer.index));
      buffer.index = 0;
      return bytes;
    };
    const withData = (data: readonly ParquetValues[]) =>
      columns.map(({ name, type, nullable = false }, k) => ({ name, type, nullable, data: data[k] as number[] }));
    const writer = new ParquetWriter({
      writer: buffer,
      schema: schemaFromColumnData({ columnData: withData(columns.map(() => [])) }),
      codec: "ZSTD",
      compressors: { ZSTD: (bytes) => zstd.compress(bytes) },
      createdBy: "junheng",
    });
    for (const group of groups) {
      if (group[0]!.length === 0) continue;
      void writer.write({ columnData: withData(group), rowGroupSize: group[0]!.length });
      yield taken();
    }
    void writer.finish();
    yield taken();
  };
}
