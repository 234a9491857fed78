import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { PARAMETERS, registryValue, type ParameterId } from "../model/parameters.ts";
import type { SettingName } from "../model/site-table.ts";
import { choicesOf } from "../scenarios/choices.ts";
import { alignedTable } from "./assess-table.ts";
import type { ParameterDiff, ScenarioDiff } from "./resolve-diff.ts";
import type { ResolvedParameter, ResolvedView } from "./resolve.ts";

/** A settled scenario for a terminal: a block a parameter, with its values by year and the rules behind them. */
export function resolvedText(view: ResolvedView, locale: Locale): string {
  const { scenario, parameters } = view;
  const blocks = parameters.flatMap((parameter) => ["", ...parameterLines(parameter, locale)]);
  const nothing = say(
    locale,
    "  没有改动任何参数：全部取参数库的值（--all 列出）",
    "  changes nothing: every value is the registry's (--all lists them)",
  );
  return [
    `${scenario.title[locale]} (${scenario.id}, ${scenario.file})`,
    `  ${scopeText(view, locale)}`,
    ...(parameters.length === 0 ? ["", nothing] : blocks),
    "",
    ...planLines(view, locale),
  ].join("\n");
}

function scopeText({ county, counties, of, profiles }: ResolvedView, locale: Locale): string {
  if (county) return say(locale, `${county.name}（${county.code}）的取值`, `values in ${county.name} (${county.code})`);
  if (profiles === 1) return say(locale, `全部 ${of} 个县取值相同`, `the same values in all ${of} counties`);
  return say(
    locale,
    `各县取值有 ${profiles} 种；这里是县数最多的一种（${of} 个县中的 ${counties} 个），看其他县用 --where`,
    `counties differ in ${profiles} ways; these values hold in the most (${counties} of ${of}), --where shows another county`,
  );
}

function parameterLines(
  { id, setting, years, values, decidedBy, acts, elsewhere }: ResolvedParameter,
  locale: Locale,
): string[] {
  const runs = yearRuns(years, (k) => `${values[k]} ${decidedBy[k]}`);
  const rows = [
    [say(locale, "学年", "years"), ...runs.map(({ from, to }) => spanText(years[from]!, years[to]!))],
    [say(locale, "取值", "value"), ...runs.map(({ from }) => valueOf(id, values[from]!, locale))],
    [
      say(locale, "来自", "from"),
      ...runs.map(({ from }) => `[${decidedBy[from] === null ? 0 : decidedBy[from]! + 1}]`),
    ],
  ];
  const { basis, title } = PARAMETERS[id].source;
  return [
    headOf(id, setting, locale),
    ...alignedTable(rows).map((line) => `  ${line}`),
    `  [0] ${say(locale, "参数库", "registry")}: ${basis}, ${title}`,
    ...acts.map(
      (act, k) => `  [${k + 1}] ${act.file}:${act.line}: ${act.text[locale]}${act.where ? ` [${act.where}]` : ""}`,
    ),
    ...(elsewhere
      ? [
          say(
            locale,
            `  各县 ${years.at(-1)} 年从 ${valueOf(id, elsewhere[0], locale)} 到 ${valueOf(id, elsewhere[1], locale)}`,
            `  over all counties, ${years.at(-1)}: ${valueOf(id, elsewhere[0], locale)} to ${valueOf(id, elsewhere[1], locale)}`,
          ),
        ]
      : []),
  ];
}

function headOf(id: ParameterId, setting: SettingName | undefined, locale: Locale): string {
  const { title, unit } = PARAMETERS[id];
  const where = setting ? say(locale, `，${SETTING_WORDS[setting].zh}`, `, ${SETTING_WORDS[setting].en}`) : "";
  return say(locale, `${id} — ${title.zh}（${unit}）${where}`, `${id} — ${title.en} (${unit})${where}`);
}

const SETTING_WORDS: Readonly<Record<SettingName, Bilingual>> = {
  village: { zh: "村", en: "villages" },
  town: { zh: "镇", en: "towns" },
  seat: { zh: "县城", en: "the county seat" },
};

/** A value of a parameter for a table: the id of a choice, or a number of at most six digits; null is left to the run. */
export function valueOf(id: ParameterId, value: number | null, locale: Locale): string {
  if (value === null) return say(locale, "运行时定", "in the run");
  const choice = choicesOf(id)?.[value];
  if (choice) return locale === "zh" ? choice.title.zh : choice.id;
  return String(Number(value.toPrecision(6)));
}

const spanText = (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`);

/** Runs of positions with the same key. */
function yearRuns(years: readonly number[], keyOf: (k: number) => string): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  years.forEach((year, k) => {
    const run = runs.at(-1);
    if (run && keyOf(run.to) === keyOf(k) && year === years[run.to]! + 1) run.to = k;
    else runs.push({ from: k, to: k });
  });
  return runs;
}

/** Ensemble, goals and draws in a line each. */
function planLines({ scenario }: ResolvedView, locale: Locale): string[] {
  const { ensemble, goals, uncertainties } = scenario;
  const { size, seed, sampler } = ensemble;
  return [
    say(locale, `世界：${size} 个，种子 ${seed}，抽样 ${sampler}`, `worlds: ${size}, seed ${seed}, sampler ${sampler}`),
    ...goals.map(({ id, title }) => say(locale, `目标：${title.zh}（${id}）`, `goal: ${title.en} (${id})`)),
    say(
      locale,
      `抽样的不确定参数：${uncertainties.length} 个${uncertainties.length > 0 ? `（${uncertainties.map(({ parameter }) => parameter).join("、")}）` : ""}`,
      `parameters drawn in each world: ${uncertainties.length}${uncertainties.length > 0 ? ` (${uncertainties.map(({ parameter }) => parameter).join(", ")})` : ""}`,
    ),
  ];
}

/** How two scenarios differ, a block a parameter. */
export function diffText(diff: ScenarioDiff, locale: Locale): string {
  const { a, b, parameters } = diff;
  const head = say(
    locale,
    `${a.title.zh}（${a.id}）与 ${b.title.zh}（${b.id}）：${parameters.length} 个参数取值不同`,
    `${a.title.en} (${a.id}) and ${b.title.en} (${b.id}): values of ${parameters.length} parameters differ`,
  );
  return [head, ...parameters.flatMap((parameter) => ["", ...diffLines(parameter, diff, locale)])].join("\n");
}

function diffLines(parameter: ParameterDiff, { a, b, years, of, isOneCounty }: ScenarioDiff, locale: Locale): string[] {
  const { id, setting, counties, county } = parameter;
  const runs = yearRuns(years, (k) => `${parameter.a.values[k]} ${parameter.b.values[k]}`);
  const rows = [
    [say(locale, "学年", "years"), ...runs.map(({ from, to }) => spanText(years[from]!, years[to]!))],
    ...(
      [
        [a.id, parameter.a],
        [b.id, parameter.b],
      ] as const
    ).map(([name, side]) => [name, ...runs.map(({ from }) => valueOf(id, side.values[from]!, locale))]),
  ];
  const where =
    isOneCounty || counties === of
      ? []
      : [
          say(
            locale,
            `  ${of} 个县中的 ${counties} 个不同；这里是${county.name}（${county.code}）`,
            `  in ${counties} of ${of} counties; shown for ${county.name} (${county.code})`,
          ),
        ];
  const origins = [
    [a.id, parameter.a],
    [b.id, parameter.b],
  ] as const;
  return [
    headOf(id, setting, locale),
    ...where,
    ...alignedTable(rows).map((line) => `  ${line}`),
    ...origins.map(([name, side]) => `  ${name}: ${side.origins.join(", ") || registryText(id, locale)}`),
  ];
}

function registryText(id: ParameterId, locale: Locale): string {
  const value = valueOf(id, registryValue(id, 2025), locale);
  return say(locale, `参数库（2025 年 ${value}）`, `registry (${value} in 2025)`);
}
