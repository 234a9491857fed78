import { canonicalJson, digest } from "../core/digest.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import { readOwnTable, sourceDigest } from "./data-files.ts";
import { engineVersion } from "./engine-version.ts";

/** What makes two copies of the program give the same bytes: version, source, model and the tables that come with it. */
export interface ProgramIdentity {
  readonly engine: string;
  readonly source: string;
  readonly model: string;
  /** Digest of the tables that come with the program. */
  readonly tables: string;
}

/** The identity of this copy of the program. */
export async function programIdentity(): Promise<ProgramIdentity> {
  const tables = ["provinces.csv", "national-series.csv", "county-distributions.csv"].map(readOwnTable);
  return {
    engine: engineVersion(),
    source: await sourceDigest(),
    model: String(MODEL_VERSION),
    tables: await digest(tables.join("\n"), 16),
  };
}

/** A short name for an identity, the same on every machine. */
export function buildOf(program: ProgramIdentity): Promise<string> {
  return digest(canonicalJson(program), 12);
}

/** An identity in words, such as `junheng 0.1.0 (source 1a2b…, tables 3c4d…)`. */
export function programText({ engine, source, model, tables }: ProgramIdentity): string {
  return `junheng ${engine}, model ${model} (source ${source}, tables ${tables})`;
}
