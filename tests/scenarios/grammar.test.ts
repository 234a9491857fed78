import { describe, expect, it } from "vitest";
import { FILE_MAPS, GRAMMAR, keyList, keysOf, type MapName } from "../../src/scenarios/grammar.ts";
import type { Key, MapGrammar, Shape } from "../../src/scenarios/grammar-shapes.ts";
import { WORDS, wordsOf } from "../../src/scenarios/grammar-words.ts";
import { readScenarioFile } from "../../src/scenarios/parse.ts";
import type { Issue } from "../../src/core/issue.ts";

const MAPS = Object.keys(GRAMMAR) as MapName[];

/** A shape and everything inside it. */
function inside(shape: Shape): readonly Shape[] {
  if (!("of" in shape) || typeof shape.of === "string") return [shape];
  return [shape, ...[shape.of].flat().flatMap((part) => inside(part as Shape))];
}

const isPresent = (key: Key) => !key.later && !key.elsewhere;

/** The maps a file can hold now. */
function reachable(): ReadonlySet<MapName> {
  const found = new Set<MapName>();
  const visit = (map: MapName): void => {
    if (found.has(map)) return;
    found.add(map);
    for (const { shape } of Object.values(keysOf(map)).filter(isPresent))
      for (const part of inside(shape)) if (part.kind === "map") visit(part.of as MapName);
  };
  for (const kind of wordsOf("kind").known) visit(FILE_MAPS[kind]);
  return found;
}

type Json = Readonly<Record<string, unknown>>;
const SOURCE = { basis: "law", title: "t" };
const head = (kind: string) => ({ junheng: 1, kind, id: "a", title: "t" });
const inScenario = (part: Json) => ({ ...head("scenario"), ...part });
const inComparison = (part: Json) => ({ ...head("comparison"), baseline: "a", scenarios: ["b"], ...part });
const lever = (change: unknown) => inScenario({ levers: { "rotation.share": change } });

/** A good file that holds a map, where the map is good by itself; `part` replaces or adds keys of the map. */
const HOLDERS: Readonly<Partial<Record<MapName, (part: Json) => Json>>> = {
  scenario: (part) => inScenario(part),
  package: (part) => ({ ...head("package"), ...part }),
  comparison: (part) => inComparison(part),
  goalFile: (part) => ({ ...head("goal"), source: SOURCE, ...goalForm(part) }),
  comparisonEntry: (part) => ({ ...head("comparison"), baseline: "a", scenarios: [{ ref: "b", ...part }] }),
  attribution: (part) => inComparison({ attribution: { method: "shapley", ...part } }),
  ladder: (part) => inComparison({ ladder: { of: "b", ...part } }),
  view: (part) => inComparison({ views: [{ type: "fan", ...part }] }),
  policy: (part) => inScenario({ policy: part }),
  change: (part) => lever({ ...operationFor(part), ...part }),
  rule: (part) => lever({ rules: [{ ...operationFor(part), ...part }] }),
  namedPath: (part) => lever({ expr: "a", with: { a: { path: { 2025: 1 }, ...part } } }),
  phaseIn: (part) => lever({ set: 0.2, phase_in: { years: 2, ...part } }),
  where: (part) => lever({ set: 0.2, where: { region: "west", ...part } }),
  source: (part) => inScenario({ source: { ...SOURCE, ...part } }),
  uncertainty: (part) => inScenario({ uncertainties: { "choice.quality_weight": drawFor(part) } }),
  ensemble: (part) => inScenario({ ensemble: part }),
  horizon: (part) => inScenario({ horizon: { from: 2024, to: 2030, ...part } }),
  goal: (part) => inScenario({ goals: [{ id: "g", title: "t", source: SOURCE, ...goalForm(part) }] }),
  goalTest: (part) =>
    inScenario({ goals: [{ id: "g", title: "t", source: SOURCE, ...goalForm({ test: part }, part) }] }),
};

function operationFor(part: Json): Json {
  const [key] = Object.keys(part);
  if (["set", "add", "scale", "path", "expr", "rules"].includes(key!)) return {};
  const neighbour = GRAMMAR.change.beside[key as keyof typeof GRAMMAR.change.beside];
  return neighbour === "path" ? { path: { 2026: 0.2 } } : neighbour === "expr" ? { expr: "1" } : { set: 0.2 };
}

function drawFor(part: Json): Json {
  const { of: variants } = GRAMMAR.uncertainty.variants as NonNullable<MapGrammar["variants"]>;
  const [key] = Object.keys(part);
  const dist = Object.keys(variants).find((name) => !variants[name]!.later && variants[name]!.needs.includes(key!));
  const numbers = Object.fromEntries(variants[dist ?? "uniform"]!.needs.map((need, k) => [need, k + 1]));
  return { dist: dist ?? "uniform", ...numbers, as: "add", source: SOURCE, ...part };
}

function goalForm(part: Json, test: Json = {}): Json {
  if ("metric" in part || "test" in part)
    return {
      metric: "certifiedShare",
      ...part,
      test: Array.isArray(part["test"]) ? part["test"] : { op: ">=", value: 0.5, year: 2030, ...test },
    };
  return { year: 2030, share: 0.5, ...part };
}

/** Something no key takes. */
const NONSENSE = [["-zzz-"]];

/** The issues of a file, each with the text it points at. */
function issuesIn(file: Json): { readonly issue: Issue; readonly at: string }[] {
  const text = JSON.stringify(file);
  const issues: Issue[] = [];
  readScenarioFile(text, "a.json", issues);
  return issues
    .filter(({ severity }) => severity === "error")
    .map((issue) => ({ issue, at: text.slice(issue.column! - 1) }));
}

describe("the grammar", () => {
  it.each(MAPS)("%s names only maps and words that exist", (map) => {
    for (const part of Object.values(keysOf(map)).flatMap(({ shape }) => inside(shape))) {
      if (part.kind === "map") expect(MAPS).toContain(part.of);
      if (part.kind === "word") expect(Object.keys(WORDS)).toContain(part.words);
    }
    const { oneOf = [], beside = {}, variants }: MapGrammar = GRAMMAR[map];
    const owned = Object.values(variants?.of ?? {}).flatMap(({ needs, allows }) => [...needs, ...allows]);
    const named = [...oneOf, ...Object.keys(beside), ...Object.values(beside), ...owned];
    expect(named.filter((key) => !(key in keysOf(map)))).toEqual([]);
  });

  it("says what every key and word means, in both languages", () => {
    const abouts = [
      ...MAPS.flatMap((map) => Object.values(keysOf(map))),
      ...Object.values(WORDS).flatMap((set) => Object.values(set)),
    ];
    expect(
      abouts.filter(
        ({ about }) => !/\p{Script=Han}|Sobol|Saltelli|Morris|PERT/u.test(about.zh) || !/[a-z]/i.test(about.en),
      ),
    ).toEqual([]);
  });

  it("the maps below are all a file can hold", () => {
    expect(Object.keys(HOLDERS).sort()).toEqual([...reachable()].sort());
  });
});

const KNOWN = Object.keys(HOLDERS).flatMap((map) =>
  keyList(map as MapName).known.map((key) => [map as MapName, key] as const),
);
const LATER = Object.keys(HOLDERS).flatMap((map) =>
  keyList(map as MapName).later.map((key) => [map as MapName, key] as const),
);

describe("the readers", () => {
  it.each(Object.keys(HOLDERS) as MapName[])("take the file that holds %s", (map) => {
    expect(issuesIn(HOLDERS[map]!(map === "policy" ? { start: 2026 } : {})).map(({ issue }) => issue.problem)).toEqual(
      [],
    );
  });

  it.each(KNOWN)("%s reads %s: nonsense under it is an error there", (map, key) => {
    const found = issuesIn(HOLDERS[map]!({ [key]: NONSENSE })).filter(({ at }) => /^("\w+":)?\[*"-zzz-"/.test(at));
    expect(found.map(({ issue }) => issue.code)).not.toEqual([]);
    expect(found.map(({ issue }) => issue.code)).not.toContain("unknown-key");
  });

  it.each(LATER)("%s refuses %s as not supported yet", (map, key) => {
    const found = issuesIn(HOLDERS[map]!({ [key]: NONSENSE })).map(({ issue }) => issue.code);
    expect(found).toContain("not-supported-yet");
  });
});
