import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import type { Bilingual, Locale } from "../core/bilingual.ts";
import { InputError, nearestName } from "../core/issue.ts";
import {
  OUTCOMES,
  type AttributionRow,
  type BindingItem,
  type ComparisonSummary,
  type ConstraintRow,
  type CountyOddsRow,
  type CountyStandingRow,
  type DifferenceRow,
  type LadderRow,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import type { EquityRow } from "../experiment/equity.ts";
import { headlineYears } from "../plots/findings.ts";
import { PROVINCE_GRID } from "../plots/province-grid.ts";
import type { ExplainFlags } from "./commands/explain.ts";
import { checkYears, refuseIdle } from "./check-options.ts";
import { explanationText } from "./explain-text.ts";
import { findRun, type FoundRun } from "./find-run.ts";
import { print } from "./terminal.ts";

/** Where the odds of a region are lost, as `where-lost.csv` holds it. */
export interface LostRow {
  readonly scenario: string;
  readonly year: number;
  readonly ready: number;
  readonly applies: number;
  readonly passes: number;
  readonly certified: number;
  readonly tierCertified: number;
  readonly queued: number;
  readonly failed: number;
  readonly notApplied: number;
  readonly notReady: number;
  readonly binds: readonly { readonly item: BindingItem; readonly share: number }[];
}

/** The region explained: the nation, a province or a simulated county. */
export interface ExplainedRegion {
  readonly level: "nation" | "province" | "county";
  readonly region: string;
  readonly title: Bilingual;
}

/** What `explain --json` prints. Rows the run does not have are absent. */
export interface Explanation {
  readonly run: Pick<ComparisonSummary, "id" | "title" | "runId" | "worlds">;
  readonly region: ExplainedRegion;
  readonly years: readonly number[];
  readonly scenarios: ComparisonSummary["scenarios"];
  readonly outcome: OutcomeId;
  readonly lost: readonly LostRow[];
  /** The nation only. */
  readonly binding?: ComparisonSummary["binding"];
  readonly constraints?: readonly ConstraintRow[];
  readonly differences?: readonly DifferenceRow[];
  readonly equity?: readonly EquityRow[];
  readonly attribution?: readonly AttributionRow[];
  readonly ladder?: readonly LadderRow[];
  /** One county only: how it stands in every year, and its odds. */
  readonly standings?: readonly CountyStandingRow[];
  readonly odds?: readonly CountyOddsRow[];
}

/** Prints why a run came out as it did. */
export function explainCommand(named: string, flags: ExplainFlags, locale: Locale): void {
  const explanation = explainRun(findRun(named, flags.results), flags);
  print(flags.json ? JSON.stringify(explanation, null, 2) : explanationText(explanation, locale));
}

/**
 * Gathers what a run's files say about a region.
 * @throws InputError if the run has no such county, province, year or outcome.
 */
export function explainRun({ folder, summary }: FoundRun, flags: ExplainFlags): Explanation {
  if (flags.county !== undefined && flags.province !== undefined)
    throw badOption("--county and --province name two regions", "one of the two");
  checkYears("--year", flags.year, summary.years[0]!, summary.years.at(-1)!);
  const region = regionOf(folder, summary, flags);
  if (region.level !== "nation") refuseIdle(`a ${region.level}`, { "--outcome": flags.outcome !== undefined });
  const outcome = outcomeOf(flags.outcome ?? "certifiedShare");
  const years = flags.year ?? headlineYears(summary);
  const lost = lostRows(folder, region).filter(({ year }) => years.includes(year));
  const inYears = <T extends { readonly year: number }>(rows: readonly T[] | undefined) =>
    rows?.filter(({ year }) => years.includes(year));
  const ofOutcome = <T extends { readonly year: number; readonly outcome: OutcomeId }>(
    rows: readonly T[] | undefined,
  ) => inYears(rows)?.filter((row) => row.outcome === outcome);
  const { id, title, runId, worlds, scenarios } = summary;
  const head = { run: { id, title, runId, worlds }, region, years, scenarios, outcome, lost };
  if (region.level !== "nation") {
    const own = <T extends { readonly code: string }>(rows: readonly T[] | undefined) =>
      rows?.filter(({ code }) => code === region.region);
    return present({ ...head, standings: own(summary.countyStandings), odds: own(summary.countyOdds) });
  }
  return present({
    ...head,
    binding: inYears(summary.binding),
    constraints: inYears(summary.constraints),
    differences: ofOutcome(summary.differences),
    equity: inYears(summary.equity)?.filter(({ verdict }) => verdict === "gains" || verdict === "loses"),
    attribution: ofOutcome(summary.attribution),
    ladder: ofOutcome(summary.ladder),
  });
}

/** Drops what is undefined or empty, so that absent parts are absent. */
function present(given: { readonly [K in keyof Explanation]?: Explanation[K] | undefined }): Explanation {
  const kept = Object.entries(given).filter(
    ([key, value]) => key === "lost" || (value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
  return Object.fromEntries(kept) as unknown as Explanation;
}

function outcomeOf(named: string): OutcomeId {
  if (Object.hasOwn(OUTCOMES, named)) return named as OutcomeId;
  const near = nearestName(named, Object.keys(OUTCOMES));
  throw badOption(
    `--outcome "${named}" is no outcome`,
    `one of ${Object.keys(OUTCOMES).join(", ")}`,
    near === undefined ? undefined : `did you mean "${near}"?`,
  );
}

function regionOf(folder: string, summary: ComparisonSummary, { county, province }: ExplainFlags): ExplainedRegion {
  if (county !== undefined) return countyOf(folder, county);
  if (province === undefined) return { level: "nation", region: "China", title: summary.nation.label };
  const tile = PROVINCE_GRID.find(({ code, name }) => [code, name.zh, name.en].includes(province));
  if (tile && summary.provinces.some((row) => row.province === tile.code))
    return { level: "province", region: tile.code, title: tile.name };
  const names = PROVINCE_GRID.flatMap(({ code, name }) => [code, name.zh, name.en]);
  const near = nearestName(province, names);
  throw badOption(
    tile ? `the run simulates no county of ${tile.name.en}` : `--province "${province}" is no province`,
    "a province of the run, such as 51 or 四川",
    near === undefined || tile ? undefined : `did you mean "${near}"?`,
  );
}

function countyOf(folder: string, named: string): ExplainedRegion {
  const rows = csvParse(readTable(folder, "counties.csv"));
  const found = new Map(
    rows.filter(({ code, name }) => code === named || name === named).map((row) => [row["code"]!, row["name"]!]),
  );
  if (found.size === 1) {
    const [[code, name]] = [...found] as [[string, string]];
    return { level: "county", region: code, title: { zh: `${name}（${code}）`, en: `${name} (${code})` } };
  }
  const near = nearestName(named, new Set(rows.flatMap(({ code, name }) => [code!, name!])));
  const codes = [...new Set(found.size > 1 ? [...found.keys()] : rows.map(({ code }) => code!))];
  throw new InputError([
    {
      code: "unknown-county",
      severity: "error",
      problem:
        found.size > 1 ? `${found.size} counties are called "${named}"` : `the run simulates no county "${named}"`,
      expected: `one of its ${codes.length} counties, such as ${codes.slice(0, 4).join(", ")}`,
      ...(near !== undefined && found.size === 0 && { suggestion: `did you mean "${near}"?` }),
    },
  ]);
}

function lostRows(folder: string, { level, region }: ExplainedRegion): readonly LostRow[] {
  return csvParse(readTable(folder, "where-lost.csv"))
    .filter((row) => row["level"] === level && row["region"] === region)
    .map((row) => ({
      scenario: row["scenario"]!,
      year: Number(row["year"]),
      ...(Object.fromEntries(LOST_COLUMNS.map((column) => [column, Number(row[column])])) as Record<
        (typeof LOST_COLUMNS)[number],
        number
      >),
      binds: [1, 2, 3].flatMap((k) => {
        const item = row[`binds_${k}`];
        return item ? [{ item: item as BindingItem, share: Number(row[`binds_${k}_share`]) }] : [];
      }),
    }));
}

const LOST_COLUMNS = [
  "ready",
  "applies",
  "passes",
  "certified",
  "tierCertified",
  "queued",
  "failed",
  "notApplied",
  "notReady",
] as const satisfies readonly (keyof LostRow)[];

function readTable(folder: string, name: string): string {
  const file = join(folder, name);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const problem = "the run has no such table";
  throw new InputError([{ code: "not-a-run", severity: "error", file, problem, expected: "a complete run" }]);
}

function badOption(problem: string, expected: string, suggestion?: string): InputError {
  return new InputError([
    { code: "bad-option", severity: "error", problem, expected, ...(suggestion !== undefined && { suggestion }) },
  ]);
}
