import type { Bilingual, Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { View } from "../scenarios/view.ts";
import { beeswarm } from "./beeswarm.ts";
import { bindingItems } from "./binding-items.ts";
import { bindingStrip } from "./binding-strip.ts";
import { certifiedFan } from "./certified-fan.ts";
import { costEffect } from "./cost-effect.ts";
import { endRangeBars } from "./end-range-bars.ts";
import type { Figure, FigureFocus, FigureMaker } from "./figure.ts";
import { endYear, headlineYears } from "./findings.ts";
import { losers } from "./losers.ts";
import { outcomeFan } from "./outcome-fan.ts";
import { pairedDifference } from "./paired-difference.ts";
import { provinceDifferenceTiles } from "./province-difference-tiles.ts";
import { provincePanels } from "./province-panels.ts";
import { provinceTiles } from "./province-tiles.ts";
import { slope } from "./slope.ts";
import { spaghetti } from "./spaghetti.ts";
import { tornado } from "./tornado.ts";
import { waterfall } from "./waterfall.ts";

type Key = Exclude<keyof View, "type" | "label">;

/** How a type of view is drawn. */
interface ViewKind {
  /** Keys that choose what is shown. */
  readonly heeds: readonly Key[];
  /** Words that say what the figure shows anyway, by key; other words for these keys are refused. */
  readonly shows: Partial<Readonly<Record<Key, readonly string[]>>>;
  /** What a comparison must have for it. */
  readonly needs?: Exclude<keyof ViewSupply, "years">;
  /** Whether only headline years can be asked for. */
  readonly isHeadline?: boolean;
  make(view: View): FigureMaker;
}

/** Types of views with the figures that serve them. Every figure shows the share certified; only some can show another outcome. */
const VIEWS: Readonly<Record<View["type"], ViewKind>> = {
  fan: {
    heeds: ["outcome", "goal"],
    shows: { facet: ["scenario"] },
    make: (view) => (isShare(view) ? certifiedFan : outcomeFan),
  },
  spaghetti: { heeds: [], shows: { facet: ["scenario"] }, make: () => spaghetti },
  "end-range": { heeds: ["goal"], shows: {}, make: () => endRangeBars },
  "small-multiples": { heeds: [], shows: { facet: ["province"] }, needs: "provinces", make: () => provincePanels },
  slope: { heeds: ["years"], shows: { by: ["province"] }, needs: "provinces", make: () => slope },
  tilegrid: {
    heeds: ["year"],
    shows: { show: ["value", "difference"] },
    needs: "provinces",
    make: ({ show }) => (show === "difference" ? provinceDifferenceTiles : provinceTiles),
  },
  beeswarm: {
    heeds: ["year"],
    shows: { by: ["county"], show: ["value"] },
    isHeadline: true,
    make: () => beeswarm,
  },
  strip: {
    heeds: [],
    shows: { what: ["binding-item"], by: ["county"], sort: ["first-bind-year"] },
    make: () => bindingStrip,
  },
  waterfall: {
    heeds: ["outcome", "year"],
    shows: {},
    needs: "attribution",
    isHeadline: true,
    make: () => waterfall,
  },
  tornado: { heeds: ["outcome", "year"], shows: {}, needs: "tornado", make: () => tornado },
  scatter: { heeds: ["outcome", "year"], shows: {}, needs: "alternative", make: () => costEffect },
  binding: { heeds: [], shows: {}, make: () => bindingItems },
  paired: { heeds: [], shows: {}, needs: "alternative", make: () => pairedDifference },
  losers: { heeds: [], shows: {}, needs: "alternative", make: () => losers },
};

function isShare({ outcome }: View): boolean {
  return outcome === undefined || outcome === "certifiedShare";
}

/** What a comparison has, or will have once run, that views may need. */
export interface ViewSupply {
  readonly alternative: boolean;
  readonly attribution: boolean;
  readonly provinces: boolean;
  readonly tornado: boolean;
  /** Headline years. */
  readonly years: readonly number[];
}

const NEEDS: Readonly<Record<Exclude<keyof ViewSupply, "years">, Bilingual>> = {
  alternative: { zh: "对比中没有基准以外的情景", en: "the comparison has no scenario beside its baseline" },
  attribution: { zh: "对比没有要求 attribution", en: "the comparison asks for no attribution" },
  provinces: { zh: "对比的 by 不含 province", en: "the comparison's by leaves provinces out" },
  tornado: { zh: "这次运行没有逐个变动参数", en: "the run moves no parameters one at a time" },
};

/** Why a view cannot be drawn, or undefined if it can; needs no results, so that a file is refused before its run. */
export function viewProblem(view: View, supply: ViewSupply): Bilingual | undefined {
  const { heeds, shows, needs, isHeadline } = VIEWS[view.type];
  const ignored = (Object.keys(view) as (keyof View)[]).filter((key) => {
    if (key === "type" || key === "label" || heeds.includes(key)) return false;
    return key === "outcome" ? !isShare(view) : !shows[key]?.includes(String(view[key]));
  });
  if (ignored.length > 0) {
    const asked = ignored.map((key) => `${key}: ${[view[key]].flat().join(", ")}`);
    return {
      zh: `视图 ${view.type} 还画不出 ${asked.join("；")}`,
      en: `a view of type ${view.type} cannot show ${asked.join("; ")}`,
    };
  }
  if (needs !== undefined && !supply[needs]) {
    return { zh: `视图 ${view.type}：${NEEDS[needs].zh}`, en: `a view of type ${view.type}: ${NEEDS[needs].en}` };
  }
  if (isHeadline && view.year !== undefined && !supply.years.includes(view.year)) {
    const years = supply.years.join(", ");
    return {
      zh: `视图 ${view.type} 只能画目标年份（${years}），不能画 ${view.year}`,
      en: `a view of type ${view.type} shows headline years only (${years}), not ${view.year}`,
    };
  }
  return undefined;
}

/** What a finished comparison has. */
function supplyOf(summary: ComparisonSummary): ViewSupply {
  return {
    alternative: summary.scenarios.length > 1,
    attribution: (summary.attribution ?? []).length > 0,
    provinces: summary.provinces.length > 0,
    tornado: (summary.tornado ?? []).length > 0,
    years: headlineYears(summary),
  };
}

/** What a view asks beyond what its figure shows anyway. */
function focusOf(view: View, summary: ComparisonSummary): FigureFocus {
  const { year, years, label } = view;
  const isUsual = years?.[0] === summary.lastObservedYear && years[1] === endYear(summary);
  return {
    ...(isShare(view) ? {} : { outcome: view.outcome! }),
    ...(year === undefined ? {} : { year }),
    ...(years === undefined || isUsual ? {} : { years }),
    ...(label === undefined ? {} : { label }),
  };
}

/**
 * Draws views in the order in which they are asked for; of two that come to the same figure the last one stands.
 * @throws RangeError if a view cannot be drawn, see `viewProblem`.
 */
export async function drawViews(summary: ComparisonSummary, locale: Locale, views: readonly View[]): Promise<Figure[]> {
  const figures = new Map<string, Figure>();
  for (const view of views) {
    const problem = viewProblem(view, supplyOf(summary));
    if (problem) throw new RangeError(problem.en);
    const figure = await VIEWS[view.type].make(view)(summary, locale, focusOf(view, summary));
    figures.set(figure.id, figure);
  }
  return [...figures.values()];
}
