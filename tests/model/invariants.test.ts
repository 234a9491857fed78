import { describe, expect, it } from "vitest";
import { checkBalance } from "../../src/model/invariants.ts";
import { cell, type CountyState } from "../../src/model/state.ts";
import { county, PRIMARY_CLASSES, staff } from "./worlds.ts";

/** A county that balances: two schools, one of them closed, ten teachers, no money. */
function world(): CountyState {
  const sites = [{ pupils: PRIMARY_CLASSES, rooms: 6 }, { isOpen: false }];
  return county({ attributes: { code: "450102", name: "测试县" }, sites, teachers: staff(10, { site: 0 }) });
}

describe("balances", () => {
  it("a county that balances passes, and closes its books", () => {
    const state = world();
    state.pupilFlows.closing = -1;
    state.teacherFlows.closing = -1;
    checkBalance(state, 2030);
    expect([state.pupilFlows.closing, state.teacherFlows.closing]).toEqual([240, 10]);
  });

  const tampered: [string, (state: CountyState) => unknown, RegExp][] = [
    ["a pupil", ({ pupils }) => pupils[cell(0, 2, 1)]!++, /pupils do not balance; expected 240, got 241/],
    ["a pupil who waits", ({ waiting }) => waiting[3]!++, /pupils do not balance; expected 240, got 241/],
    ["a pupil on the way", ({ relocating }) => relocating[3]!++, /pupils do not balance; expected 240, got 241/],
    [
      "a pupil in a grade not taught there",
      ({ sites }) => sites.enrolment[0]!--,
      /pupils in grades their schools teach do not balance; expected 240, got 239/,
    ],
    ["a pupil's entry", ({ pupilFlows }) => pupilFlows.entrants++, /pupils do not balance; expected 241, got 240/],
    ["a drop-out", ({ pupilFlows }) => pupilFlows.dropouts++, /pupils do not balance; expected 239, got 240/],
    ["a teacher", ({ teachers }) => teachers.count--, /teachers do not balance; expected 10, got 9/],
    ["a hire", ({ teacherFlows }) => teacherFlows.hired++, /teachers do not balance; expected 11, got 10/],
    ["a yuan", ({ ledger }) => ledger.pay++, /ledger lines do not balance; expected 0, got 1/],
    ["half a yuan", ({ ledger }) => ((ledger.pay = 0.5), (ledger.ownRevenue = 0.5)), /ledger lines do not balance/],
    [
      "a yuan of equipment",
      ({ sites }) => sites.equipment[0]!++,
      /vintages of site 0 do not balance; expected 960001, got 960000/,
    ],
    [
      "a class",
      ({ sites }) => sites.classes[0]!++,
      /places of site 0 \(classes against rooms\) do not balance; expected 6, got 7/,
    ],
    [
      "a pupil at a closed site",
      ({ pupils }) => (pupils[cell(0, 2, 1)]!--, pupils[cell(1, 2, 1)]!++),
      /pupils of closed site 1 do not balance; expected 0, got 1/,
    ],
  ];
  it.each(tampered)("%s that appears from nowhere is named with county, year and line", (_what, tamper, message) => {
    const state = world();
    tamper(state);
    expect(() => checkBalance(state, 2030)).toThrow(message);
    expect(() => checkBalance(state, 2030)).toThrow("450102 测试县, school year 2030: ");
  });
});
