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

it("spans settings, and says where a formula gives the value during the run", async () => {
  const id = "funding.per_pupil_primary";
  const baseline = await bound("");
  const town = await bound(`levers:\n  ${id}: {set: 900, from: 2027, where: {setting: town}}`);
  const live = await bound(`levers:\n  ${id}: {expr: pupils, level: school, from: 2027}`);
  const rows = valueRows(["baseline", "town", "live"], [baseline, town, live], [2026, 2027]);
  expect(rows.filter(({ year }) => year === 2027)).toEqual([
    { parameter: id, scenario: "baseline", year: 2027, low: 720, high: 720, isChanged: false },
    { parameter: id, scenario: "town", year: 2027, low: 720, high: 900, isChanged: true },
    { parameter: id, scenario: "live", year: 2027, low: 720, high: 720, isChanged: true, isLive: true },
  ]);
  expect(rows.filter(({ year, isChanged, isLive }) => year === 2026 && (isChanged || isLive))).toEqual([]);
});
