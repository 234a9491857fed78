import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Figure } from "../plots/figure.ts";
import { say } from "../plots/labels.ts";
import {
  assumptionsSection,
  hindcastSection,
  limitsSection,
  scenariosSection,
  sourcesSection,
  warningsSection,
} from "./evidence-sections.ts";
import { figureBlock } from "./figure-block.ts";
import { findingsSection, masthead, readingSection } from "./findings-section.ts";
import { markup, section, trusted, type Html } from "./html.ts";
import { answersBlock } from "./answers.ts";
import { whySection } from "./why-section.ts";
import { lostSection } from "./lost-section.ts";
import { moneySection } from "./money-section.ts";
import { losersSection } from "./losers-section.ts";
import { STYLE } from "./style.ts";
import { SECTIONS, type SectionId } from "./words.ts";

/** Figures that stand in a section of their own; the others share one. */
const PLACED: Readonly<Record<string, SectionId>> = {
  losers: "losers",
  "constraint-bars": "why",
  waterfall: "why",
  ladder: "why",
  "cost-effect": "money",
  "life-lines": "losers",
  "hindcast-check": "hindcast",
};

/**
 * The report of a comparison as one HTML page in one language: style and figures inside, nothing fetched.
 * `figures` are those of `allFigures` for the same summary and language; numbers are formatted here, never computed.
 */
export function renderReport(summary: ComparisonSummary, figures: readonly Figure[], locale: Locale): string {
  const blocks = figures.map((figure, k) => ({
    place: PLACED[figure.id] ?? "figures",
    html: figureBlock(figure, k + 1, summary, locale),
  }));
  const placed = (id: SectionId) => blocks.filter((block) => block.place === id).map((block) => block.html);
  const content = markup`<main>
${masthead(summary, locale)}
${contents(figures, locale)}
${findingsSection(summary, figures, locale)}
${section("answers", SECTIONS.answers[locale], [answersBlock(summary, locale)])}
${readingSection(locale)}
${section("figures", SECTIONS.figures[locale], placed("figures"))}
${lostSection(summary, locale)}
${whySection(summary, placed("why"), locale)}
${moneySection(summary, placed("money"), locale)}
${losersSection(summary, placed("losers"), locale)}
${scenariosSection(summary, locale)}
${hindcastSection(summary, placed("hindcast"), locale)}
${sourcesSection(summary, locale)}
${assumptionsSection(summary, locale)}
${warningsSection(summary, locale)}
${limitsSection(locale)}
</main>`;
  return page(summary.title[locale], content, locale);
}

function page(title: string, content: Html, locale: Locale): string {
  return markup`<!doctype html>
<html lang="${locale === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
${content}
</body>
</html>
`.html;
}

/** Links to the sections, with the figures under theirs. */
function contents(figures: readonly Figure[], locale: Locale): Html {
  const entries = (Object.keys(SECTIONS) as SectionId[]).map((id) => {
    const inside = figures.filter((figure) => (PLACED[figure.id] ?? "figures") === id);
    const names = inside.map((figure) => markup`<li><a href="#figure-${figure.id}">${figure.name}</a></li>`);
    const list = id === "figures" && names.length > 0 ? markup`<ul>${names}</ul>` : markup``;
    return markup`<li><a href="#${id}">${SECTIONS[id][locale]}</a>${list}</li>`;
  });
  return markup`<nav aria-label="${say(locale, "目录", "Contents")}"><h3>${say(locale, "目录", "Contents")}</h3><ol>${entries}</ol></nav>`;
}
