import type { Bilingual, Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type OutcomeId } from "../experiment/comparison-summary.ts";
import { FIGURE_NAMES, modelStatus, say, statusBadge } from "./labels.ts";
import { plotCanvas, type Canvas } from "./plot-document.ts";
import { addGroup, addText, roundCoordinates, svgElement } from "./svg-parts.ts";
import { textWidth, wrapEvenly, wrapText } from "./text-width.ts";
import { BODY_WIDTH, FIGURE_WIDTH, FONT_FAMILY, INK, MARGIN, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

/** One line of the table behind a figure; keys are the same in both languages. */
export type Row = Readonly<Record<string, string | number | boolean>>;

/** A drawn figure with its words and the numbers it shows. */
export interface Figure {
  /** Stable name, also that of its files. */
  readonly id: string;
  /** Short name for headings and lists of contents. */
  readonly name: string;
  /** The finding, in a sentence. */
  readonly title: string;
  /** Measure, unit, ensemble size, data status, meaning of intervals. */
  readonly subtitle: string;
  /** Footer: source, run, seed, model status. */
  readonly caption: string;
  /** What a reader who cannot see the figure should know. */
  readonly alt: string;
  /** A complete SVG document without outside references. */
  readonly svg: string;
  readonly rows: readonly Row[];
}

/** What a figure is asked to show in place of its usual choice; a figure heeds the fields that its own text names. */
export interface FigureFocus {
  readonly outcome?: OutcomeId;
  readonly year?: number;
  /** First and last of a pair of years. */
  readonly years?: readonly number[];
  readonly scenario?: string;
  /** Title in place of the figure's own; every figure heeds it. */
  readonly label?: Bilingual;
}

/** What a figure supplies; the frame draws title, subtitle, badge and footer around it. */
export interface FigureDraft {
  /** Key of `FIGURE_NAMES`; the figure's own id where nothing is asked for. */
  readonly id: string;
  readonly focus?: FigureFocus | undefined;
  readonly title: string;
  readonly subtitle: string;
  /** A sentence of this figure's own, put before the common footer. */
  readonly note?: string;
  readonly alt: string;
  readonly rows: readonly Row[];
  /** Height of the panels in px. */
  readonly bodyHeight: number;
  /** Draws the panels into a group `BODY_WIDTH` wide; ids of elements begin with the figure's id. */
  draw(body: SVGElement, canvas: Canvas, id: string): void;
}

/** A figure function: the same summary, language and focus give the same bytes. */
export type FigureMaker = (summary: ComparisonSummary, locale: Locale, focus?: FigureFocus) => Promise<Figure>;

const TITLE_LEADING = 29;
const SUBTITLE_LEADING = 19;
const CAPTION_LEADING = 16;

/** Draws a figure in the common frame and returns it with its words and rows. */
export async function drawFigure(summary: ComparisonSummary, locale: Locale, own: FigureDraft): Promise<Figure> {
  const draft = own.focus?.label ? { ...own, title: own.focus.label[locale] } : own;
  const canvas = await plotCanvas();
  const badge = statusBadge(summary, locale);
  const badgeWidth = textWidth(badge, SIZE.text, true) + 20;
  const title = wrapEvenly(draft.title, BODY_WIDTH - badgeWidth - 20, SIZE.title, 3, true);
  const subtitle = wrapText(draft.subtitle, BODY_WIDTH, SIZE.subtitle);
  const caption = captionText(summary, locale, draft.note);
  const footer = wrapText(caption, BODY_WIDTH, SIZE.note);

  const bodyTop = 44 + (title.length - 1) * TITLE_LEADING + subtitle.length * SUBTITLE_LEADING + 24;
  const footerTop = bodyTop + draft.bodyHeight + 14;
  const height = Math.ceil(footerTop + 6 + footer.length * CAPTION_LEADING + 12);

  const id = figureId(draft);
  const svg = openFrame(canvas.document, { ...draft, id }, height, locale);
  addText(svg, title, { x: MARGIN, y: 40, size: SIZE.title, isBold: true, leading: TITLE_LEADING });
  const subtitleTop = 40 + (title.length - 1) * TITLE_LEADING + 26;
  addText(svg, subtitle, { x: MARGIN, y: subtitleTop, size: SIZE.subtitle, fill: MUTED, leading: SUBTITLE_LEADING });
  addBadge(svg, badge, badgeWidth);
  draft.draw(addGroup(svg, MARGIN, bodyTop), canvas, id);
  svgElement(canvas.document, "line", rule(footerTop), svg);
  addText(svg, footer, { x: MARGIN, y: footerTop + 19, size: SIZE.note, fill: MUTED, leading: CAPTION_LEADING });
  roundCoordinates(svg);
  const { alt, rows } = draft;
  const name = figureName(draft, summary, locale);
  return { id, name, title: draft.title, subtitle: draft.subtitle, caption, alt, svg: canvas.serialize(svg), rows };
}

/** The id with what was asked for, such as `slope-2035`. */
function figureId({ id, focus }: FigureDraft): string {
  const outcome = focus?.outcome?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [id, outcome, focus?.year, ...(focus?.years ?? []), focus?.scenario]
    .filter((part) => part !== undefined)
    .join("-");
}

/** The short name with what was asked for in brackets. */
function figureName({ id, focus }: FigureDraft, { scenarios }: ComparisonSummary, locale: Locale): string {
  const scenario = scenarios.find((one) => one.id === focus?.scenario);
  const parts = [
    focus?.outcome && OUTCOMES[focus.outcome].title[locale],
    focus?.year,
    focus?.years?.join("–"),
    scenario?.title[locale],
  ];
  const asked = parts.filter((part) => part !== undefined).join(say(locale, "，", ", "));
  const name = FIGURE_NAMES[id]?.[locale] ?? id;
  return asked ? say(locale, `${name}（${asked}）`, `${name} (${asked})`) : name;
}

/** The root element with its accessible name and a white ground. */
function openFrame(document: Document, draft: FigureDraft, height: number, locale: Locale): SVGElement {
  const svg = svgElement(document, "svg", {
    viewBox: `0 0 ${FIGURE_WIDTH} ${height}`,
    width: FIGURE_WIDTH,
    height,
    role: "img",
    lang: locale === "zh" ? "zh-CN" : "en",
    "aria-labelledby": `${draft.id}-title ${draft.id}-desc`,
    "font-family": FONT_FAMILY,
    fill: INK,
  });
  svgElement(document, "title", { id: `${draft.id}-title` }, svg).textContent = draft.title;
  svgElement(document, "desc", { id: `${draft.id}-desc` }, svg).textContent = draft.alt;
  svgElement(document, "rect", { width: FIGURE_WIDTH, height, fill: PAPER }, svg);
  return svg;
}

/** The data status in a box at the top right corner. */
function addBadge(svg: SVGElement, badge: string, width: number): void {
  const x = FIGURE_WIDTH - MARGIN - width;
  const box = { x, y: 20, width, height: 26, rx: 4, fill: PAPER, stroke: INK, "stroke-width": 1.5 };
  svgElement(svg.ownerDocument, "rect", box, svg);
  addText(svg, badge, { x: x + width / 2, y: 37.5, size: SIZE.text, isBold: true, anchor: "middle" });
}

function rule(y: number): Record<string, string | number> {
  return { x1: MARGIN, x2: FIGURE_WIDTH - MARGIN, y1: y, y2: y, stroke: RULE, "stroke-width": 1 };
}

/** Source, run, seed and model status, after the figure's own note. */
function captionText(summary: ComparisonSummary, locale: Locale, note: string | undefined): string {
  const { nation, runId, seed, engineVersion } = summary;
  const status = modelStatus(summary, locale);
  const common = say(
    locale,
    `来源：junheng 情景模拟（${nation.label.zh}），是情景推演，不是预测。运行 ${runId} · 种子 ${seed} · 引擎 ${engineVersion} · 模型状态：${status}。`,
    `Source: junheng scenario simulation (${nation.label.en}); a scenario, not a forecast. Run ${runId} · seed ${seed} · engine ${engineVersion} · model status: ${status}.`,
  );
  return note === undefined ? common : `${note}${locale === "zh" ? "" : " "}${common}`;
}
