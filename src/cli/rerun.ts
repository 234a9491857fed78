import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";
import { runEnsemble } from "./ensemble-run.ts";
import { storedReader, type StoredRequest } from "./run-inputs.ts";
import { settleTarget } from "./settle-target.ts";

/** How a rerun is made. */
interface RerunOptions {
  readonly jobs: number | undefined;
  readonly locale: Locale;
  readonly quiet: boolean;
}

/**
 * Makes a run again from its stored inputs, in a folder that is gone afterwards.
 * @param look What to do with the folder of the new run.
 * @throws InputError if the run stores no inputs.
 */
export async function rerun<T>(folder: string, options: RerunOptions, look: (again: string) => T): Promise<T> {
  const inputs = join(folder, "inputs");
  const requestFile = join(inputs, "request.json");
  if (!existsSync(requestFile)) {
    const problem = "the run stores no inputs";
    const expected = "a run made by junheng run or compare of this version";
    throw new InputError([{ code: "not-a-run", severity: "error", file: folder, problem, expected }]);
  }
  const request = JSON.parse(readFileSync(requestFile, "utf8")) as StoredRequest;
  const textOf = (file: string) => {
    const path = join(inputs, file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  const { settings, counties } = request;
  const target = await settleTarget(request.target, settings, storedReader(request, textOf));
  const out = mkdtempSync(join(tmpdir(), "junheng-rerun-"));
  try {
    const again = await runEnsemble(target, {
      ...request.options,
      ...(counties !== undefined && { counties: join(inputs, counties) }),
      ...(options.jobs !== undefined && { jobs: options.jobs }),
      out,
      locale: options.locale,
      quiet: options.quiet,
      force: true,
    });
    return look(again.folder);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
