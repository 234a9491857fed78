import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { InputError } from "../../src/core/issue.ts";
import { MODEL_VERSION, PARAMETERS, PARAMETER_IDS } from "../../src/model/parameters.ts";
import { FAMILIES } from "../../src/scenarios/families.ts";
import { SCHEMA_KINDS, jsonSchema } from "../../src/scenarios/json-schema.ts";
import { parseScenarioFile } from "../../src/scenarios/parse.ts";
import { codeBlocks, filesUnder, readPage } from "../docs/pages.ts";
import { comparison, pack, scenario } from "./files.ts";
import { SEEDS, mutated } from "./mutants.ts";
import { schemaErrors } from "./schema-check.ts";

const CATALOGUE = filesUnder("src/scenarios/catalogue");
const EXAMPLES = codeBlocks(readPage("docs/scenario-files.md"))
  .filter((block) => block.startsWith("yaml\n"))
  .map((block) => block.slice("yaml\n".length))
  .map((text) => (/^(#.*\n)*junheng:/.test(text) ? text : scenario(text)));

describe("the schema for editors", () => {
  it.each([undefined, ...SCHEMA_KINDS])(
    "of %s is a schema of draft 2020-12, without a word that draft does not know",
    (kind) => {
      const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
      expect(ajv.validateSchema(jsonSchema(kind))).toBe(true);
      expect(() => ajv.compile(jsonSchema(kind))).not.toThrow();
    },
  );

  it.each(CATALOGUE)("accepts %s", (file) => {
    expect(schemaErrors(readPage(file))).toEqual([]);
  });

  it.each(EXAMPLES)("accepts the example %s", (text) => {
    expect(schemaErrors(text)).toEqual([]);
  });

  it.each([
    "assumptions: {choice.quality_weight: {set: 1, from: 2020, to: 2021}}",
    "levers: {rotation.share: {path: {2026: 3}, op: scale}}",
    "levers: {funding.per_pupil: {set: 800, where: {stage: [primary]}}}",
    "levers: {rotation.share: [0.1, {add: 0.1, where: {except: {region: [east, west]}}}]}",
    "levers: {rotation.rule: {set: lot, from: 2027}}",
    "uncertainties: {choice.quality_weight: {dist: normal, mean: -3, sd: 1, as: add}}",
  ])("accepts %s", (body) => {
    expect(isAccepted(scenario(body))).toBe(true);
    expect(schemaErrors(scenario(body))).toEqual([]);
  });

  it.each([
    "levers: {rotation.share: {set: 0.2, interp: step}}",
    "levers: {rotation.share: {set: 0.2, with: {a: 1}}}",
    "levers: {rotation.share: {set: 0.2, from: 2024}}",
    "levers: {rotation.share: {path: {2024: 0.2}}}",
    "levers: {rotation.share: {set: 0.2, where: {region: [west, west]}}}",
    "levers: {certification.capacity: {set: 400, where: {region: west}}}",
    "levers: {rotation.rule: {add: 1}}",
    "uncertainties: {rotation.share: {dist: uniform, low: 0, high: 0.1, as: set}}",
    "uncertainties: {choice.quality_weight: {dist: normal, mean: 1, sd: 0, as: add}}",
    "ensemble: {size: 1.5}",
    "goals: [{id: a, title: t, year: 2030, share: 0.5, metric: boarders, source: {basis: law, title: t}}]",
  ])("refuses %s, as the reader does", (body) => {
    expect(isAccepted(scenario(body))).toBe(false);
    expect(schemaErrors(scenario(body))).not.toEqual([]);
  });

  it("of one kind refuses another", () => {
    const validate = new Ajv2020({ strict: false }).compile(jsonSchema("scenario"));
    expect(validate(parse(scenario("")))).toBe(true);
    expect(validate(parse(pack("", "a")))).toBe(false);
    expect(validate(parse(comparison("baseline: a\nscenarios: [b]")))).toBe(false);
  });

  it("holds every parameter once, with both titles, unit and range", () => {
    const { $defs } = jsonSchema() as {
      $defs: Record<string, { properties: Record<string, { description: string }> }>;
    };
    const shown = { ...$defs["levers:either"]!.properties, ...$defs["assumptions:either"]!.properties };
    const ids = PARAMETER_IDS.filter((id) => PARAMETERS[id].role !== "constant");
    expect(Object.keys(shown).sort()).toEqual([...ids, ...FAMILIES.keys(), "funding.county_share"].sort());
    expect(shown["rotation.share"]!.description).toBe(
      "每年交流轮岗教师占符合条件教师比例\n\nShare of eligible teachers rotated in a year\n\n0–0.5 share/year\n\nlaw: 教师〔2014〕4号: at least 10 % of eligible teachers",
    );
    expect(shown["rotation.rule"]!.description).toContain("volunteers-first: ");
  });

  it("has a description in both languages at every key", () => {
    const { $defs } = jsonSchema() as {
      $defs: Record<string, { properties?: Record<string, { description?: string }> }>;
    };
    const maps = Object.entries($defs).filter(([name]) => !name.includes(":") && name !== "factors");
    const keys = maps.flatMap(([name, { properties }]) =>
      Object.entries(properties!).map(([key, { description }]) => [`${name}.${key}`, description ?? ""] as const),
    );
    expect(keys.length).toBeGreaterThan(70);
    expect(keys.filter(([, text]) => !/^\p{Script=Han}[^\n]*\n\n[A-Z]/u.test(text)).map(([key]) => key)).toEqual([]);
  });

  it("does not look into files of an older model", () => {
    const old = scenario(`model: ${MODEL_VERSION - 1}\nlevers: {an.older_lever: 1}`);
    expect(schemaErrors(old)).toEqual([]);
    expect(schemaErrors(old.replace(`model: ${MODEL_VERSION - 1}`, `model: ${MODEL_VERSION}`))).not.toEqual([]);
  });
});

/** True if the reader takes the text. */
function isAccepted(text: string): boolean {
  try {
    parseScenarioFile(text, "mutant.yaml");
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

const NODES = [0, 1, 0.5, -1, 2026, 2030, 9, "", " ", "a", "甲", "51", "hold", "set", "prior", "law", true, null];
const NESTED = [[], ["a"], [0.1, 0.2], {}, { set: 0.1 }, { zh: "甲" }, { 2026: 0.1, 2030: 0.2 }, { region: "west" }];

/** A good file in which a few values are replaced, moved under another key, or left out. */
const rearranged = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(9999), fc.constantFrom(...NODES, ...NESTED), fc.nat(9999), fc.nat(2)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([seed, edits]) => {
    const file: unknown = parse(seed);
    for (const [at, value, other, kind] of edits) {
      const slots = slotsOf(file);
      const { holder, key } = slots[at % slots.length]!;
      if (kind === 0) holder[key] = value;
      else if (kind === 1) holder[slots[other % slots.length]!.key] = holder[key];
      else if (!Array.isArray(holder)) delete holder[key];
      if (Array.isArray(holder)) holder.splice(100);
    }
    return stringify(file);
  });

type Holder = Record<string, unknown>;

/** Every place of a value in a file. */
function slotsOf(node: unknown): { readonly holder: Holder; readonly key: string }[] {
  if (typeof node !== "object" || node === null) return [];
  const holder = node as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...slotsOf(holder[key])]);
}

describe("whatever the reader accepts, the schema accepts", () => {
  it.each([
    ["texts cut and pasted", mutated, 50],
    ["values replaced, moved and left out", rearranged, 200],
  ] as const)("%s", (_, mutants, leastAccepted) => {
    let accepted = 0;
    fc.assert(
      fc.property(mutants, (text) => {
        if (!isAccepted(text)) return;
        accepted++;
        expect(schemaErrors(text)).toEqual([]);
      }),
      { numRuns: 2000, seed: 15 },
    );
    expect(accepted).toBeGreaterThan(leastAccepted);
  });
});
