import type { Locale } from "../core/bilingual.ts";
import type { ScenarioHead } from "../experiment/comparison-summary.ts";
import { addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { SIZE } from "./theme.ts";

/** Where the names of scenarios stand at the left of a figure whose rows they are. */
export interface RowHeads {
  readonly top: number;
  readonly rowHeight: number;
  readonly width: number;
  readonly size?: number;
}

/** Names the rows of a figure: a dot in the scenario's colour and its title, at most two lines. */
export function addRowHeads(
  parent: SVGElement,
  scenarios: readonly ScenarioHead[],
  colours: ReadonlyMap<string, string>,
  locale: Locale,
  heads: RowHeads,
): void {
  const size = heads.size ?? SIZE.text;
  const leading = size * 1.25;
  scenarios.forEach((scenario, k) => {
    const middle = heads.top + (k + 0.5) * heads.rowHeight;
    svgElement(parent.ownerDocument, "circle", { cx: 6, cy: middle, r: 5, fill: colours.get(scenario.id)! }, parent);
    const lines = wrapText(scenario.title[locale], heads.width - 18, size, 2, true);
    const y = middle + size * 0.36 - ((lines.length - 1) * leading) / 2;
    addText(parent, lines, { x: 18, y, size, isBold: true, leading });
  });
}
