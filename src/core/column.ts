/** The members of a typed array that write to it, or hand out a way to. */
type Writer = "set" | "fill" | "sort" | "reverse" | "copyWithin" | "subarray" | "buffer";

/** A column of a state table: a typed array that can be read but not written. `slice()` still returns an ordinary copy. */
export type Column<A extends { readonly length: number }> = Readonly<Omit<A, Writer>> & {
  readonly [row: number]: number;
};

/** A table, or a table of tables, whose columns can be read but not written. */
export type ReadOnly<T> = {
  readonly [K in keyof T]: T[K] extends Int32Array | Float64Array | Uint8Array | Int16Array | Uint16Array
    ? Column<T[K]>
    : T[K] extends object
      ? ReadOnly<T[K]>
      : T[K];
};
