import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";

/** Content of a file: whole, or in parts that are made one after another while it is written. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/** Writes a file part by part; gives its SHA-256 in hexadecimal. */
export function writeFile(file: string, content: FileContent): string {
  const isWhole = typeof content === "string" || content instanceof Uint8Array;
  const hash = createHash("sha256");
  const descriptor = openSync(file, "w");
  try {
    for (const part of isWhole ? [content] : content) {
      const bytes = typeof part === "string" ? Buffer.from(part, "utf8") : part;
      hash.update(bytes);
      for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}
