import { describe, expect, it } from "vitest";
import { attributionRows } from "../../src/experiment/attribution.ts";
import { ladderRows, rungTables } from "../../src/experiment/constraint-ladder.ts";
import { constraintRows } from "../../src/experiment/constraint-rows.ts";
import { differenceSize } from "../../src/experiment/difference-size.ts";
import { addHiddenRuns } from "../../src/experiment/hidden-runs.ts";
import { NO_FACTORS } from "../../src/experiment/outcome-values.ts";
import { differenceRows, stepDifferenceRows, type Results } from "../../src/experiment/summarise.ts";
import { DECISION_WIDTH, LOG_WIDTH } from "../../src/model/constraint-log.ts";
import { CONSTRAINT_IDS, DECISION_IDS } from "../../src/model/constraints.ts";
import { COLUMNS, parameterIndex } from "../../src/model/columns.ts";
import { SUMS } from "../../src/model/outcomes.ts";
import type { ParameterTable } from "../../src/model/parameter-table.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, PARAMETER_IDS, type ParameterId } from "../../src/model/parameters.ts";
import { emptyTrace, type Trace } from "../../src/model/trace.ts";
import { foldedOf } from "./folded.ts";

/**
 * | mutant                                                   | killed by              |
 * | -------------------------------------------------------- | ---------------------- |
 * | values of means instead of worlds                        | attribution (error)    |
 * | limits switched before 2025, or put back in reverse      | rungs                  |
 * | step against the lowest rung                             | ladder rows            |
 * | steps against the baseline                               | step differences       |
 * | an equal scenario run twice; draws not compared          | hidden runs            |
 * | sums of worlds instead of their mean                     | constraint rows        |
 */
const COUNTIES = [
  { code: "1", name: "1", province: "45", weight: 3 },
  { code: "2", name: "2", province: "45", weight: 1 },
];

/** A trace in which so many of four weighted counties are certified in 2027. */
function certified(count: number): Trace {
  const trace = emptyTrace(2, 1);
  const set = (name: (typeof SUMS)[number], value: number) =>
    (trace.sums[7 * SUMS.length + SUMS.indexOf(name)] = value);
  set("counties", 4);
  set("certified", count);
  return trace;
}
const results = (worlds: readonly (readonly Trace[])[], scenarioIds: readonly string[]): Results => ({
  ...foldedOf(worlds, { weights: COUNTIES.map(({ weight }) => weight) }),
  scenarioIds,
  provinces: ["45"],
  simulatedByProvince: [2],
  unitsByProvince: [4],
  counties: COUNTIES,
});
const certifiedIn = (worlds: readonly (readonly number[])[]) => worlds.map((counts) => counts.map(certified));
const title = { zh: "包", en: "package" };

describe("attribution", () => {
  const players = ["a", "b"].map((id) => ({ id, title }));
  // Traces: baseline, scenario, then the two coalitions of one package.
  const hidden = { scenario: "s", players, positions: [0, 2, 3, 1] };

  it("is the mean of each world's Shapley values, with their error; the parts add up to the paired difference", () => {
    const all = results(
      certifiedIn([
        [0, 4, 1, 1],
        [1, 2, 3, 1],
      ]),
      ["base", "s"],
    );
    const rows = attributionRows(all, hidden, [2027]).filter(({ outcome }) => outcome === "certifiedShare");
    // World 0: a and b each (1 + 3) / 2 = 2 of four counties; world 1: a 1.5, b −0.5.
    expect(rows.map((row) => [row.package, row.value])).toEqual([
      ["a", (0.5 + 0.375) / 2],
      ["b", (0.5 - 0.125) / 2],
    ]);
    expect(rows[0]).toMatchObject({ scenario: "s", title, year: 2027, isSettled: true });
    expect(rows.map(({ isSettled }) => isSettled)).toEqual([true, false]);
    expect(rows[0]!.standardError).toBeCloseTo(0.125 / 2, 12);
    const [difference] = differenceRows(all).filter((row) => row.outcome === "certifiedShare" && row.year === 2027);
    expect(rows[0]!.value + rows[1]!.value).toBeCloseTo(difference!.mean, 12);
  });

  it("gives nothing to a package that changes nothing, and says that this is settled", () => {
    const all = results(
      certifiedIn([
        [1, 3, 3, 1],
        [0, 2, 2, 0],
      ]),
      ["base", "s"],
    );
    const [, dummy] = attributionRows(all, hidden, [2027]).filter(({ outcome }) => outcome === "certifiedShare");
    expect(dummy).toMatchObject({ value: 0, standardError: 0, isSettled: true });
  });
});

function tableOf(values: Partial<Record<ParameterId, number>> = {}): ParameterTable {
  const row = new Float64Array(COLUMNS);
  for (const id of PARAMETER_IDS) row[parameterIndex(id)] = values[id] ?? 0;
  const profile = Float64Array.from({ length: 16 * row.length }, (_, i) => row[i % row.length]!);
  return { profileOf: Uint16Array.of(0, 0), profiles: [profile] };
}

describe("the ladder", () => {
  const at = ({ profiles }: ParameterTable, id: ParameterId, year: number) =>
    profiles[0]![(year - FIRST_YEAR) * COLUMNS + parameterIndex(id)];

  it("takes the limits of its order away from 2025 on and puts them back one by one", () => {
    const table = tableOf({ "rotation.share": 0.3 });
    const rungs = rungTables(table, ["seats", "posts"]);
    const switches = rungs.map((rung) =>
      (["constraints.seats", "constraints.posts", "constraints.budget"] as const).map((id) => at(rung, id, 2030)),
    );
    expect(switches).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(rungs[2]).toBe(table);
    expect(at(rungs[0]!, "constraints.seats", FIRST_POLICY_YEAR - 1)).toBe(0);
    expect(at(rungs[0]!, "constraints.seats", FIRST_POLICY_YEAR)).toBe(1);
    expect(at(rungs[0]!, "rotation.share", 2030)).toBe(0.3);
    expect(at(table, "constraints.seats", 2030)).toBe(0);
  });

  it("says what each limit takes in the same worlds", () => {
    const all = results(
      certifiedIn([
        [0, 1, 4, 2],
        [0, 1, 3, 3],
      ]),
      ["base", "s"],
    );
    const rows = ladderRows(
      all,
      { scenario: "s", order: ["posts", "seats"], positions: [2, 3, 1] },
      ["certifiedShare"],
      [2027],
    );
    expect(
      rows.map(({ rung, constraint, mean, step, isSettled }) => [rung, constraint, mean, step, isSettled]),
    ).toEqual([
      [0, undefined, 0.875, 0, true],
      [1, "posts", 0.625, -0.25, false],
      [2, "seats", 0.25, -0.375, true],
    ]);
    expect(rows[0]!.title.en).toBe("none of the constraints below");
    expect(rows[1]!.standardError).toBeCloseTo(0.25, 12);
    const whole = ["applicants", "posts", "travel", "seats", "budget"] as const;
    const full = ladderRows(
      all,
      { scenario: "s", order: whole, positions: [2, 3, 1, 1, 1, 1] },
      ["certifiedShare"],
      [2027],
    );
    expect(full[0]!.title.en).toBe("no constraint");
  });
});

describe("hidden runs", () => {
  const bound = (share: number, as: "add" | "set" = "add") => ({
    table: tableOf({ "rotation.share": share }),
    uncertainties: [
      { parameter: "choice.quality_weight", distribution: { kind: "uniform", low: 0, high: 1 }, as } as const,
    ],
  });

  it("come behind the visible scenarios, and what runs already is not run again", () => {
    const visible = [bound(0.1), bound(0.2), bound(0.3)];
    const coalitions = [bound(0.1), bound(0.2), bound(0.15), bound(0.3)];
    const ladder = { scenario: "s", order: ["posts"] as const, bound: visible[2]! };
    const { all, hidden } = addHiddenRuns(visible, {
      attribution: { scenario: "s", players: [], coalitions },
      ladder,
    });
    expect(all.slice(0, 3)).toEqual(visible);
    expect(all).toHaveLength(5);
    expect(hidden.attribution!.positions).toEqual([0, 1, 3, 2]);
    expect(hidden.ladder!.positions).toEqual([4, 2]);
    expect(addHiddenRuns(visible, {})).toEqual({ all: visible, hidden: {} });
  });

  it("tell scenarios apart by their draws and by county", () => {
    const visible = [bound(0.1)];
    const other = addHiddenRuns(visible, {
      attribution: { scenario: "s", players: [], coalitions: [bound(0.1, "set")] },
    });
    expect(other.hidden.attribution!.positions).toEqual([1]);
    const { uncertainties, table } = bound(0.1);
    const split = { profileOf: Uint16Array.of(0, 1), profiles: [table.profiles[0]!, tableOf().profiles[0]!] };
    const same = { profileOf: Uint16Array.of(1, 1), profiles: [tableOf().profiles[0]!, table.profiles[0]!] };
    const positions = addHiddenRuns(visible, {
      attribution: {
        scenario: "s",
        players: [],
        coalitions: [split, same].map((one) => ({ table: one, uncertainties })),
      },
    }).hidden.attribution!.positions;
    expect(positions).toEqual([1, 0]);
  });
});

it("step differences hold each scenario against the one before", () => {
  const all = results(
    certifiedIn([
      [1, 2, 4],
      [0, 2, 3],
    ]),
    ["base", "one", "two"],
  );
  const rows = stepDifferenceRows(all).filter((row) => row.outcome === "certifiedShare" && row.year === 2027);
  expect(rows.map(({ scenario, mean }) => [scenario, mean])).toEqual([
    ["one", 0.375],
    ["two", 0.375],
  ]);
  const [first] = differenceRows(all).filter((row) => row.outcome === "certifiedShare" && row.year === 2027);
  expect(rows[0]).toEqual(first);
});

it("constraint rows are means over worlds, scaled to the nation, and sum up", () => {
  const hire = 7 * LOG_WIDTH + DECISION_IDS.indexOf("hire") * DECISION_WIDTH;
  const posts = CONSTRAINT_IDS.indexOf("post-quota");
  const worlds = [certified(0), certified(0)];
  worlds.forEach((trace, w) => {
    trace.constraints.set([10 + 2 * w, 4, ...CONSTRAINT_IDS.map((_, k) => (k === posts ? 6 + 2 * w : 0))], hire);
    // The heavier county is bound by posts in both worlds, the lighter one in none.
    trace.bindingConstraints[(7 * 2 + 0) * DECISION_IDS.length] = posts + 1;
  });
  const all = results(
    worlds.map((trace) => [trace]),
    ["base"],
  );
  const rows = constraintRows({ ...all, factors: { ...NO_FACTORS, teachers: 2 } });
  const row = rows.find(({ decision, year }) => decision === "hire" && year === 2027)!;
  expect(row).toMatchObject({ scenario: "base", wanted: 22, got: 8 });
  expect(row.short["post-quota"]).toBe(14);
  expect(Object.values(row.short).reduce((sum, n) => sum + n, 0)).toBe(row.wanted - row.got);
  expect(row.bindingShare!["post-quota"]).toBe(0.75);
  expect(rows).toHaveLength(16 * DECISION_IDS.length);
});

it("the size of a difference is its class among the thresholds", () => {
  const sizes = [0, 0.0099, 0.01, -0.02, 0.05, -0.1, 0.4].map((value) => differenceSize(value, [1, 5, 10]));
  expect(sizes).toEqual(["<1", "<1", "1-5", "1-5", "5-10", ">=10", ">=10"]);
});
