import type { Bilingual } from "../core/bilingual.ts";
import { LAST_YEAR, PARAMETERS } from "../model/parameters.ts";
import { SHARE_GROUPS, shareGroupOf, sharesOf, type JointDraw } from "../model/share-groups.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import type { CountyPlace } from "./apply-draws.ts";
import { axesOf, cutsOf, type AxisId } from "./axes.ts";
import type { OutcomeId, TornadoRow } from "./comparison-summary.ts";
import { OAT_POINTS } from "./design.ts";
import { dirichlet } from "./draw-shares.ts";
import { worldPlace, type BoundScenario } from "./ensemble.ts";
import { quantileOf } from "./quantile-of.ts";
import { spreadOf } from "./spread.ts";
import { worldValues } from "./summarise.ts";
import type { WorldNumbers } from "./world-numbers.ts";

/** Outcomes a tornado is drawn of. */
const TORNADO_OUTCOMES = ["certifiedShare", "readyShare"] as const satisfies readonly OutcomeId[];

/** A finished one-at-a-time ensemble. */
export interface OneAtATime {
  /** Ids of the scenarios, in their order in a world. */
  readonly ids: readonly string[];
  readonly bound: readonly BoundScenario[];
  /** The worlds that finished, rising, and what they left. */
  readonly finished: readonly number[];
  readonly numbers: WorldNumbers;
  readonly plan: EnsemblePlan;
  readonly places: readonly CountyPlace[];
}

/** One bar of each parameter, in each scenario that draws it, for every outcome and year; the order is that of the scenario files. */
export function tornadoRows(run: OneAtATime, years: readonly number[]): TornadoRow[] {
  const all = [...new Set(run.bound.flatMap(axesOf))];
  return run.ids.flatMap((scenario, s) => {
    const bars = barsOf(run.bound[s]!, run.places);
    return TORNADO_OUTCOMES.flatMap((outcome) =>
      years.flatMap((year) => {
        const valuesOf = memberValues(run, s, outcome, year);
        const base = meanOf([...valuesOf(0).values()]);
        return bars.flatMap((bar) => {
          const first = 1 + OAT_POINTS.length * all.indexOf(bar.axis);
          const swing = swingOf(valuesOf(first), valuesOf(first + 1));
          if (swing === undefined || base === undefined) return [];
          const { title, unit, lowValue, highValue } = bar;
          return [{ scenario, outcome, year, parameter: bar.axis, title, unit, lowValue, highValue, base, ...swing }];
        });
      }),
    );
  });
}

/** Values of an outcome in the finished worlds of a member, by replication. */
function memberValues({ finished, numbers, plan }: OneAtATime, s: number, outcome: OutcomeId, year: number) {
  const values = worldValues({ numbers }, s, outcome, year);
  return (member: number): ReadonlyMap<number, number> =>
    new Map(
      finished.flatMap((world, k) => {
        const place = worldPlace(world, plan);
        if (place.member !== member) return [];
        return [[place.replication, values[k]!] as const];
      }),
    );
}

/** Mean outcomes at the low and high point, and the error of their difference over the replications both have. */
function swingOf(low: ReadonlyMap<number, number>, high: ReadonlyMap<number, number>) {
  const shared = [...low.keys()].filter((replication) => high.has(replication));
  if (shared.length === 0) return undefined;
  return {
    low: meanOf(shared.map((replication) => low.get(replication)!))!,
    high: meanOf(shared.map((replication) => high.get(replication)!))!,
    standardError: spreadOf(shared.map((replication) => high.get(replication)! - low.get(replication)!)).standardError,
  };
}

const meanOf = (values: readonly number[]) => (values.length > 0 ? spreadOf(values).mean : undefined);

type Bar = Pick<TornadoRow, "title" | "unit" | "lowValue" | "highValue"> & { readonly axis: AxisId };

/** What every axis of a scenario moves, and between which values. */
function barsOf({ table, uncertainties, jointDraws = [] }: BoundScenario, places: readonly CountyPlace[]): Bar[] {
  const [low, high] = OAT_POINTS;
  const own = uncertainties.map(({ parameter, distribution, as }) => ({
    axis: parameter,
    title: PARAMETERS[parameter].title,
    unit: as === "scale" ? "factor" : PARAMETERS[parameter].unit,
    lowValue: quantileOf(distribution, low),
    highValue: quantileOf(distribution, high),
  }));
  const shares = jointDraws.flatMap((draw) => {
    // The provincial share may differ between counties: the bar shows the first county of the group.
    const county = places.findIndex(({ province }) => shareGroupOf(province) === draw.shares);
    return county < 0 ? [] : shareBars(draw, sharesOf(draw.shares, table, county, LAST_YEAR));
  });
  return [...own, ...shares];
}

/** The two cuts of a share group, each moved with the other at its median; the values are those of the shares in the last year. */
function shareBars({ shares, concentration }: JointDraw, resolved: readonly [number, number, number]): Bar[] {
  const [low, high] = OAT_POINTS;
  const at = (first: number, second: number) => dirichlet(resolved[0], resolved[1], concentration, first, second);
  const [central, province] = cutsOf(shares);
  const title = (zh: string, en: string): Bilingual => ({
    zh: `${SHARE_GROUPS[shares].title.zh}：${zh}`,
    en: `${SHARE_GROUPS[shares].title.en}: ${en}`,
  });
  return [
    {
      axis: central,
      title: title("中央", "centre"),
      unit: "share",
      lowValue: at(low, 0.5)[0],
      highValue: at(high, 0.5)[0],
    },
    {
      axis: province,
      title: title("省级", "province"),
      unit: "share",
      lowValue: at(0.5, low)[1],
      highValue: at(0.5, high)[1],
    },
  ];
}
