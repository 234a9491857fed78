import { describe, expect, it } from "vitest";
import { idsOf } from "../scenarios/catalogue-files.ts";
import { resolvedCatalogue, withTables } from "./catalogue-tables.ts";
import { leverRows } from "./lever-rows.ts";
import { readPage } from "./pages.ts";

const PAGE = "docs/CATALOGUE.md";
const section = (title: string) =>
  readPage(PAGE)
    .split(/^## /m)
    .find((text) => text.startsWith(title))!;
/** First code word of each row of a section's tables. */
const namedIn = (text: string, column: RegExp) => [...text.matchAll(column)].map(([, id]) => id!);

describe("docs/CATALOGUE.md", () => {
  it("holds the tables made from the catalogue (npx vitest run tests/docs/catalogue.test.ts --update writes them)", async () => {
    await expect(await withTables(readPage(PAGE))).toMatchFileSnapshot(`../../${PAGE}`);
  });

  it("has the three tables, with a row for every scenario and comparison", async () => {
    const page = await withTables(readPage(PAGE));
    for (const name of ["comparisons", "scenarios", "changes"]) expect(page).toContain(`<!-- /${name} -->`);
    for (const id of [...idsOf("scenario"), ...idsOf("comparison")]) expect(page).toContain(`| \`${id}\`<br>`);
  });

  it("names the scenario that covers a proposal, and only scenarios there are", () => {
    const proposals = section("Proposals of the source documents")
      .split("\n")
      .filter((line) => line.startsWith("| ") && !/^\| (proposal|---)/.test(line));
    expect(proposals.length).toBeGreaterThan(35);
    const scenarios = idsOf("scenario");
    for (const row of proposals) {
      const [, answer] = row.split(" | ");
      const named = namedIn(answer!, /`([^`]+)`/g);
      expect([row, named.length > 0 || answer!.startsWith("none: ")]).toEqual([row, true]);
      expect([row, named.filter((id) => !scenarios.includes(id))]).toEqual([row, []]);
    }
  });

  it("gives a reason for every lever that no scenario uses, and for no other", async () => {
    const used = new Set<string>(
      (await resolvedCatalogue()).flatMap(({ changes }) => changes.map((one) => one.parameter)),
    );
    const listed = namedIn(section("Levers that no scenario uses"), /^\| `([^`]+)` \| \S/gm);
    expect(listed.toSorted()).toEqual(
      leverRows()
        .map(({ id }) => id)
        .filter((id) => !used.has(id))
        .toSorted(),
    );
  });
});
