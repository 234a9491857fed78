import type { Bilingual } from "../core/bilingual.ts";
import type { Constraint } from "../model/constraints.ts";

/** A letter for photocopies and a fixed fill. */
export interface ConstraintMark {
  readonly letter: Bilingual;
  readonly fill: string;
  readonly isDark: boolean;
}

/** How constraints are drawn everywhere; colours are not those of scenarios. */
export const CONSTRAINT_MARKS: Readonly<Record<Constraint, ConstraintMark>> = {
  "no-eligible-teacher": { letter: { zh: "师", en: "T" }, fill: "#332288", isDark: true },
  "post-quota": { letter: { zh: "编", en: "P" }, fill: "#88CCEE", isDark: false },
  "budget-recurrent": { letter: { zh: "费", en: "R" }, fill: "#DDCC77", isDark: false },
  "budget-capital": { letter: { zh: "建", en: "C" }, fill: "#B8860B", isDark: false },
  seats: { letter: { zh: "位", en: "S" }, fill: "#882255", isDark: true },
  "travel-limit": { letter: { zh: "程", en: "W" }, fill: "#CC6677", isDark: false },
  beds: { letter: { zh: "床", en: "B" }, fill: "#AA4499", isDark: true },
  consent: { letter: { zh: "民", en: "V" }, fill: "#999933", isDark: false },
  "policy-cap": { letter: { zh: "限", en: "L" }, fill: "#44AA99", isDark: false },
  "entry-rule": { letter: { zh: "规", en: "E" }, fill: "#6699CC", isDark: false },
  "on-paper": { letter: { zh: "纸", en: "N" }, fill: "#F3E9C6", isDark: false },
};

/** What was got. */
export const GOT_MARK: ConstraintMark = { letter: { zh: "得", en: "G" }, fill: "#D1D5DB", isDark: false };
