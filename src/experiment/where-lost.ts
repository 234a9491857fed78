import { ITEMS, type Item } from "../model/readiness.ts";
import { QUEUE_STAGES, type QueueStage } from "../model/state.ts";
import { YEARS, type Trace } from "../model/trace.ts";

/** How far a county has come at the end of a school year; the shares sum to 1. `tierCertified` holds a certificate under differentiated thresholds only. */
export const RUNGS = ["notReady", "notApplied", "failed", "queued", "tierCertified", "certified"] as const;
export type Rung = (typeof RUNGS)[number];

const RUNG_OF = {
  "not-ready": "notReady",
  "not-planned": "notApplied",
  suspended: "notApplied",
  "did-not-apply": "notApplied",
  "failed-city": "failed",
  "failed-province": "failed",
  "failed-monitoring": "failed",
  "failed-survey": "failed",
  "failed-audit": "failed",
  "failed-review": "failed",
  withdrawn: "failed",
  "not-nominated": "queued",
  waiting: "queued",
  "certified-tier": "tierCertified",
  certified: "certified",
} as const satisfies Record<QueueStage, Rung>;
/** Position in `RUNGS` of every stage of the procedure. */
export const RUNG_BY_STAGE = QUEUE_STAGES.map((stage) => RUNGS.indexOf(RUNG_OF[stage]));
const APPLIED = RUNGS.indexOf("failed");

/**
 * Where the odds of a region are lost by a year, over its counties (by weight) and all worlds. `ready`, `applies` and `passes`
 * multiply to the share certified: ready on its own report in some year so far, applied where ready, holds the certificate where applied.
 */
export interface WhereLostRow extends Readonly<Record<Rung, number>> {
  readonly scenario: string;
  /** "China", a two-digit province code, or a county's code. */
  readonly region: string;
  readonly level: "nation" | "province" | "county";
  readonly year: number;
  readonly ready: number;
  readonly applies: number;
  readonly passes: number;
  /** The items that bind most often where the county is not ready, with the share of all county-worlds. */
  readonly binds: readonly { readonly item: Item; readonly share: number }[];
}

/** A set of counties that is reported together. */
export interface Region {
  readonly region: string;
  readonly level: WhereLostRow["level"];
  /** Positions of its counties in the traces. */
  readonly counties: readonly number[];
}

/** The nation, its provinces and its counties as regions, in this order. */
export function regionsOf(counties: readonly { readonly code: string; readonly province: string }[]): Region[] {
  const all = counties.map((_, c) => c);
  const provinces = [...new Set(counties.map(({ province }) => province))].sort();
  return [
    { region: "China", level: "nation", counties: all },
    ...provinces.map((code): Region => ({
      region: code,
      level: "province",
      counties: all.filter((c) => counties[c]!.province === code),
    })),
    ...counties.map(({ code }, c): Region => ({ region: code, level: "county", counties: [c] })),
  ];
}

/** Numbers counted of a region in a year: its weight, its weight by rung, by highest rung so far, and by binding item where not ready. */
export const LOST_WIDTH = 1 + 2 * RUNGS.length + ITEMS.length;
const NOW = 1;
const EVER = NOW + RUNGS.length;
const BINDING = EVER + RUNGS.length;

/** Adds one world to what is counted of every region and year: index `(region × years + year) × LOST_WIDTH + …`. */
export function tallyLost(
  trace: Trace,
  weights: readonly number[],
  regions: readonly Region[],
  years: readonly number[],
  out: Float64Array,
): void {
  const furthest = furthestRungs(trace, weights.length);
  regions.forEach(({ counties }, r) =>
    years.forEach((year, y) => {
      const first = (r * years.length + y) * LOST_WIDTH;
      for (const c of counties) {
        const at = (year - YEARS[0]!) * weights.length + c;
        const rung = RUNG_BY_STAGE[trace.stages[at]!]!;
        out[first]! += weights[c]!;
        out[first + NOW + rung]! += weights[c]!;
        out[first + EVER + furthest[at]!]! += weights[c]!;
        if (rung === 0) out[first + BINDING + trace.bindingItems[at]!]! += weights[c]!;
      }
    }),
  );
}

/** One row per region and year of one scenario, from what `tallyLost` counted of the same regions and years. */
export function whereLostRows(
  scenario: string,
  tally: Float64Array,
  regions: readonly Region[],
  years: readonly number[],
): WhereLostRow[] {
  return regions.flatMap(({ region, level }, r) =>
    years.map((year, y) => {
      const first = (r * years.length + y) * LOST_WIDTH;
      return { scenario, region, level, year, ...rowOf(tally.subarray(first, first + LOST_WIDTH)) };
    }),
  );
}

/** The highest rung each county has stood on by each year: index `year × counties + county`. */
function furthestRungs({ stages }: Trace, counties: number): Uint8Array {
  const out = new Uint8Array(stages.length);
  for (let i = 0; i < stages.length; i++) {
    out[i] = Math.max(RUNG_BY_STAGE[stages[i]!]!, i >= counties ? out[i - counties]! : 0);
  }
  return out;
}

function rowOf(tally: Float64Array): Omit<WhereLostRow, "scenario" | "region" | "level" | "year"> {
  const all = tally[0]!;
  const now = tally.subarray(NOW, EVER);
  const ever = tally.subarray(EVER, BINDING);
  const binding = tally.subarray(BINDING);
  const ready = all - ever[0]!;
  let applied = 0;
  for (let rung = APPLIED; rung < RUNGS.length; rung++) applied += ever[rung]!;
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const share = (rung: Rung) => ratio(now[RUNGS.indexOf(rung)]!, all);
  return {
    notReady: share("notReady"),
    notApplied: share("notApplied"),
    failed: share("failed"),
    queued: share("queued"),
    tierCertified: share("tierCertified"),
    certified: share("certified"),
    ready: ratio(ready, all),
    applies: ratio(applied, ready),
    passes: ratio(now[RUNGS.indexOf("certified")]!, applied),
    binds: ITEMS.map((item, k) => ({ item, share: ratio(binding[k]!, all) }))
      .filter((entry) => entry.share > 0)
      .sort((a, b) => b.share - a.share)
      .slice(0, 3),
  };
}
