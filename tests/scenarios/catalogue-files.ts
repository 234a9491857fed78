import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";
import type { Bilingual } from "../../src/core/bilingual.ts";

const FOLDER = new URL("../../src/scenarios/catalogue/", import.meta.url);

/** What a file of the catalogue says about itself, as written. */
export interface CatalogueFile {
  readonly name: string;
  readonly kind: "scenario" | "package" | "comparison";
  readonly id: string;
  readonly title: Bilingual;
  readonly note: Bilingual;
  /** Ids of packages a scenario includes. */
  readonly include: readonly string[];
  /** Ids of scenarios a comparison runs beside its baseline. */
  readonly scenarios: readonly string[];
}

/** Every file of the catalogue, by id. */
export const CATALOGUE: readonly CatalogueFile[] = [".", "packages"]
  .flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, FOLDER))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => (folder === "." ? name : `${folder}/${name}`)),
  )
  .sort()
  .map((name) => {
    const written = parse(readFileSync(new URL(name, FOLDER), "utf8")) as Partial<CatalogueFile>;
    return { include: [], scenarios: [], ...written, name } as unknown as CatalogueFile;
  });

export const idsOf = (kind: CatalogueFile["kind"]) =>
  CATALOGUE.filter((file) => file.kind === kind).map(({ id }) => id);
