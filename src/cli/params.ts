import { readFileSync } from "node:fs";
import { say, type Locale } from "../core/bilingual.ts";
import { displayWidth } from "../core/display-width.ts";
import { InputError, nearestName } from "../core/issue.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { LAST_YEAR, PARAMETERS, PARAMETER_IDS, registryValue, type ParameterId } from "../model/parameters.ts";
import type { ParamsFlags } from "./commands/params.ts";
import { BASIS } from "../report/words.ts";
import { refuseIdle } from "./check-options.ts";
import { leverPage } from "./levers.ts";

/** Prints the parameters a user asks for: a table, JSON, or the page of levers. */
export function listParameters(filter: string | undefined, flags: ParamsFlags, locale: Locale): void {
  if (flags.levers) {
    refuseIdle("--levers", {
      [`"${filter}"`]: filter !== undefined,
      "--role": flags.role !== undefined,
      "--no-source": !flags.source,
      "--hide-source": flags.hideSource ?? false,
      "--json": flags.json ?? false,
    });
    process.stdout.write(leversText());
    return;
  }
  const ids = findParameters(filter).filter((id) => isWanted(PARAMETERS[id], flags));
  const hasSource = !flags.hideSource;
  if (flags.json) {
    const entries = ids.map((id) => entryOf(id, hasSource));
    process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
  } else if (ids.length > 0) process.stdout.write(parameterTable(ids, locale, hasSource));
  else process.stderr.write(`${say(locale, "没有这样的参数。", "There is no such parameter.")}\n`);
}

function isWanted({ role, source }: Parameter, flags: ParamsFlags): boolean {
  return (flags.role === undefined || role === flags.role) && (flags.source || source.basis === "assumption");
}

/** The text of docs/LEVERS.md. */
export function leversText(): string {
  const odd = readFileSync(new URL("../../docs/ODD.md", import.meta.url), "utf8");
  return leverPage(odd, (parameter) => DECIDERS.en[deciderOf(parameter)]);
}

/**
 * The parameters whose id, title, role or source basis contains the filter.
 * @throws InputError if there are none.
 */
export function findParameters(filter: string | undefined): readonly ParameterId[] {
  if (filter === undefined) return PARAMETER_IDS;
  const wanted = filter.toLowerCase();
  const found = PARAMETER_IDS.filter((id) => {
    const { role, title, source } = PARAMETERS[id];
    return [id, role, title.zh, title.en, source.basis].some((text) => text.toLowerCase().includes(wanted));
  });
  if (found.length > 0) return found;
  const words = PARAMETER_IDS.flatMap((id) => [id, ...id.split(".")]);
  const near = nearestName(filter, words);
  const suggestion = near === undefined ? {} : { suggestion: `did you mean "${near}"?` };
  const problem = `no parameter matches "${filter}"`;
  throw new InputError([{ code: "unknown-parameter", severity: "error", problem, ...suggestion }]);
}

const HEADS = {
  zh: ["参数", "含义", "取值", "单位", "范围", "类型", "谁可改变", "依据"],
  en: ["parameter", "meaning", "value", "unit", "range", "role", "who may change it", "basis"],
} as const;
/** Roles in words. */
export const ROLES = {
  zh: { lever: "政策", assumption: "假设", constant: "常数" },
  en: { lever: "lever", assumption: "assumption", constant: "constant" },
} as const;
/** Who may change a parameter, in words. */
export const DECIDERS = {
  zh: { county: "县", province: "省", ministry: "教育部", analyst: "分析者（认识不足）", nobody: "无（法规或算术）" },
  en: {
    county: "county",
    province: "province",
    ministry: "ministry",
    analyst: "analyst (a belief)",
    nobody: "nobody (law or arithmetic)",
  },
} as const;

/** The parameters as a table, columns aligned for a terminal in which Chinese characters are two cells wide. */
export function parameterTable(ids: readonly ParameterId[], locale: Locale, hasSource: boolean): string {
  const count = hasSource ? HEADS[locale].length : HEADS[locale].length - 1;
  const rows = [HEADS[locale], ...ids.map((id) => rowOf(id, locale))].map((row) => row.slice(0, count));
  const widths = Array.from({ length: count }, (_, k) => Math.max(...rows.map((row) => displayWidth(row[k]!))));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, k) => padEnd(cell, widths[k]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function rowOf(id: ParameterId, locale: Locale): readonly string[] {
  const parameter: Parameter = PARAMETERS[id];
  const { title, value, unit, range, role, source, choices } = parameter;
  const basis = BASIS[source.basis][locale];
  const span = choices ? choices.map((choice) => choice.id).join(" | ") : `${range[0]}–${range[1]}`;
  const now = choices ? choices[registryValue(id, LAST_YEAR)]!.id : valueText(value);
  return [id, title[locale], now, unit, span, ROLES[locale][role], DECIDERS[locale][deciderOf(parameter)], basis];
}

/** Who may change a parameter: whoever decides a lever; an assumption is a belief of the analyst. */
export function deciderOf({ role, scope, decidedBy }: Parameter): keyof (typeof DECIDERS)["en"] {
  if (role === "constant") return "nobody";
  if (role === "assumption") return "analyst";
  return decidedBy ?? (scope === "county" ? "county" : "ministry");
}

/** One number, or the last of the values by year with the year it holds from. */
function valueText(value: Parameter["value"]): string {
  if (typeof value === "number") return `${value}`;
  const [year, last] = Object.entries(value).at(-1)!;
  return `${last} (${year}–)`;
}

/** A parameter as `--json` prints it. */
export function entryOf(id: ParameterId, hasSource: boolean) {
  const { source, ...entry }: Parameter = PARAMETERS[id];
  return { id, ...entry, decidedBy: deciderOf(PARAMETERS[id]), ...(hasSource && { source }) };
}

const padEnd = (text: string, width: number) => text + " ".repeat(Math.max(0, width - displayWidth(text)));
