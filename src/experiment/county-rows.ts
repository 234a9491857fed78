import { STANDINGS } from "../model/outcomes.ts";
import { ITEMS } from "../model/readiness.ts";
import { QUEUE_STAGES, type QueueStage } from "../model/state.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import type { CountyOddsRow, CountyStandingRow } from "./comparison-summary.ts";
import type { CountyTally } from "./county-tallies.ts";
import type { Results } from "./summarise.ts";

/** Most counties whose standings year by year are kept in a summary. */
export const COUNTY_STANDINGS = 120;

/** Stages of counties whose report falls short of the common standard; every other stage but `certified` waits in the queue. */
const SHORT: ReadonlySet<QueueStage> = new Set<QueueStage>(["not-ready", "certified-tier", "withdrawn"]);
const IS_SHORT = QUEUE_STAGES.map((stage) => SHORT.has(stage));
const CERTIFIED = QUEUE_STAGES.indexOf("certified");

/** Share of worlds in which each simulated county holds the certificate at the end of the given years, in every scenario. */
export function countyOddsRows(
  { numbers, tallies, scenarioIds, counties }: Results,
  years: readonly number[],
): CountyOddsRow[] {
  return scenarioIds.flatMap((scenario, s) =>
    years.flatMap((year) =>
      counties.map(({ code, name, province, weight }, c) => {
        const at = (year - YEARS[0]!) * counties.length + c;
        const certified = tallies[s]!.standings[at * STANDINGS.length]!;
        return { scenario, code, name, province, weight, year, odds: certified / numbers.worlds };
      }),
    ),
  );
}

/**
 * Commonest standing over worlds of each county in every year, for the baseline and the last scenario; of standings equally
 * common the first in the order of `BINDING_ITEMS`. Of more than `COUNTY_STANDINGS` counties an even sample by province is kept.
 */
export function countyStandingRows({ numbers, tallies, scenarioIds, counties }: Results): CountyStandingRow[] {
  const shown = [...new Set([0, scenarioIds.length - 1])];
  const kept = evenSample(
    counties
      .map(({ code, province }, c) => ({ code, province, c }))
      .sort((a, b) => order(a.province, b.province) || order(a.code, b.code)),
    COUNTY_STANDINGS,
  );
  return shown.flatMap((s) =>
    kept.flatMap(({ code, province, c }) =>
      YEARS.map((year, y) => ({
        scenario: scenarioIds[s]!,
        code,
        province,
        year,
        ...commonest(tallies[s]!, y * counties.length + c, numbers.worlds),
      })),
    ),
  );
}

/** At most `most` members of a list, evenly spaced, in the order of the list. */
export function evenSample<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, k) => list[Math.floor(((k + 0.5) * list.length) / most)]!);
}

function commonest({ standings }: CountyTally, at: number, worlds: number): Pick<CountyStandingRow, "item" | "share"> {
  const counts = standings.subarray(at * STANDINGS.length, (at + 1) * STANDINGS.length);
  const most = counts.indexOf(Math.max(...counts));
  return { item: STANDINGS[most]!, share: counts[most]! / worlds };
}

/** Position in `STANDINGS` of a county in a year of a trace: certified, in the queue, or the item that binds. */
export function standingAt({ stages, bindingItems }: Trace, at: number): number {
  const stage = stages[at]!;
  if (stage === CERTIFIED) return 0;
  return IS_SHORT[stage] ? STANDINGS.length - ITEMS.length + bindingItems[at]! : 1;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
