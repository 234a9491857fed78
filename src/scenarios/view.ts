import type { Bilingual } from "../core/bilingual.ts";
import type { OutcomeId } from "../model/outcome-catalogue.ts";

/** Keys of a view beside its type and label. */
export type ViewKey = "outcome" | "facet" | "goal" | "years" | "year" | "by" | "show" | "what" | "sort";

/** Types of figure a comparison may ask for, and the keys each understands. */
export const VIEW_KEYS = {
  fan: ["outcome", "facet", "goal"],
  spaghetti: ["outcome", "facet", "goal"],
  "end-range": ["outcome", "goal", "years"],
  "small-multiples": ["outcome", "facet", "years", "sort"],
  slope: ["outcome", "years", "by"],
  tilegrid: ["outcome", "year", "show"],
  beeswarm: ["outcome", "year", "by", "show"],
  strip: ["what", "by", "sort", "years"],
  waterfall: ["outcome", "year"],
  tornado: ["outcome", "year"],
  scatter: ["outcome", "year"],
  binding: ["year", "years"],
  paired: ["outcome", "year", "years"],
  losers: ["year", "years"],
} as const satisfies Record<string, readonly ViewKey[]>;
export type ViewType = keyof typeof VIEW_KEYS;

/** What a panel, a line or a row stands for. */
export const FACETS = ["scenario", "province", "outcome"] as const;
export const VIEW_UNITS = ["nation", "province", "county", "scenario"] as const;
export const VIEW_SHOWS = ["value", "difference"] as const;
/** What a strip colours: the item that stands between a county and the certificate, or the limit its decisions met. */
export const STRIP_SUBJECTS = ["binding-item", "binding-constraint"] as const;
export const SORTS = ["first-bind-year", "province", "value", "name"] as const;

/** A figure a comparison file asks for. Years are school years of the horizon. */
export interface View {
  readonly type: ViewType;
  readonly outcome?: OutcomeId;
  readonly facet?: (typeof FACETS)[number];
  /** Id of a goal of the baseline. */
  readonly goal?: string;
  readonly years?: readonly number[];
  readonly year?: number;
  readonly by?: (typeof VIEW_UNITS)[number];
  readonly show?: (typeof VIEW_SHOWS)[number];
  readonly what?: (typeof STRIP_SUBJECTS)[number];
  readonly sort?: (typeof SORTS)[number];
  /** Title in place of the figure's own. */
  readonly label?: Bilingual;
}
