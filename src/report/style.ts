import { FONT_FAMILY, GRID, INK, MUTED, RULE, SHADE } from "../plots/theme.ts";

/** The whole style sheet of the report, for screen and for A4 paper. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: ${INK}; font: 16px/1.65 ${FONT_FAMILY}; }
main { max-width: 1040px; margin: 0 auto; padding: 28px 24px 72px; }
h1 { font-size: 30px; line-height: 1.3; margin: 4px 0 6px; }
h2 { font-size: 22px; line-height: 1.35; margin: 52px 0 12px; padding-top: 10px; border-top: 2px solid ${INK}; }
h3 { font-size: 16px; margin: 28px 0 8px; color: ${MUTED}; }
p { margin: 8px 0; max-width: 50em; }
.kicker, .meta, .small { color: ${MUTED}; font-size: 14px; }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 0; margin: 20px 0;
  border: 1.5px solid ${INK}; border-radius: 6px; overflow: hidden; }
.strip div { padding: 10px 14px; border-left: 1px solid ${GRID}; }
.strip dt { font-size: 13px; color: ${MUTED}; }
.strip dd { margin: 0; font-weight: 700; }
dl.strip { padding: 0; }
ol.findings { font-size: 18px; font-weight: 700; padding-left: 1.4em; margin: 12px 0 20px; }
ol.findings li { margin: 6px 0; }
dl.answers { margin: 8px 0; }
dl.answers dt { font-weight: 700; margin-top: 14px; }
dl.answers dt a { font-weight: 400; font-size: 14px; margin-left: 6px; }
dl.answers dd { margin: 4px 0 0; }
dl.answers ul { padding-left: 1.2em; margin: 4px 0; }
nav ol { columns: 2; column-gap: 40px; padding-left: 1.4em; margin: 0; }
nav li { break-inside: avoid; margin: 2px 0; }
a { color: #005A8E; }
a:focus-visible, summary:focus-visible { outline: 3px solid #0072B2; outline-offset: 2px; }
.box { background: ${SHADE}; border-radius: 6px; padding: 6px 20px 10px; }
.box ul { padding-left: 1.2em; margin: 6px 0; }
figure { margin: 12px 0 4px; border: 1px solid ${GRID}; border-radius: 6px; overflow: hidden; }
figure svg { display: block; width: 100%; height: auto; }
details { margin: 4px 0 26px; font-size: 14px; }
summary { cursor: pointer; color: #005A8E; }
.scroll { overflow-x: auto; }
.long { max-height: 420px; overflow: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5; margin: 8px 0 16px;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; font-size: 15px; padding: 6px 0; }
th, td { text-align: left; vertical-align: top; padding: 6px 18px 6px 0; border-bottom: 1px solid ${GRID}; }
thead th { border-bottom: 1.5px solid ${RULE}; color: ${MUTED}; font-weight: 700; }
tbody th { font-weight: 700; min-width: 11em; }
td.number, th.number { text-align: right; white-space: nowrap; }
thead th.number { white-space: normal; }
code, .url { font-family: ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: 13px; font-weight: 400;
  overflow-wrap: anywhere; }
.checks tbody th { min-width: 7em; }
.checks td:last-child { width: 34%; }
.changes table { table-layout: fixed; }
.changes tbody th { min-width: 0; }
.changes th:nth-child(1) { width: 25%; }
.changes th:nth-child(2) { width: 22%; }
.changes th:nth-child(3) { width: 9%; }
.changes th:nth-child(4) { width: 12%; }
.changes th:nth-child(5) { width: 16%; }
.note { color: ${MUTED}; font-size: 13px; }
.flag { font-weight: 700; border: 1px solid ${INK}; border-radius: 3px; padding: 0 4px; font-size: 12px; white-space: nowrap; }
@media (max-width: 700px) { nav ol { columns: 1; } main { padding: 16px 14px 48px; } h1 { font-size: 24px; } }
@page { size: A4; margin: 14mm 13mm 16mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .strip { grid-template-columns: repeat(4, 1fr); }
  h2 { margin-top: 26px; break-after: avoid; }
  h3 { break-after: avoid; }
  h1 { font-size: 20pt; }
  figure, tr, .strip, .box, ol.findings, #findings table { break-inside: avoid; }
  figure { break-before: auto; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  .scroll, .long { overflow: visible; max-height: none; }
  details:not([open]) { display: none; }
  a { color: inherit; text-decoration: none; }
}
`;
