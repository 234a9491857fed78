import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../src/core/bilingual.ts";
import type { ComparisonSummary } from "../../src/experiment/comparison-summary.ts";
import { allFigures } from "../../src/plots/figures.ts";
import { PRINTED_ROWS } from "../../src/report/figure-block.ts";
import { renderReport } from "../../src/report/report.ts";
import { LIMITS, READING, SECTIONS } from "../../src/report/words.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { edgeSummaries } from "../plots/edge-summaries.ts";

const LOCALES: readonly Locale[] = ["zh", "en"];
const report = async (summary: ComparisonSummary, locale: Locale) =>
  renderReport(summary, await allFigures(summary, locale), locale);
const fixtureHtml = { zh: await report(summaryFixture(), "zh"), en: await report(summaryFixture(), "en") };
const page = (html: string) => new JSDOM(html).window.document;
const fixturePage = { zh: page(fixtureHtml.zh), en: page(fixtureHtml.en) };
const rowTexts = (table: Element) =>
  [...table.querySelectorAll("tr")].map((row) => row.textContent!.replace(/\s+/g, " ").trim());

describe.each(LOCALES)("report in %s", (locale) => {
  it("holds every section once, who loses before the methods", async () => {
    const document = fixturePage[locale];
    const ids = [...document.querySelectorAll("section")].map((section) => section.id);
    expect(ids).toEqual(Object.keys(SECTIONS));
    expect(ids.indexOf("losers")).toBeLessThan(ids.indexOf("scenarios"));
    const headings = [...document.querySelectorAll("h2")].map((heading) => heading.textContent);
    expect(headings).toEqual(Object.values(SECTIONS).map((title) => title[locale]));
  });

  it("links only to places it has", async () => {
    const document = fixturePage[locale];
    const targets = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")!);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    expect(targets.length).toBeGreaterThan(10);
    expect(ids.length).toBe(new Set(ids).size);
    expect(targets.filter((target) => ids.filter((id) => id === target.slice(1)).length !== 1)).toEqual([]);
  });

  it("fetches nothing: no script, style sheet, image or address outside text", async () => {
    const html = fixtureHtml[locale];
    const document = fixturePage[locale];
    expect(document.querySelectorAll("script, link, img, iframe, object, [src], [onload]").length).toBe(0);
    const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].filter(
        (attribute) => /https?:/.test(attribute.value) && !attribute.name.startsWith("xmlns"),
      ),
    );
    expect(attributes.map((attribute) => attribute.value)).toEqual([]);
    expect(html).not.toMatch(/@import|url\(\s*["']?https?:/);
    expect(document.body.textContent).toContain("https://example.org/yearbook");
  });

  it("gives each figure its text and a table of its rows, cut where they are very many", async () => {
    const figures = await allFigures(summaryFixture(), locale);
    const document = fixturePage[locale];
    const details = [...document.querySelectorAll("figure + details")];
    expect(details.length).toBe(figures.length);
    figures.forEach((figure, k) => {
      expect(details[k]!.textContent).toContain(figure.alt);
      expect(details[k]!.querySelectorAll("tbody tr").length).toBe(Math.min(PRINTED_ROWS, figure.rows.length));
      const isCut = details[k]!.querySelector(".note")!.textContent.includes(` ${PRINTED_ROWS} `);
      expect(isCut).toBe(figure.rows.length > PRINTED_ROWS);
    });
  });

  it("shows the headline in words and numbers", async () => {
    const summary = summaryFixture();
    const document = fixturePage[locale];
    const tables = [...document.querySelectorAll("#findings table")];
    expect(tables.map((table) => table.querySelectorAll("tbody tr").length)).toEqual([5, 5]);
    const last = rowTexts(tables[1]!).at(-1)!;
    const difference = summary.differences.find(
      (row) => row.scenario === "all-three" && row.outcome === "certifiedShare" && row.year === 2035,
    )!;
    expect(last).toContain(`+${(difference.mean * 100).toFixed(1)}`);
    expect(last).toContain("(0/40)");
    expect(document.querySelectorAll("#findings ol li").length).toBe(5);
    expect(document.querySelectorAll("#findings .flag").length).toBe(2);
  });

  it("is honest: data status, worlds, unsourced assumptions, worst error, limits", async () => {
    const document = fixturePage[locale];
    const strip = document.querySelector(".strip")!.textContent!;
    expect(strip).toMatch(locale === "zh" ? /合成数据/ : /Synthetic data/);
    expect(strip).toMatch(/40/);
    expect(strip).toMatch(/12%/);
    expect(document.querySelectorAll("#assumptions tbody tr").length).toBe(12);
    expect(document.querySelectorAll("#limits li").length).toBe(LIMITS[locale].length);
    expect(document.querySelectorAll("#hindcast > .checks tbody tr").length).toBe(28);
    expect(document.querySelector("#scenarios")!.textContent).toContain("catalogue/packages/rotation.yaml:9");
  });

  it("escapes what scenario authors write", async () => {
    const title = { zh: "<script>alert(1)</script>&甲", en: "<img src=x onerror=alert(1)> & co" };
    const full = summaryFixture();
    const scenarios = full.scenarios.map((scenario) => (scenario.isBaseline ? scenario : { ...scenario, title }));
    const warnings = [{ code: "<b>", text: title }];
    const html = await report({ ...full, title, scenarios, warnings }, locale);
    const document = page(html);
    expect(document.querySelectorAll("script, img").length).toBe(0);
    expect(document.querySelector("h1")!.textContent).toBe(title[locale]);
    expect(document.querySelector("#warnings")!.textContent).toContain(title[locale]);
  });

  it("gives the same bytes for the same summary", async () => {
    expect(await report(summaryFixture(), locale)).toBe(fixtureHtml[locale]);
  });
});

describe("report of an unusual summary", () => {
  it.each(edgeSummaries().map((edge, k) => ({ ...edge, locale: LOCALES[(k + 1) % 2]! })))(
    "stands $name ($locale)",
    async ({ summary, locale }) => {
      const html = await report(summary, locale);
      expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(html.match(/<section /g)!.length).toBe(Object.keys(SECTIONS).length);
    },
  );
});

describe("both languages", () => {
  it("say the same number of things", async () => {
    expect(READING.zh.length).toBe(READING.en.length);
    expect(LIMITS.zh.length).toBe(LIMITS.en.length);
    const shape = (document: Document) =>
      [...document.querySelectorAll("section *")]
        .map((element) => element.tagName)
        .filter((tag) => /^(h[23]|table|tr|li|details|p)$/i.test(tag));
    expect(shape(fixturePage.zh)).toEqual(shape(fixturePage.en));
  });

  it("leave no Chinese in the English page beside names given only in Chinese", async () => {
    const document = fixturePage.en;
    expect(document.body.textContent).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
