import type { Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";

/** Whether a word names one of the two languages. */
export function isLocale(text: unknown): text is Locale {
  return text === "zh" || text === "en";
}

/**
 * Language of the output: the option, then JUNHENG_LOCALE, then the settings file, then the system's LC_ALL, LC_MESSAGES
 * and LANG, of which the first that is set decides; English where none of them says otherwise.
 * @throws InputError if the option or JUNHENG_LOCALE is neither zh nor en.
 */
export function chooseLocale(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  configured?: Locale,
): Locale {
  if (option !== undefined && !isLocale(option)) throw unknownLocale(`--locale is "${option}"`);
  if (option !== undefined) return option;
  const variable = env["JUNHENG_LOCALE"];
  if (!variable) return configured ?? systemLocale(env);
  const [, wished] = /^(zh|en)(?:[-_.].*)?$/i.exec(variable) ?? [];
  const locale = wished?.toLowerCase();
  if (!isLocale(locale)) throw unknownLocale(`JUNHENG_LOCALE is "${variable}"`);
  return locale;
}

function unknownLocale(problem: string): InputError {
  return new InputError([{ code: "unknown-value", severity: "error", problem, expected: "zh or en" }]);
}

/** Language of the system's messages, by the rules of POSIX. */
export function systemLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const system = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return system.toLowerCase().startsWith("zh") ? "zh" : "en";
}
