import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { leversText } from "../../src/cli/params.ts";
import { PARAMETERS, PARAMETER_IDS } from "../../src/model/parameters.ts";

const page = readFileSync(new URL("../../docs/LEVERS.md", import.meta.url), "utf8");

describe("docs/LEVERS.md", () => {
  it("is the output of junheng params --levers", () => {
    expect(page).toBe(leversText());
  });

  it("has one row for every lever, with at least one rule, and none for anything else", () => {
    const rows = [...page.matchAll(/^\| `([a-z_]+\.[a-z0-9_]+)` \|.*\| ([A-Z]{3}-\d+[^|]*) \|[^|]+\|$/gm)].map(
      ([, id]) => id!,
    );
    expect(rows.toSorted()).toEqual(PARAMETER_IDS.filter((id) => PARAMETERS[id].role === "lever").toSorted());
  });

  it("says who decides: the formula and grants the province, the procedure the ministry, all else the county", () => {
    const deciders = (id: string) =>
      page
        .split("\n")
        .find((line) => line.startsWith(`| \`${id}\``))!
        .split(" | ")[2];
    const said = [
      "funding.equalisation",
      "certification.supervision_share",
      "certification.capacity",
      "rotation.share",
    ];
    expect(said.map(deciders)).toEqual(["province", "province", "ministry", "county"]);
  });
});
