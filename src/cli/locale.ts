import type { Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";

/**
 * Language of the output: the option, then JUNHENG_LOCALE, then LANG; English where none of them says otherwise.
 * @throws InputError if the option is neither zh nor en.
 */
export function chooseLocale(option: string | undefined, env: Readonly<Record<string, string | undefined>>): Locale {
  if (option !== undefined && option !== "zh" && option !== "en") {
    const problem = `locale is "${option}"`;
    throw new InputError([{ code: "unknown-value", severity: "error", problem, expected: "zh or en" }]);
  }
  if (option !== undefined) return option;
  for (const wish of [env["JUNHENG_LOCALE"], env["LANG"]]) {
    if (wish?.toLowerCase().startsWith("zh")) return "zh";
    if (wish?.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}
