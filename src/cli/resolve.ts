import type { Locale } from "../core/bilingual.ts";
import { InputError, nearestName } from "../core/issue.ts";
import type { CountyAttributes } from "../model/parameter-table.ts";
import { PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import type { SettingName } from "../model/site-table.ts";
import { resolveScenario } from "../scenarios/resolve.ts";
import type { ResolvedScenario } from "../scenarios/scenario.ts";
import { columnValues, decidingAct, settingColumns, TABLE_YEARS, type ValueTrace } from "../scenarios/trace-values.ts";
import type { ResolveFlags } from "./commands/resolve.ts";
import { checkYears } from "./check-options.ts";
import { findParameters } from "./params.ts";
import { diffValues } from "./resolve-diff.ts";
import { diffText, resolvedText } from "./resolve-text.ts";
import { scenarioReader } from "./scenario-files.ts";
import { print } from "./terminal.ts";
import { placesOf, type Places } from "./places.ts";

/** A parameter's values in one county or group of counties, and where each comes from. */
export interface ResolvedParameter {
  readonly id: ParameterId;
  /** Present where a setting has values of its own, which then follow those for all settings alike. */
  readonly setting?: SettingName;
  readonly years: readonly number[];
  /** By year; null where only the run can give the value. */
  readonly values: readonly (number | null)[];
  /** By year: position in `acts` of the rule that decides; null where the registry does. */
  readonly decidedBy: readonly (number | null)[];
  /** The rules that acted, in order. */
  readonly acts: readonly ResolvedAct[];
  /** Smallest and largest value of any county in the last year shown, where counties differ. */
  readonly elsewhere?: readonly [number, number];
}

export interface ResolvedAct {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly text: ResolvedScenario["changes"][number]["text"];
  readonly where?: string;
  readonly source?: ResolvedScenario["changes"][number]["source"];
  /** Values after this rule, by year; absent where only the run can evaluate it. */
  readonly values?: readonly number[];
}

/** What `resolve --json` prints. */
export interface ResolvedView {
  readonly scenario: Pick<ResolvedScenario, "id" | "title" | "file" | "ensemble" | "goals" | "uncertainties">;
  /** The county asked for; null where the view is of the values most counties share. */
  readonly county: Pick<CountyAttributes, "code" | "name"> | null;
  /** Counties that share these values, of all. */
  readonly counties: number;
  readonly of: number;
  /** Ways in which counties differ. */
  readonly profiles: number;
  readonly parameters: readonly ResolvedParameter[];
}

/** Prints a scenario with the origin of its values, or how it differs from another. */
export async function resolveCommand(
  ref: string,
  flags: ResolveFlags | Omit<ResolveFlags, "source">,
  locale: Locale,
): Promise<void> {
  const places = placesOf(flags.counties);
  const scenario = await resolveScenario(ref, scenarioReader(ref));
  if (flags.diff !== undefined) {
    const other = await resolveScenario(flags.diff, scenarioReader(flags.diff));
    const diff = diffValues(scenario, other, places, {
      ...selection(flags),
      row: countyRow(flags.where, places.counties),
    });
    print(flags.json ? JSON.stringify(diff, null, 2) : diffText(diff, locale));
    return;
  }
  const view = resolveView(scenario, places, flags);
  print(flags.json ? JSON.stringify(view, null, 2) : resolvedText(view, locale));
}

/** Parameters and years a user asks to see. */
function selection({ param, years }: ResolveFlags) {
  checkYears("--years", years, TABLE_YEARS[0]!, TABLE_YEARS.at(-1)!);
  return { ids: param === undefined ? PARAMETER_IDS : findParameters(param), years: years ?? TABLE_YEARS };
}

/**
 * A scenario's values by year with the rules behind them, in one county or in the group of counties that is largest.
 * Without `param` or `all`, only parameters a rule acts on anywhere.
 * @throws InputError if there is no such county, parameter or year.
 */
export function resolveView(
  scenario: ResolvedScenario,
  { counties, baselineOf }: Places,
  flags: ResolveFlags,
): ResolvedView {
  const { ids, years } = selection(flags);
  const row = countyRow(flags.where, counties);
  const trace = scenario.trace(counties, baselineOf);
  const profile = row === undefined ? trace.sizes.indexOf(Math.max(...trace.sizes)) : trace.table.profileOf[row]!;
  const changed = new Set(scenario.changes.map(({ parameter }) => parameter));
  const isShown = (id: ParameterId) => flags.all || flags.param !== undefined || changed.has(id);
  const { id, title, file, ensemble, goals, uncertainties } = scenario;
  return {
    scenario: { id, title, file, ensemble, goals, uncertainties },
    county: row === undefined ? null : { code: counties[row]!.code, name: counties[row]!.name },
    counties: trace.sizes[profile]!,
    of: counties.length,
    profiles: trace.sizes.length,
    parameters: ids.filter(isShown).flatMap((one) => resolvedParameters(one, trace, profile, years)),
  };
}

/** A parameter for all settings alike, and again for each setting that differs from these. */
function resolvedParameters(
  id: ParameterId,
  trace: ValueTrace,
  profile: number,
  years: readonly number[],
): readonly ResolvedParameter[] {
  const [first, ...settings] = settingColumns(id).map(({ column, setting }) => ({
    id,
    ...(setting && { setting }),
    ...resolvedColumn(column, trace, profile, years),
  }));
  const content = ({ values, decidedBy, acts }: ResolvedParameter) => JSON.stringify([values, decidedBy, acts]);
  return [first!, ...settings.filter((one) => content(one) !== content(first!))];
}

function resolvedColumn(
  column: number,
  { table, acts }: ValueTrace,
  profile: number,
  years: readonly number[],
): Omit<ResolvedParameter, "id" | "setting"> {
  const at = years.map((year) => TABLE_YEARS.indexOf(year));
  const own = acts[profile]!.filter((act) => act.column === column);
  const values = columnValues(table.profiles[profile]!, column);
  const decidedBy = years.map((year) => decidingAct(own, column, year) ?? null);
  const isOpen = (k: number | null) => k !== null && own[k]!.isLive;
  const last = table.profiles.map((one) => columnValues(one, column)[at.at(-1)!]!);
  const [low, high] = [Math.min(...last), Math.max(...last)];
  return {
    years,
    values: at.map((k, y) => (isOpen(decidedBy[y]!) ? null : values[k]!)),
    decidedBy,
    acts: own.map((act) => ({
      file: act.change.origin.file,
      line: act.change.origin.line,
      id: act.change.origin.id,
      text: act.change.text,
      ...(act.change.where !== undefined && { where: act.change.where }),
      ...(act.change.source && { source: act.change.source }),
      ...(!act.isLive && { values: at.map((k) => act.values[k]!) }),
    })),
    ...(low < high && { elsewhere: [low, high] as const }),
  };
}

/**
 * Row of the county a user names by code or name; undefined where none is named.
 * @throws InputError if there is no such county, or several of that name.
 */
export function countyRow(named: string | undefined, counties: readonly CountyAttributes[]): number | undefined {
  if (named === undefined) return undefined;
  const rows = counties.flatMap(({ code, name }, row) => (code === named || name === named ? [row] : []));
  if (rows.length === 1) return rows[0];
  if (rows.length > 1) {
    const codes = rows.map((row) => counties[row]!.code).slice(0, 8);
    const problem = `${rows.length} counties are called "${named}"`;
    throw new InputError([
      { code: "unknown-county", severity: "error", problem, expected: `one of the codes ${codes.join(", ")}` },
    ]);
  }
  const near = nearestName(
    named,
    counties.flatMap(({ code, name }) => [code, name]),
  );
  throw new InputError([
    {
      code: "unknown-county",
      severity: "error",
      problem: `no county has the code or name "${named}"`,
      expected: `one of the ${counties.length} counties, such as ${counties[0]!.code}`,
      ...(near !== undefined && { suggestion: `did you mean "${near}"?` }),
    },
  ]);
}
