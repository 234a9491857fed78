import { createHash } from "node:crypto";
import { emptyTrace, type Trace } from "../model/trace.ts";

/**
 * A world as bytes, the same on disk and between machines, and the same wherever the world was run: the SHA-256 of what follows, the
 * length of a header, the header as JSON (the world's name, then every field of every trace as a value or as the kind and length of an
 * array), and the arrays in that order, little-endian. It is plain data: reading it runs nothing and makes nothing but numbers and texts.
 */
export function packWorld(traces: readonly Trace[], name: string): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = [];
  const fields = traces.map((trace) =>
    Object.fromEntries(
      Object.entries(trace).map(([field, value]: [string, unknown]): [string, Field] => {
        if (!ArrayBuffer.isView(value)) return [field, { value }];
        const array = value as Numbers;
        arrays.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        return [field, { array: array.constructor.name as Kind, length: array.length }];
      }),
    ),
  );
  const header = Buffer.from(JSON.stringify({ name, traces: fields } satisfies Header));
  const size = Buffer.alloc(LENGTH_BYTES);
  size.writeUInt32LE(header.length);
  const body = Buffer.concat([size, header, ...arrays]);
  return Buffer.concat([checksum(body), body]);
}

/** The traces in the bytes of a world of that name, if they are whole and nothing else. */
export function unpackWorld(bytes: Uint8Array, name: string): readonly Trace[] | "damaged" {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = all.subarray(CHECKSUM_BYTES);
  if (body.length < LENGTH_BYTES || !checksum(body).equals(all.subarray(0, CHECKSUM_BYTES))) return "damaged";
  const start = LENGTH_BYTES + body.readUInt32LE();
  try {
    const header = JSON.parse(body.toString("utf8", LENGTH_BYTES, start)) as Header;
    const rest = { bytes: body.subarray(start) };
    const traces = header.name === name ? header.traces.map((fields) => traceOf(fields, rest)) : [];
    return traces.length > 0 && rest.bytes.length === 0 ? traces : "damaged";
  } catch {
    return "damaged";
  }
}

/** True if the bytes are whole, whatever world they are of. */
export function isWhole(bytes: Uint8Array): boolean {
  return checksum(bytes.subarray(CHECKSUM_BYTES)).equals(bytes.subarray(0, CHECKSUM_BYTES));
}

const CHECKSUM_BYTES = 32;
const LENGTH_BYTES = 4;
const checksum = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** Kinds of arrays a trace may hold. */
const KINDS = { Float64Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Uint8Array };
type Kind = keyof typeof KINDS;
type Numbers = InstanceType<(typeof KINDS)[Kind]>;
type Field = { readonly value: unknown } | { readonly array: Kind; readonly length: number };
interface Header {
  readonly name: string;
  readonly traces: readonly Readonly<Record<string, Field>>[];
}

/** What every trace holds; `lives` only where people were followed. */
const SHAPE = Object.entries(emptyTrace(0, 0)).map(([field, value]: [string, unknown]) => ({
  field,
  kind: ArrayBuffer.isView(value) ? value.constructor.name : "value",
}));

/** One trace, its arrays cut off the front of `rest`; throws if it is not what a trace is. */
function traceOf(fields: Readonly<Record<string, Field>>, rest: { bytes: Buffer }): Trace {
  for (const { field, kind } of SHAPE) {
    const found = fields[field];
    if (found === undefined || ("array" in found ? found.array : "value") !== kind) throw new Error(`no ${field}`);
  }
  const restored = Object.entries(fields).map(([name, field]): [string, unknown] => {
    if ("value" in field) return [name, field.value];
    const Type = KINDS[field.array];
    const length = field.length * Type.BYTES_PER_ELEMENT;
    if (!(length >= 0 && length <= rest.bytes.length)) throw new Error(`${name} is too long`);
    const own = Uint8Array.from(rest.bytes.subarray(0, length));
    rest.bytes = rest.bytes.subarray(length);
    return [name, new Type(own.buffer)];
  });
  return Object.fromEntries(restored) as unknown as Trace;
}
