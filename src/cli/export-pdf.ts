import { InputError } from "../core/issue.ts";
import { findBrowser } from "./find-browser.ts";

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
    await page.setContent(html, { timeout: PATIENCE });
    return await page.pdf({
      format: "A4",
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: line(escaped(title)),
      footerTemplate: line('<span class="pageNumber"></span> / <span class="totalPages"></span>'),
      margin: { top: "18mm", bottom: "18mm", left: "14mm", right: "14mm" },
      tagged: true,
      outline: true,
    });
  } finally {
    await browser.close();
  }
}

const line = (content: string) =>
  `<div style="width: 100%; font-size: 8px; color: #555; text-align: center; font-family: sans-serif">${content}</div>`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
