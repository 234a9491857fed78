import { readFileSync } from "node:fs";
import { InputError } from "../core/issue.ts";
import { PNG_FAMILY } from "../plots/figure-png.ts";
import { findBrowser } from "./find-browser.ts";
import { fontFiles } from "./png-files.ts";

/** Longest a page may take to load or print (ms). */
const PATIENCE = 60_000;

/**
 * A report page as a PDF of A4 pages, with its title above and page numbers below.
 * @throws InputError if no browser is found.
 */
export async function exportPdf(html: string, title: string): Promise<Uint8Array> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    const problem = "no Chromium or Chrome was found to print the PDF with";
    const expected = "an installed Chromium, or its path in JUNHENG_CHROMIUM";
    throw new InputError([{ code: "no-browser", severity: "error", problem, expected }]);
  }
  const { chromium } = await import("playwright-core");
  // Chromium refuses its sandbox to root, who alone gives it up.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args, timeout: PATIENCE });
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(`<style>${fontFaces()}</style>${html}`, { timeout: PATIENCE });
    return await page.pdf({
      format: "A4",
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: `<style>${fontFaces([400])}</style>${line(escaped(title))}`,
      footerTemplate: line('<span class="pageNumber"></span> / <span class="totalPages"></span>'),
      margin: { top: "18mm", bottom: "18mm", left: "14mm", right: "14mm" },
      tagged: true,
      outline: true,
    });
  } finally {
    await browser.close();
  }
}

/** The bundled fonts as style rules, so that Chinese prints on a machine without Chinese fonts. */
function fontFaces(weights: readonly number[] = [400, 700]): string {
  const [regular, bold] = fontFiles();
  return weights
    .map((weight) => {
      const data = readFileSync(weight === 400 ? regular! : bold!).toString("base64");
      return `@font-face { font-family: "${PNG_FAMILY}"; font-weight: ${weight}; src: url(data:font/ttf;base64,${data}); }`;
    })
    .join("\n");
}

const line = (content: string) =>
  `<div style="width: 100%; font-size: 8px; color: #555; text-align: center; font-family: '${PNG_FAMILY}', sans-serif">${content}</div>`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
