import { describe, expect, it } from "vitest";
import type { LiveFormula, ParameterTable } from "../../src/model/parameter-table.ts";
import { sameUntil } from "../../src/model/same-until.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { tableText } from "../../src/model/table-text.ts";
import { profileWith } from "./nation.ts";

const formula: LiveFormula = {
  parameter: "rotation.share",
  level: "county",
  program: { code: [1, 0], constants: [] },
  members: Uint8Array.of(8, 0, 8),
  shares: new Float64Array(16).fill(1, 6),
  fixedSlots: [0, 1],
  fixed: Float64Array.of(10, 11, 20, 21, 30, 31),
  ownSlot: 40,
  own: new Float64Array(16).fill(5),
  readsLast: false,
  readsSite: false,
};
const table: ParameterTable = {
  profileOf: Uint16Array.of(2, 0, 1),
  profiles: [0.1, 0.2, 0.3].map((share) => profileWith({ "rotation.share": share })),
  formulas: [formula],
  overlays: [
    { parameter: "rotation.share", as: "add", values: Float64Array.from({ length: 48 }, (_, i) => Math.floor(i / 16)) },
  ],
};

describe("a table of some of its counties", () => {
  it("keeps what is theirs, in their order, and drops profiles that none of them has", () => {
    const sample = tableOfSample(table, [2, 0]);
    expect(sample.profiles).toEqual([table.profiles[1], table.profiles[2]]);
    expect([...sample.profileOf]).toEqual([0, 1]);
    expect([...sample.overlays![0]!.values]).toEqual([...new Array(16).fill(2), ...new Array(16).fill(0)]);
    expect([...sample.formulas![0]!.members]).toEqual([8, 8]);
    expect([...sample.formulas![0]!.fixed]).toEqual([30, 31, 10, 11]);
    expect(sample.formulas![0]!.own).toBe(formula.own);
  });

  it("has neither formulas nor draws where the table has none", () => {
    const { profileOf, profiles } = table;
    expect(Object.keys(tableOfSample({ profileOf, profiles }, [0]))).toEqual(["profileOf", "profiles"]);
  });
});

describe("the text of a table", () => {
  const texts = (change: Partial<LiveFormula>) => tableText({ ...table, formulas: [{ ...formula, ...change }] });

  it("is the same for equal tables and another one for any difference", () => {
    const same = tableText(tableOfSample(table, [0, 1, 2]));
    expect(tableText(tableOfSample(table, [0, 1, 2]))).toBe(same);
    const { profileOf, profiles, overlays, formulas } = table;
    const others = [
      tableText({ profileOf, profiles, overlays: overlays! }),
      tableText({ profileOf, profiles, formulas: formulas! }),
      tableText({ ...table, overlays: [{ ...overlays![0]!, as: "scale" }] }),
      tableText({ ...table, overlays: [{ ...overlays![0]!, values: new Float64Array(48) }] }),
      texts({ level: "school" }),
      texts({ program: { code: [1, 1], constants: [] } }),
      texts({ members: Uint8Array.of(8, 8, 8) }),
      texts({ shares: new Float64Array(16) }),
      texts({ fixed: new Float64Array(6) }),
      texts({ own: new Float64Array(16) }),
    ];
    expect(new Set([tableText(table), ...others]).size).toBe(others.length + 1);
  });
});

describe("two tables agree until a year", () => {
  const later = (change: Partial<LiveFormula>) => ({ ...table, formulas: [{ ...formula, ...change }] });
  const copy = () => structuredClone(table);

  it("where profiles, formulas and draws give the same before it", () => {
    expect(sameUntil(table, copy(), 2025)).toBe(true);
    expect(sameUntil(table, later({ parameter: "rotation.paper_share" }), 2025)).toBe(true);
    expect(sameUntil(table, { ...table, formulas: [] }, 2026)).toBe(true);
  });

  it("and not where a formula, a draw or a profile differs before it", () => {
    const early = { shares: new Float64Array(16).fill(1) };
    const base = later(early);
    expect(sameUntil(base, structuredClone(base), 2025)).toBe(true);
    expect(sameUntil(base, table, 2025)).toBe(false);
    const changes: Partial<LiveFormula>[] = [
      { parameter: "rotation.paper_share" },
      { level: "school" },
      { program: { code: [1, 1], constants: [] } },
      { program: { code: [1, 0], constants: [1] } },
      { members: Uint8Array.of(8, 8, 8) },
      { fixed: new Float64Array(6) },
      { fixedSlots: [0, 2] },
      { own: new Float64Array(16) },
      { shares: new Float64Array(16).fill(0.5) },
    ];
    for (const change of changes) expect(sameUntil(base, later({ ...early, ...change }), 2025)).toBe(false);
    const drawn = copy();
    drawn.overlays![0]!.values[16 + 4] = 7;
    expect(sameUntil(table, drawn, 2025)).toBe(false);
    expect(sameUntil(table, drawn, 2024)).toBe(true);
    const valued = copy();
    valued.profiles[1]![0] = 9;
    expect(sameUntil(table, valued, 2025)).toBe(false);
  });
});
