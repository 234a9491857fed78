import { existsSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { InputError } from "../core/issue.ts";
import { STUDY_PARTS } from "./scenario-files.ts";

/**
 * Every scenario file of the study in the working folder, with forward slashes.
 * @throws InputError if there is none.
 */
export function studyFiles(): readonly string[] {
  const files = STUDY_PARTS.flatMap((part) =>
    existsSync(part) && statSync(part).isDirectory()
      ? readdirSync(part, { recursive: true, encoding: "utf8" })
          .filter((name) => /\.ya?ml$/.test(name))
          .map((name) => join(part, name).split(sep).join("/"))
      : [],
  ).sort();
  if (files.length > 0) return files;
  const problem = "no scenario files in this folder";
  const expected = `a study folder with ${STUDY_PARTS.join(", ")}, or files on the command line`;
  const suggestion = "make one with junheng init, or go to one with --cwd";
  throw new InputError([{ code: "file-not-found", severity: "error", problem, expected, suggestion }]);
}
