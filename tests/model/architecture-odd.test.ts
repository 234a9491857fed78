import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AFTER_MOVES, BEFORE_MOVES, NATION_STEPS } from "../../src/model/schedule.ts";
import { PARAMETER_IDS } from "../../src/model/parameters.ts";

const root = new URL("../../", import.meta.url);
const odd = readFileSync(new URL("docs/ODD.md", root), "utf8");

function textsIn(folder: string): string[] {
  const names = readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(`${folder}${name}`, root), "utf8"));
}

/** Ids a text quotes, `ROT-1 to ROT-8` written out. */
function idsIn(text: string): string[] {
  const ranges = [...text.matchAll(/\b([A-Z]{3})-(\d+) to \1-(\d+)\b/g)].flatMap(([, family, first, last]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => `${family}-${Number(first) + i}`),
  );
  return [...ranges, ...[...text.matchAll(/\b[A-Z]{3}-\d+\b/g)].map(([id]) => id)];
}

const rules = [...odd.matchAll(/^- \*\*([A-Z]{3}-\d+)\*\* /gm)].map(([, id]) => id!);

describe("docs/ODD.md", () => {
  it("states every rule once, numbered without gaps", () => {
    expect(rules.length).toBeGreaterThan(90);
    expect(new Set(rules).size).toBe(rules.length);
    for (const family of new Set(rules.map((id) => id.slice(0, 3)))) {
      const numbers = rules.filter((id) => id.startsWith(family)).map((id) => Number(id.slice(4)));
      expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
    }
  });

  it("quotes only rules that it states", () => {
    expect(idsIn(odd).filter((id) => !rules.includes(id))).toEqual([]);
  });

  it("states every rule the source quotes, and the source quotes every rule", () => {
    const quoted = new Set(textsIn("src/model/").flatMap(idsIn));
    expect([...quoted].filter((id) => !rules.includes(id))).toEqual([]);
    expect(rules.filter((id) => !quoted.has(id))).toEqual([]);
  });

  it("has a test title for every rule, and no test of a rule it does not state", () => {
    const titles = textsIn("tests/model/").flatMap((text) =>
      [...text.matchAll(/^\s*(?:it|it\.each\([\s\S]*?\)|\])\)?\(?\(?["`]([A-Z]{3}-\d+)\b/gm)].map(([, id]) => id!),
    );
    expect(rules.filter((id) => !titles.includes(id))).toEqual([]);
    expect(titles.filter((id) => !rules.includes(id))).toEqual([]);
  });

  it("names parameters as the registry does", () => {
    const known = new Set<string>(PARAMETER_IDS);
    const named = [...odd.matchAll(/`([a-z]+\.[a-z0-9_]+)`/g)].map(([, id]) => id!);
    expect(named.filter((id) => !known.has(id) && !id.endsWith(".ts"))).toEqual([]);
    const missing = PARAMETER_IDS.filter((id) => !named.includes(id));
    expect(missing).toEqual([]);
  });

  it.each([
    ["CountyState", "state.ts"],
    ["SiteTable", "site-table.ts"],
    ["TeacherTable", "teacher-table.ts"],
    ["QueueState", "queue-state.ts"],
  ])("lists every state variable of %s in section 2", (name, file) => {
    const source = readFileSync(new URL(`src/model/${file}`, root), "utf8");
    const body = source.slice(source.indexOf(`export interface ${name} {`)).split("\n}")[0]!;
    const fields = [...body.matchAll(/^ {2}(?:readonly )?(\w+):/gm)].map(([, field]) => field!);
    const section = odd.slice(odd.indexOf("## 2. "), odd.indexOf("## 3. "));
    const from = section.indexOf(`(\`${name}\``);
    const table = section.slice(from, section.indexOf("\n\n**", from) + 1 || undefined);
    expect(fields.length).toBeGreaterThan(5);
    expect(fields.filter((field) => !table.includes(`\`${field}\``))).toEqual([]);
  });

  it("has the schedule of schedule.ts as its table", () => {
    const rows = [...odd.matchAll(/^\| \d+ \| ([a-z-]+) \| (county|nation) \| (\d{4}) \| [\d., ]+ \|$/gm)];
    const nation = { intercounty: 2021, certification: 2020 } as const;
    const row = (name: (typeof NATION_STEPS)[number]) => [name, "nation", nation[name]];
    const own = (steps: typeof BEFORE_MOVES) => steps.map(({ name, from }) => [name, "county", from]);
    const [moves, round] = NATION_STEPS;
    expect(rows.map(([, name, by, from]) => [name, by, Number(from)])).toEqual([
      ...own(BEFORE_MOVES),
      row(moves),
      ...own(AFTER_MOVES),
      row(round),
    ]);
  });
});
