import type { Bilingual } from "../core/bilingual.ts";
import type { OutcomeId } from "../model/outcome-catalogue.ts";
import type { WordOf } from "./grammar-words.ts";

/** A figure a comparison file asks for. Years are school years of the horizon. */
export interface View {
  readonly type: WordOf<"view">;
  readonly outcome?: OutcomeId;
  readonly facet?: WordOf<"facet">;
  /** Id of a goal of the baseline. */
  readonly goal?: string;
  readonly years?: readonly number[];
  readonly year?: number;
  readonly by?: WordOf<"viewBy">;
  readonly show?: WordOf<"viewShow">;
  /** What a strip colours. */
  readonly what?: WordOf<"stripSubject">;
  readonly sort?: WordOf<"viewSort">;
  /** Title in place of the figure's own. */
  readonly label?: Bilingual;
}
