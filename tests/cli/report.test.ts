import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exportPdf } from "../../src/cli/export-pdf.ts";
import { findBrowser } from "../../src/cli/find-browser.ts";
import { reportFiles } from "../../src/cli/report.ts";
import { allFigures } from "../../src/plots/figures.ts";
import { renderReport } from "../../src/report/report.ts";
import { issuesOf } from "../scenarios/files.ts";
import { summaryFixture } from "../summary-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-report-"));
afterAll(() => rmSync(folder, { recursive: true }));
const summary = summaryFixture();
const run = { folder, summary };
mkdirSync(join(folder, "figures"));
mkdirSync(join(folder, "inputs"));
for (const name of [
  "quantiles.csv",
  "figures/certified-fan.en.csv",
  "figures/certified-fan.zh.csv",
  "inputs/counties.csv",
])
  writeFileSync(join(folder, name), `${name}\n`);

describe("reportFiles", () => {
  it("writes the page that a run writes", async () => {
    const { files } = await reportFiles(run, ["html"], ["zh", "en"]);
    expect([...files.keys()]).toEqual(["report.zh.html", "report.en.html"]);
    expect(files.get("report.zh.html")).toBe(renderReport(summary, await allFigures(summary, "zh"), "zh"));
  });

  it("writes figures and tables in the languages asked for", async () => {
    const { files } = await reportFiles(run, ["svg", "csv"], ["en"]);
    const names = [...files.keys()];
    expect(names).toContain("figures/certified-fan.en.svg");
    expect(names).toContain("figures/certified-fan.en.csv");
    expect(files.get("quantiles.csv")).toBe("quantiles.csv\n");
    expect(names).not.toContain("inputs/counties.csv");
    expect(names.filter((name) => name.includes(".zh.") || name.endsWith(".html"))).toEqual([]);
  });

  it("draws figures in the bundled fonts", { timeout: 120_000 }, async () => {
    // Few figures: each takes half a second.
    const few = summaryFixture({ scenarios: summary.scenarios.slice(0, 1), provinces: [], hindcast: [], worlds: 1 });
    const { files, issues } = await reportFiles({ folder, summary: few }, ["png"], ["zh"]);
    expect(issues).toEqual([]);
    const picture = files.get("figures/certified-fan.zh.png") as Uint8Array;
    expect([...picture.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });
});

describe("findBrowser", () => {
  it("takes JUNHENG_CHROMIUM, then the PATH", async () => {
    const own = join(folder, "chromium");
    writeFileSync(own, "");
    chmodSync(own, 0o755);
    expect(findBrowser({ JUNHENG_CHROMIUM: own })).toBe(own);
    expect(findBrowser({ PATH: folder })).toBe(own);
    expect(await issuesOf(() => findBrowser({ JUNHENG_CHROMIUM: join(folder, "none") }))).toMatchObject([
      { code: "no-browser" },
    ]);
  });
});

const hasBrowser = findBrowser() !== undefined;
const isRequired = process.env["JUNHENG_REQUIRE_CHROMIUM"] === "1";

describe.skipIf(!hasBrowser && !isRequired)("exportPdf (skipped: no browser)", () => {
  it("prints A4 pages under the title", { timeout: 120_000 }, async () => {
    const pdf = Buffer.from(
      await exportPdf("<h1 style='font-family: Noto Sans SC'>一</h1><p style='break-before: page'>two</p>", "题 <目>"),
    ).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect(pdf).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansSC/);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([596, 843]);
  });
});
