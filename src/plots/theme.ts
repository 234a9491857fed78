/** Families tried in order; the first holds Latin and Chinese glyphs of one design. */
export const FONT_FAMILY =
  '"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC","WenQuanYi Micro Hei",sans-serif';

/** Text and line colours; each text colour has a contrast of at least 4.5 on white. */
export const INK = "#1F2937";
export const MUTED = "#4B5563";
export const RULE = "#9CA3AF";
export const GRID = "#E5E7EB";
export const PAPER = "#FFFFFF";
/** Shading behind a tolerance band, and fill of a legend swatch. */
export const SHADE = "#EEF1F5";

export const BASELINE_COLOUR = "#6B7280";
/** Four colours that a colour-blind reader tells apart and that stand out on white; a scenario keeps its own everywhere. */
const SCENARIO_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7"];
/** Colour of every scenario past the fourth; their names tell them apart. */
const FURTHER_COLOUR = "#374151";

/** Colour of each scenario by id: grey for the baseline, then in the order of the comparison. */
export function scenarioColours(
  scenarios: readonly { readonly id: string; readonly isBaseline: boolean }[],
): ReadonlyMap<string, string> {
  const others = scenarios.filter((scenario) => !scenario.isBaseline).map((scenario) => scenario.id);
  return new Map(
    scenarios.map((scenario) => [
      scenario.id,
      scenario.isBaseline ? BASELINE_COLOUR : (SCENARIO_COLOURS[others.indexOf(scenario.id)] ?? FURTHER_COLOUR),
    ]),
  );
}

/** One blue from light to dark; bins take evenly spread members. */
export const SEQUENTIAL = ["#EAF3FA", "#CBE1F2", "#9CC7E5", "#62A5D3", "#2A76AC", "#0A5C93", "#063D66"];
/** Vermillion through grey to blue, symmetric; seven bins. */
export const DIVERGING = ["#B24A00", "#E58A4E", "#F6CDB2", "#E5E7EB", "#B7D5EA", "#5FA3CF", "#005A8E"];

/** Font sizes in px; nothing in a figure is smaller than `note`. */
export const SIZE = { title: 21, subtitle: 13, strong: 14, text: 12, note: 11 } as const;

/** Width of every figure in px. */
export const FIGURE_WIDTH = 960;
/** White margin left and right of every figure in px. */
export const MARGIN = 28;
/** Width in px that the panels of a figure share. */
export const BODY_WIDTH = FIGURE_WIDTH - 2 * MARGIN;
