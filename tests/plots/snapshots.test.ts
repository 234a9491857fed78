import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { allFigures } from "../../src/plots/figures.ts";
import { summaryFixture } from "../summary-fixture.ts";

/**
 * The drawing of every figure, held to a file a figure and language. A drawing that differs is put beside its file as
 * `…-changed.svg`, to be looked at; `UPDATE_FIGURES=1 npx vitest run tests/plots/snapshots.test.ts` accepts it.
 */
const FOLDER = fileURLToPath(new URL("__snapshots__/", import.meta.url));
const ACCEPTS = process.env["UPDATE_FIGURES"] !== undefined;

/** A tag a line, so that a changed mark is one changed line. */
const inLines = (svg: string) => `${svg.replace(/(<(?!\/text|\/tspan|\/title|\/desc))/g, "\n$1").trim()}\n`;

function differsFrom(name: string, drawing: string): string | undefined {
  const [kept, changed] = [`${FOLDER}${name}.svg`, `${FOLDER}${name}-changed.svg`];
  if (ACCEPTS) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(kept, drawing);
  }
  rmSync(changed, { force: true });
  const old = existsSync(kept) ? readFileSync(kept, "utf8") : "";
  if (old === drawing) return undefined;
  writeFileSync(changed, drawing);
  const [before, after] = [old.split("\n"), drawing.split("\n")];
  const line = after.findIndex((text, k) => text !== before[k]);
  return `line ${line + 1}: ${before[line] ?? "nothing"} → ${after[line] ?? "nothing"}`;
}

const drawn = await Promise.all(
  (["zh", "en"] as const).map(async (locale) => ({ locale, figures: await allFigures(summaryFixture(), locale) })),
);

describe.each(drawn)("figures in $locale", ({ locale, figures }) => {
  it.each(figures.map((figure) => [figure.id, figure.svg] as const))("%s looks as agreed", (id, svg) => {
    expect(differsFrom(`${id}.${locale}`, inLines(svg))).toBeUndefined();
  });
});

it("keeps no drawing of a figure that is gone", () => {
  const names = drawn.flatMap(({ locale, figures }) => figures.map(({ id }) => `${id}.${locale}.svg`));
  const kept = readdirSync(FOLDER).filter((name) => !name.endsWith("-changed.svg"));
  expect(kept.sort()).toEqual(names.sort());
});
