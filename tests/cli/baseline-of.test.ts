import { expect, it } from "vitest";
import { baselineOf } from "../../src/cli/baseline-of.ts";
import { loadRunData } from "../../src/cli/data-files.ts";
import { buildNation } from "../../src/data/nation.ts";
import { baselineAttributes } from "../../src/model/baseline-attributes.ts";

it("gives the attributes of the county a run would build, and builds it once", () => {
  const data = loadRunData(undefined);
  const of = baselineOf(data);
  const { counties } = buildNation(data.counties, data.provinces, data.totals, { rows: [7, 700], weights: [3, 1] });
  for (const [i, row] of [7, 700].entries()) expect(of(row)).toEqual(baselineAttributes(counties[i]!));
  expect(of(7)).not.toEqual(of(700));
  expect(of(7)).toBe(of(7));
});
