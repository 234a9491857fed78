import { describe, expect, it } from "vitest";
import { coalitionsOf, packagesBeyond } from "../../src/scenarios/coalitions.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { parseSetting } from "../../src/scenarios/settings.ts";
import { COUNTIES, comparison, pack, reading, scenario, valuesIn } from "./files.ts";

/**
 * | mutant                                              | killed by               |
 * | --------------------------------------------------- | ----------------------- |
 * | packages of the baseline are players                | every subset            |
 * | own changes kept where they take no part            | own changes             |
 * | packages not named left out of every coalition      | some packages named     |
 * | settings of the command line count as own           | own changes             |
 * | an ancestor's package forgotten                     | every subset            |
 */
const TEXTS = {
  shared: pack("levers:\n  groups.share: 0.2", "shared"),
  base: scenario("include: [shared]\nuncertainties:\n  choice.quality_weight: {dist: prior}", "base"),
  a: pack("levers:\n  rotation.share: {add: 0.1}", "a"),
  b: pack("levers:\n  rotation.share: {scale: 2}\nuncertainties:\n  rotation.paper_share: {dist: prior}", "b"),
  c: pack("levers:\n  ict.share: 0.5", "c"),
  parent: scenario("extends: base\ninclude: [a]", "parent"),
  child: scenario("extends: parent\ninclude: [b, c]", "child"),
  own: scenario("extends: base\ninclude: [a, b]\nlevers:\n  rotation.share: {set: 0.5, override: true}", "own"),
  lone: scenario("include: [shared, c]", "lone"),
};
async function game(of: string, by?: readonly string[], entry = of, settings: string[] = []) {
  const text = comparison(`baseline: base\nscenarios: [${entry}]`);
  const { scenarios } = await resolveComparison("test", reading({ ...TEXTS, test: text }), settings.map(parseSetting));
  const [baseline, scenario] = scenarios;
  const all = packagesBeyond(scenario!, baseline!).map(({ id }) => id);
  return { baseline, whole: scenario, ...(await coalitionsOf(scenario!, baseline!, by ?? all)) };
}
type Game = Awaited<ReturnType<typeof game>>;
const value = ({ coalitions }: Game, mask: number, id: Parameters<typeof valuesIn>[1] = "rotation.share") =>
  Math.round(1e6 * valuesIn(coalitions[mask]!.bind(COUNTIES), id, 0, 2030, 2030)[0]!) / 1e6;

describe("coalitions of packages", () => {
  it("every subset of the packages that the baseline lacks, ancestors' too, in order of precedence", async () => {
    const found = await game("child");
    expect(found.players.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(found.coalitions).toHaveLength(8);
    expect(found.coalitions[0]).toBe(found.baseline);
    expect(found.coalitions[7]).toBe(found.whole);
    const masks = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(masks.map((mask) => value(found, mask))).toEqual([0.1, 0.2, 0.2, 0.4, 0.1, 0.2, 0.2, 0.4]);
    expect(masks.map((mask) => value(found, mask, "ict.share"))).toEqual([0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5]);
    expect(masks.map((mask) => value(found, mask, "groups.share"))).toEqual(Array(8).fill(0.2));
    const draws = (mask: number) => found.coalitions[mask]!.uncertainties.map(({ parameter }) => parameter);
    expect(draws(1)).toEqual(["choice.quality_weight"]);
    expect(draws(2)).toEqual(["choice.quality_weight", "rotation.paper_share"]);
  });

  it("own changes are one more player, and a conflict that they settled is stacked without them", async () => {
    const found = await game("own");
    expect(found.players.map(({ id }) => id)).toEqual(["a", "b", "own"]);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((mask) => value(found, mask))).toEqual([
      0.1, 0.2, 0.2, 0.4, 0.5, 0.5, 0.5, 0.5,
    ]);
    const set = await game("child", undefined, "{ref: child, set: {rotation.radius_km: 9}}", [
      "rotation.spell_years=2",
    ]);
    expect(set.players.map(({ id }) => id)).toEqual(["a", "b", "c", "own"]);
    expect([0, 7, 8, 15].map((mask) => value(set, mask, "rotation.radius_km"))).toEqual([500, 500, 9, 9]);
    expect([0, 7, 8, 15].map((mask) => value(set, mask, "rotation.spell_years"))).toEqual([2, 2, 2, 2]);
  });

  it("with some packages named, the others count together", async () => {
    const found = await game("child", ["b"]);
    expect(found.players.map(({ id }) => id)).toEqual(["b", "own"]);
    expect([0, 1, 2, 3].map((mask) => [value(found, mask), value(found, mask, "ict.share")])).toEqual([
      [0.1, 0],
      [0.2, 0],
      [0.2, 0.5],
      [0.4, 0.5],
    ]);
  });

  it("a scenario that does not descend from the baseline differs from it by its ancestry too", async () => {
    const found = await game("lone");
    expect(found.players.map(({ id }) => id)).toEqual(["c", "own"]);
    expect(found.coalitions[1]!.uncertainties).toHaveLength(1);
    expect(found.coalitions[2]!.uncertainties).toHaveLength(0);
    expect(found.coalitions[2]!.bind(COUNTIES)).toEqual(found.baseline!.bind(COUNTIES));
  });
});
