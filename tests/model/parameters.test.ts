import { describe, expect, it } from "vitest";
import type { Parameter } from "../../src/model/parameters/parameter.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETER_IDS, PARAMETERS, registryValue } from "../../src/model/parameters.ts";
import { readdirSync, readFileSync } from "node:fs";

// Mutants killed: a value outside its range; a belief turned round; an id in two files (the later one wins in silence);
// a choice whose names and range disagree.

const folder = new URL("../../src/model/parameters/", import.meta.url);
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, k) => FIRST_YEAR + k);

describe("the registry of parameters", () => {
  it("has every id of its files exactly once", () => {
    const written = readdirSync(folder).flatMap((file) =>
      [...readFileSync(new URL(file, folder), "utf8").matchAll(/^ {2}"([a-z0-9_.]+)": \{$/gm)].map(([, id]) => id!),
    );
    expect([...written].sort()).toEqual([...PARAMETER_IDS].sort());
  });

  it.each(PARAMETER_IDS)("%s has a unit, a range that holds its values, a kind of source and a reason", (id) => {
    const { unit, range, belief, title, source, choices, isInteger }: Parameter = PARAMETERS[id];
    const [low, high] = range;
    expect(low).toBeLessThan(high);
    for (const text of [unit, title.zh, title.en, source.title, source.basis]) expect(text.trim()).not.toBe("");
    for (const year of YEARS) {
      const value = registryValue(id, year);
      expect(value >= low && value <= high).toBe(true);
      if (isInteger) expect(Number.isInteger(value)).toBe(true);
    }
    if (belief) {
      expect(belief[0]).toBeLessThan(belief[1]);
      expect(belief[0] >= low && belief[1] <= high).toBe(true);
    }
    if (!choices) return;
    expect([range, isInteger, belief]).toEqual([[0, choices.length - 1], true, undefined]);
    expect(new Set(choices.map((choice) => choice.id)).size).toBe(choices.length);
    for (const choice of choices) expect(choice.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
