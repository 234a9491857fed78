import { expect, it } from "vitest";
import { valueRows } from "../../src/experiment/value-rows.ts";
import { bound } from "../scenarios/files.ts";

it("lists parameters that differ from the baseline in some county and year, with their range over counties", async () => {
  const baseline = await bound("");
  const west = await bound('levers:\n  rotation.share: {set: 0.2, from: 2027, where: {province: "51"}}');
  const rows = valueRows(["baseline", "west"], [baseline, west], [2025, 2027]);
  expect(rows).toEqual([
    { parameter: "rotation.share", scenario: "baseline", year: 2025, low: 0.1, high: 0.1, isChanged: false },
    { parameter: "rotation.share", scenario: "baseline", year: 2027, low: 0.1, high: 0.1, isChanged: false },
    { parameter: "rotation.share", scenario: "west", year: 2025, low: 0.1, high: 0.1, isChanged: false },
    { parameter: "rotation.share", scenario: "west", year: 2027, low: 0.1, high: 0.2, isChanged: true },
  ]);
});

it("lists nothing where scenarios are equal, and profiles in another order are no difference", async () => {
  const one = await bound('levers:\n  rotation.share: {set: 0.2, where: {province: "51"}}');
  const turned = {
    profileOf: one.profileOf.map((profile) => one.profiles.length - 1 - profile),
    profiles: [...one.profiles].reverse(),
  };
  expect(valueRows(["a", "b"], [one, turned], [2030])).toEqual([]);
});
