import { readFileSync } from "node:fs";
import { say, type Locale } from "../core/bilingual.ts";
import { InputError, nearestName } from "../core/issue.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS, PARAMETER_IDS, registryValue, type ParameterId } from "../model/parameters.ts";
import { BASIS } from "../report/words.ts";
import { TABLE_YEARS } from "../scenarios/trace-values.ts";
import type { GlobalFlags } from "./global-options.ts";
import { LINES, rulesOf } from "./levers.ts";
import { DECIDERS, deciderOf, entryOf, ROLES } from "./params.ts";
import { valueOf } from "./resolve-text.ts";
import { print } from "./terminal.ts";

/**
 * Prints everything the registry says of one parameter.
 * @throws InputError if there is none of that id.
 */
export function showParameter(named: string, flags: GlobalFlags, locale: Locale): void {
  const id = PARAMETER_IDS.find((one) => one === named);
  if (id === undefined) {
    const near = nearestName(named, PARAMETER_IDS);
    const suggestion = near === undefined ? {} : { suggestion: `did you mean "${near}"?` };
    const problem = `there is no parameter "${named}"`;
    throw new InputError([{ code: "unknown-parameter", severity: "error", problem, ...suggestion }]);
  }
  const rules = rulesOf(readFileSync(new URL("../../docs/ODD.md", import.meta.url), "utf8"), id);
  const ledger = LINES[id] ?? [];
  if (flags.json) print(JSON.stringify({ ...entryOf(id, true), rules, ledger }, null, 2));
  else print(parameterPage(id, rules, ledger, locale));
}

function parameterPage(id: ParameterId, rules: readonly string[], ledger: readonly string[], locale: Locale): string {
  const parameter: Parameter = PARAMETERS[id];
  const { title, unit, range, scope, isInteger, belief, choices, source, role } = parameter;
  const rows: (readonly [string, string])[] = [
    [say(locale, "类型", "role"), ROLES[locale][role]],
    [say(locale, "谁可改变", "who may change it"), DECIDERS[locale][deciderOf(parameter)]],
    [say(locale, "单位", "unit"), unit + (isInteger ? say(locale, "，整数", ", whole numbers") : "")],
    choices
      ? [say(locale, "选项", "choices"), choices.map((one) => `${one.id} (${one.title[locale]})`).join(", ")]
      : [say(locale, "范围", "range"), `${range[0]}–${range[1]}`],
    [say(locale, "取值", "value"), yearsText(id, locale)],
    [
      say(locale, "范围（地区）", "scope"),
      scope === "county"
        ? say(locale, "可按县不同", "may differ between counties")
        : say(locale, "全国一个值", "one number for the nation"),
    ],
    ...(belief ? [[say(locale, "不确定范围", "belief"), `${belief[0]}–${belief[1]} (5–95 %)`] as const] : []),
    [
      say(locale, "依据", "source"),
      `${BASIS[source.basis][locale]}: ${source.title}${source.url ? ` <${source.url}>` : ""}`,
    ],
    [say(locale, "规则（docs/ODD.md）", "rules (docs/ODD.md)"), rules.join(", ") || "—"],
    ...(ledger.length > 0 ? [[say(locale, "支出科目", "ledger lines"), ledger.join(", ")] as const] : []),
  ];
  const lines = rows.map(([name, text]) => `  ${name}${say(locale, "：", ": ")}${text}`);
  return [`${id} — ${title[locale]}`, ...lines].join("\n");
}

/** Values of the registry by year, each with the years it holds. */
function yearsText(id: ParameterId, locale: Locale): string {
  const spans: { readonly from: number; to: number; readonly value: number }[] = [];
  for (const year of TABLE_YEARS) {
    const value = registryValue(id, year);
    const last = spans.at(-1);
    if (last?.value === value) last.to = year;
    else spans.push({ from: year, to: year, value });
  }
  if (spans.length === 1) return valueOf(id, spans[0]!.value, locale);
  return spans
    .map(({ from, to, value }) => `${from === to ? from : `${from}–${to}`} ${valueOf(id, value, locale)}`)
    .join(say(locale, "；", "; "));
}
