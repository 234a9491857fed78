import type { Bilingual, Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { beeswarm } from "./beeswarm.ts";
import { bindingStrip } from "./binding-strip.ts";
import { certifiedFan } from "./certified-fan.ts";
import { constraintBars } from "./constraint-bars.ts";
import { costEffect } from "./cost-effect.ts";
import { endRangeBars } from "./end-range-bars.ts";
import type { Figure, FigureFocus, FigureMaker } from "./figure.ts";
import { ladder } from "./ladder.ts";
import { outcomeFan } from "./outcome-fan.ts";
import { pairedDifference } from "./paired-difference.ts";
import { provinceDifferenceTiles } from "./province-difference-tiles.ts";
import { provincePanels } from "./province-panels.ts";
import { provinceTiles } from "./province-tiles.ts";
import { slope } from "./slope.ts";
import { spaghetti } from "./spaghetti.ts";
import { tornado } from "./tornado.ts";
import { waterfall } from "./waterfall.ts";

/** What a kind of view is drawn by, and which wishes it heeds. */
interface ViewKind {
  readonly heeds: readonly (keyof FigureFocus)[];
  readonly make: FigureMaker;
}

/** Kinds of views that a comparison file may ask for. */
export const VIEWS = {
  fan: {
    heeds: ["outcome"],
    make: (summary, locale, focus) =>
      focus?.outcome === undefined ? certifiedFan(summary, locale) : outcomeFan(summary, locale, focus),
  },
  spaghetti: { heeds: [], make: spaghetti },
  "end-range": { heeds: [], make: endRangeBars },
  difference: { heeds: [], make: pairedDifference },
  "small-multiples": { heeds: ["scenario"], make: provincePanels },
  slope: { heeds: ["year", "scenario"], make: slope },
  tilegrid: { heeds: ["year"], make: provinceTiles },
  "tilegrid-difference": { heeds: ["year", "scenario"], make: provinceDifferenceTiles },
  tornado: { heeds: ["outcome", "year", "scenario"], make: tornado },
  waterfall: { heeds: ["outcome", "year", "scenario"], make: waterfall },
  ladder: { heeds: ["outcome", "year", "scenario"], make: ladder },
  strip: { heeds: ["scenario"], make: bindingStrip },
  constraints: { heeds: ["year", "scenario"], make: constraintBars },
  "cost-effect": { heeds: ["outcome", "year"], make: costEffect },
  swarm: { heeds: ["year", "scenario"], make: beeswarm },
} as const satisfies Readonly<Record<string, ViewKind>>;
export type ViewType = keyof typeof VIEWS;

/** A view asked for by a comparison file. */
export interface FigureView extends FigureFocus {
  readonly type: ViewType;
}

/** What a kind of view cannot show of what is asked, or undefined; needs no results, so that a file is refused before its run. */
export function viewProblem({ type, ...asked }: FigureView): Bilingual | undefined {
  const heeds: readonly string[] = VIEWS[type].heeds;
  const ignored = Object.keys(focusOf(asked)).filter((field) => !heeds.includes(field));
  if (ignored.length === 0) return undefined;
  const can = heeds.length > 0 ? heeds.join(", ") : "—";
  return {
    zh: `视图 ${type} 不能另选 ${ignored.join("、")}（可另选：${can}）`,
    en: `a view of type ${type} cannot be given another ${ignored.join(" or ")} (it can: ${can})`,
  };
}

/** What is asked beyond the usual: the share certified is what every figure shows anyway. */
function focusOf({ outcome, year, scenario }: FigureFocus): FigureFocus {
  return {
    ...(outcome === undefined || outcome === "certifiedShare" ? {} : { outcome }),
    ...(year === undefined ? {} : { year }),
    ...(scenario === undefined ? {} : { scenario }),
  };
}

/** A view that was not drawn, and why. */
export interface UndrawnView {
  readonly view: FigureView;
  readonly problem: Bilingual;
}

/**
 * Draws views in the order in which they are asked for, each once. A view that its figure cannot show, or for which the
 * comparison has no data, is not drawn but named with the reason.
 */
export async function drawViews(
  summary: ComparisonSummary,
  locale: Locale,
  views: readonly FigureView[],
): Promise<{ readonly figures: readonly Figure[]; readonly undrawn: readonly UndrawnView[] }> {
  const figures = new Map<string, Figure>();
  const undrawn: UndrawnView[] = [];
  for (const view of views) {
    const drawn = await drawView(summary, locale, view);
    if ("problem" in drawn) undrawn.push(drawn);
    else figures.set(drawn.id, drawn);
  }
  return { figures: [...figures.values()], undrawn };
}

async function drawView(summary: ComparisonSummary, locale: Locale, view: FigureView): Promise<Figure | UndrawnView> {
  const refused = viewProblem(view);
  if (refused) return { view, problem: refused };
  const focus = focusOf(view);
  const nothing = {
    zh: `视图 ${view.type} 没有可画的数据：${Object.values(focus).join("、") || summary.id}`,
    en: `there is nothing to draw for the view ${view.type}: ${Object.values(focus).join(", ") || summary.id}`,
  };
  const isUnknown = focus.scenario !== undefined && !summary.scenarios.some(({ id }) => id === focus.scenario);
  if (isUnknown) return { view, problem: nothing };
  try {
    const make: FigureMaker = VIEWS[view.type].make;
    return await make(summary, locale, focus);
  } catch (error) {
    if (error instanceof RangeError) return { view, problem: nothing };
    throw error;
  }
}
