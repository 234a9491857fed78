import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../core/issue.ts";
import type { Read, ScenarioText } from "../scenarios/references.ts";

/** Folder of the scenarios that come with the program. */
const CATALOGUE = fileURLToPath(new URL("../scenarios/catalogue/", import.meta.url));
/** What messages and results call that folder, wherever the program is installed. */
const CATALOGUE_NAME = "catalogue";
/** Folders of a study in which scenario files lie. */
export const STUDY_PARTS = ["scenarios", "packages", "comparisons", "goals"] as const;
/** Largest scenario file (bytes). */
const MOST_BYTES = 1_000_000;

/**
 * A lookup of scenario files for `resolveScenario` and its kin.
 *
 * What the user typed is a path, an id of the study in the working folder, or an id of the catalogue. References inside a
 * file are ids or relative paths, looked for in the folder of that file first, then in the study that folder is a part of, and
 * in the catalogue after that; `.yaml` may be left out.
 * @param typed Scenarios as typed by the user.
 */
export function scenarioReader(...typed: readonly string[]): Read {
  const found = new Map(typed.map((ref) => [ref, locate(ref, [".", ...partsOf(".")])]));
  const first = found.get(typed[0]!);
  const home = first ? dirname(first.path) : ".";
  /** Folder of each file handed out, by the name it was handed out under. */
  const folders = new Map<string, string>();
  const read = (ref: string, from?: string): ScenarioText | undefined => {
    const inside = () => (isAbsolute(ref) ? undefined : locate(ref, rootsAround(folders.get(from ?? "") ?? home)));
    const file = from === undefined && found.has(ref) ? found.get(ref) : inside();
    if (file === undefined) return undefined;
    folders.set(file.name, dirname(file.path));
    return { file: file.name, text: readSmallFile(file.path, file.name) };
  };
  const roots = [...new Set([...rootsAround(home), ".", ...partsOf("."), CATALOGUE])];
  return Object.assign(read, { names: () => [...new Set(roots.flatMap(idsIn))].sort() });
}

/** Folders a reference of a file in this folder is looked for in: its own, and the study it is a part of. */
function rootsAround(folder: string): readonly string[] {
  const isPart = STUDY_PARTS.some((part) => part === basename(folder));
  const study = dirname(folder);
  return isPart ? [folder, study, ...partsOf(study)] : [folder];
}

const partsOf = (study: string) => STUDY_PARTS.map((part) => join(study, part));

interface Located {
  readonly path: string;
  /** The path as a message shows it: relative, with forward slashes; catalogue files begin with `catalogue/`. */
  readonly name: string;
}

/** The first existing file a reference can mean, in these folders or the catalogue; an id may lie in a folder `goals`. */
function locate(ref: string, folders: readonly string[]): Located | undefined {
  const names = /\.ya?ml$/.test(ref) ? [ref] : [ref, `${ref}.yaml`, `goals/${ref}.yaml`];
  const paths = [...folders, CATALOGUE].flatMap((root) =>
    names.map((name) => (isAbsolute(name) ? name : join(root, name))),
  );
  const path = paths.find(isFile);
  return path === undefined ? undefined : { path, name: shownName(path) };
}

function shownName(path: string): string {
  const inside = relative(CATALOGUE, path);
  const isCatalogue = !inside.startsWith("..") && !isAbsolute(inside);
  return (isCatalogue ? join(CATALOGUE_NAME, inside) : normalize(path)).split(sep).join("/");
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

function readSmallFile(path: string, name: string): string {
  const { size } = statSync(path);
  if (size <= MOST_BYTES) return decodeUtf8(readFileSync(path), name);
  const problem = `the file has ${size} bytes`;
  throw new InputError([
    { code: "file-too-large", severity: "error", file: name, problem, expected: `at most ${MOST_BYTES} bytes` },
  ]);
}

/** Scenario files are UTF-8; text in another encoding would turn into other characters without a word. */
function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const problem = "the file is not UTF-8 text";
    throw new InputError([{ code: "not-utf8", severity: "error", file, problem, expected: "a file saved as UTF-8" }]);
  }
}

/** Ids of the scenario files in a folder, its packages and its goals. */
function idsIn(folder: string): string[] {
  const list = (path: string) =>
    existsSync(path) && statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith(".yaml")) : [];
  const packages = list(join(folder, "packages")).map((name) => `packages/${name}`);
  const ids = [...list(folder), ...packages, ...list(join(folder, "goals"))];
  return ids.map((name) => name.replace(/\.yaml$/, ""));
}
