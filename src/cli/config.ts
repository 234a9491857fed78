import { existsSync, statSync } from "node:fs";
import { register } from "node:module";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidArgumentError } from "commander";
import type { Locale } from "../core/bilingual.ts";
import { InputError, nearestName, type Issue } from "../core/issue.ts";
import type { BilingualCommand } from "./bilingual-command.ts";
import { isLocale } from "./locale.ts";

/** Settings of a study folder: what `junheng.config.ts` may hold. Flags and JUNHENG_* variables come before it. */
export interface Config {
  readonly locale?: Locale;
  /** Worker threads. */
  readonly jobs?: number;
  /** Folder for results, relative to the settings file. */
  readonly out?: string;
  /** Share of counties to simulate, 0–1. */
  readonly sample?: number;
  readonly worlds?: number;
  /** CSV table of real counties, relative to the settings file. */
  readonly counties?: string;
  readonly seed?: string;
}

/** Type of each key, and the environment variable that comes before it. */
const KEYS: Readonly<Record<keyof Config, { readonly type: "string" | "number"; readonly variable: string }>> = {
  locale: { type: "string", variable: "JUNHENG_LOCALE" },
  jobs: { type: "number", variable: "JUNHENG_JOBS" },
  out: { type: "string", variable: "JUNHENG_OUT" },
  sample: { type: "number", variable: "JUNHENG_SAMPLE" },
  worlds: { type: "number", variable: "JUNHENG_WORLDS" },
  counties: { type: "string", variable: "JUNHENG_COUNTIES" },
  seed: { type: "string", variable: "JUNHENG_SEED" },
};

/** Names a settings file may have, in the order they are looked for. */
const NAMES = ["junheng.config.ts", "junheng.config.js", "junheng.config.mjs"];

export interface LoadedConfig {
  /** As the user would name it. */
  readonly file: string;
  readonly values: Config;
}

/**
 * Reads the settings file of the working folder, or the one named.
 * @throws InputError if the named one does not exist, or one holds what is no setting.
 */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig | undefined> {
  const file = named ?? NAMES.find((name) => existsSync(name));
  if (file === undefined) return undefined;
  if (!existsSync(file) || !statSync(file).isFile())
    throw new InputError([
      { code: "file-not-found", severity: "error", file, problem: "no such settings file", expected: NAMES.join(", ") },
    ]);
  const values = checkConfig(await importDefault(file), file);
  const inFolder = (path: string) => (isAbsolute(path) ? path : relative(".", join(dirname(file), path)) || ".");
  return {
    file,
    values: {
      ...values,
      ...(values.out !== undefined && { out: inFolder(values.out) }),
      ...(values.counties !== undefined && { counties: inFolder(values.counties) }),
    },
  };
}

async function importDefault(file: string): Promise<unknown> {
  register(new URL("./config-hooks.js", import.meta.url));
  try {
    const module = (await import(`${pathToFileURL(resolve(file)).href}?junheng-config`)) as { default?: unknown };
    return module.default;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0];
    throw new InputError([{ code: "bad-config", severity: "error", file, problem: `it cannot be read: ${reason}` }]);
  }
}

/** Settings whose keys and types are right; whether the numbers make sense the options themselves say. */
function checkConfig(given: unknown, file: string): Config {
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    const problem = "it exports no settings";
    const expected = "export default defineConfig({ … })";
    throw new InputError([{ code: "bad-config", severity: "error", file, problem, expected }]);
  }
  const issues: Issue[] = [];
  const note = (problem: string, hint: Pick<Issue, "expected" | "suggestion">) =>
    issues.push({ code: "bad-config", severity: "error", file, problem, ...hint });
  for (const [key, value] of Object.entries(given)) {
    const known = Object.hasOwn(KEYS, key) ? KEYS[key as keyof Config] : undefined;
    if (known === undefined) {
      const near = nearestName(key, Object.keys(KEYS));
      const expected = `one of ${Object.keys(KEYS).join(", ")}`;
      note(`unknown setting "${key}"`, near === undefined ? { expected } : { suggestion: `did you mean "${near}"?` });
    } else if (typeof value !== known.type) note(`${key} is ${JSON.stringify(value)}`, { expected: `a ${known.type}` });
    else if (key === "locale" && !isLocale(value)) note(`locale is "${String(value)}"`, { expected: "zh or en" });
  }
  if (issues.length > 0) throw new InputError(issues);
  return given as Config;
}

/**
 * Puts the settings under the flags and variables of every command that has such an option.
 * @throws InputError if a value is one the option would refuse.
 */
export function applyConfig(program: BilingualCommand, { file, values }: LoadedConfig): void {
  for (const command of allCommands(program)) {
    for (const option of command.options) {
      const key = (Object.keys(KEYS) as (keyof Config)[]).find((one) => KEYS[one].variable === option.envVar);
      const value = key && values[key];
      if (value === undefined) continue;
      const parse = option.parseArg as ((text: string, previous: undefined) => unknown) | undefined;
      try {
        const parsed = parse ? parse(String(value), undefined) : value;
        command.setOptionValueWithSource(option.attributeName(), parsed, "config");
      } catch (error) {
        if (!(error instanceof InvalidArgumentError)) throw error;
        const problem = `${key} is ${JSON.stringify(value)}: ${error.message}`;
        throw new InputError([{ code: "bad-config", severity: "error", file, problem }]);
      }
    }
  }
}

/** A command and all below it. */
export function allCommands(command: BilingualCommand): BilingualCommand[] {
  return [command, ...(command.commands as unknown as BilingualCommand[]).flatMap(allCommands)];
}
