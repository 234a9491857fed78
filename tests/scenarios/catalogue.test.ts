import { describe, expect, it } from "vitest";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import type { CountyAttributes, CountyKind, Region } from "../../src/model/parameter-table.ts";
import { COLUMNS, columnsOf } from "../../src/model/columns.ts";
import { PARAMETERS, registryValue } from "../../src/model/parameters.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";
import { leverRows } from "../docs/lever-rows.ts";
import { CATALOGUE, idsOf } from "./catalogue-files.ts";
import { COUNTIES, county, valuesIn } from "./files.ts";

const resolve = (id: string) => resolveScenario(id, scenarioReader(id));
const fiveWays = () => resolveComparison("five-ways", scenarioReader("five-ways"));

/** As many counties as there are in the nation. */
const NATION: readonly CountyAttributes[] = Array.from({ length: 2895 }, (_, k) =>
  county({
    code: `${100000 + k}`,
    province: `${[11, 33, 45, 51, 62][k % 5]}`,
    kind: (["district", "county", "city", "zone"] satisfies CountyKind[])[k % 4]!,
    region: (["east", "central", "west", "northeast"] satisfies Region[])[k % 4]!,
    population: 1e5 + 317 * k,
    urbanShare: (k % 97) / 97,
  }),
);

describe("baseline", () => {
  it("changes nothing", async () => {
    const { changes, bind } = await resolve("baseline");
    expect(changes).toEqual([]);
    expect(bind(COUNTIES).profiles).toHaveLength(1);
  });

  it("draws 20 worlds over 18 to 24 parameters whose belief the registry holds, and capacity", async () => {
    const { ensemble, uncertainties } = await resolve("baseline");
    expect(ensemble).toMatchObject({ size: 20, seed: "junheng-2035", sampler: "lhs", replications: 1 });
    expect(uncertainties.length).toBeGreaterThanOrEqual(18);
    expect(uncertainties.length).toBeLessThanOrEqual(24);
    for (const { parameter, as } of uncertainties) {
      const isLever = PARAMETERS[parameter].role === "lever";
      expect([parameter, as]).toEqual([
        parameter,
        parameter === "certification.capacity" ? "scale" : isLever ? "add" : "set",
      ]);
    }
  });

  it("is held against a third of counties by 2027 and nine in ten by 2035", async () => {
    const { goals } = await resolve("baseline");
    expect(goals.map(({ id, year, value, source }) => [id, year, value, source.basis])).toEqual([
      ["quality-balance-2027", 2027, 0.3333, "law"],
      ["quality-balance-2035", 2035, 0.9, "assumption"],
    ]);
  });
});

describe("scenarios", () => {
  const values = async (id: string, parameter: Parameters<typeof valuesIn>[1], row = 0) =>
    valuesIn((await resolve(id)).bind(COUNTIES), parameter, row, 2024, 2030).map(
      (value) => Math.round(value * 1e6) / 1e6,
    );

  it("faster rotation doubles the share over three years", async () => {
    expect(await values("faster-rotation", "rotation.share")).toEqual([0.1, 0.133333, 0.166667, 0.2, 0.2, 0.2, 0.2]);
    expect(await values("faster-rotation", "rotation.backbone_share")).toEqual([0.2, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3]);
  });

  it("careful consolidation raises thresholds by steps of whole pupils, and tightens the travel limit", async () => {
    const today = registryValue("consolidation.min_pupils_primary", 2026);
    const factors = [1, 1, 1.06, 1.12, 1.18, 1.24, 1.3];
    expect(await values("careful-consolidation", "consolidation.min_pupils_primary")).toEqual(
      factors.map((factor) => Math.round(today * factor)),
    );
    const limit = registryValue("consolidation.travel_limit_km", 2026);
    expect(limit).toBeGreaterThan(5);
    expect(await values("careful-consolidation", "consolidation.travel_limit_km")).toEqual([
      limit,
      limit,
      5,
      5,
      5,
      5,
      5,
    ]);
  });

  it("the funding formula supports the counties of the centre and the west only", async () => {
    expect(await values("funding-formula", "funding.per_pupil_primary")).toEqual([720, 720, 760, 795, 830, 865, 900]);
    expect(await values("funding-formula", "funding.equalisation", 0)).toEqual([0, 0, 300, 300, 300, 300, 300]);
    expect(await values("funding-formula", "funding.equalisation", 2)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("all three make the changes of each", async () => {
    const ids = ["faster-rotation", "careful-consolidation", "funding-formula"];
    const each = (await Promise.all(ids.map(resolve))).flatMap(({ changes }) => changes);
    expect((await resolve("all-three")).changes).toEqual(each);
  });

  it("name a source for every change, in both languages, without warnings", async () => {
    const { scenarios } = await fiveWays();
    expect(scenarios.flatMap((scenario) => scenario.warnings)).toEqual([]);
    for (const change of scenarios.flatMap((scenario) => scenario.changes)) {
      expect(change.source?.title).toBeTruthy();
      expect(change.note?.zh).not.toBe(change.note?.en);
    }
  });
});

describe("five ways", () => {
  it("compares the baseline with four scenarios", async () => {
    const { scenarios, baseline } = await fiveWays();
    expect(baseline).toBe("baseline");
    expect(scenarios.map(({ id }) => id)).toEqual([
      "baseline",
      "faster-rotation",
      "careful-consolidation",
      "funding-formula",
      "all-three",
    ]);
  });

  it("binds to 2,895 counties in well under half a second", async () => {
    const { scenarios } = await fiveWays();
    const start = performance.now();
    const tables = scenarios.map(({ bind }) => bind(NATION));
    expect(performance.now() - start).toBeLessThan(500);
    expect(tables.map((table) => table.profiles.length)).toEqual([1, 1, 1, 2, 2]);
  });
});

describe("every file of the catalogue", () => {
  it.each(CATALOGUE)("$name reads without a warning under the id of its name, in both languages", async (file) => {
    const { id, kind, warnings } = await checkScenarioFile(file.id, scenarioReader(file.id));
    expect(warnings).toEqual([]);
    expect([`${id}.yaml`, kind]).toEqual([file.name, file.kind]);
    expect(file.title.zh).toMatch(/\p{Script=Han}/u);
    expect(file.title.en).not.toMatch(/\p{Script=Han}/u);
    expect(file.note.zh).toMatch(/^问题：.*？.*依据：/s);
    expect(file.note.en).toMatch(file.kind === "package" ? /^Asks / : /^Asks .* Rests on /s);
  });

  it("has a title of its own in both languages among files of its kind", () => {
    for (const language of ["zh", "en"] as const) {
      const titles = CATALOGUE.map(({ kind, title }) => `${kind} ${title[language]}`);
      expect(titles.filter((title, k) => titles.indexOf(title) !== k)).toEqual([]);
    }
  });
});

describe("every scenario of the catalogue", () => {
  const scenarios = idsOf("scenario").filter((id) => id !== "baseline");

  it.each(scenarios)(
    "%s gives every parameter it names another value than the baseline in some county and year",
    async (id) => {
      const [{ changes, bind }, baseline] = await Promise.all([resolve(id), resolve("baseline")]);
      const today = baseline.bind(NATION).profiles[0]!;
      const { profiles } = bind(NATION);
      expect(changes.length).toBeGreaterThan(0);
      const acts = (columns: readonly number[]) =>
        profiles.some((values) => values.some((value, k) => columns.includes(k % COLUMNS) && value !== today[k]));
      expect(changes.filter(({ parameter }) => !acts(columnsOf(parameter)))).toEqual([]);
    },
  );

  it.each(scenarios)(
    "%s acts on each parameter once, from 2025 on, with a source and a note in both languages",
    async (id) => {
      const { changes } = await resolve(id);
      const parameters = changes.map(({ parameter }) => parameter);
      expect(parameters.filter((parameter, k) => parameters.indexOf(parameter) !== k)).toEqual([]);
      expect(changes.filter(({ from }) => from < 2025)).toEqual([]);
      for (const { note, source } of changes) {
        expect(source?.title).toBeTruthy();
        expect(note!.zh).toMatch(/\p{Script=Han}/u);
        expect(note!.en).not.toMatch(/\p{Script=Han}/u);
      }
    },
  );

  it("belongs to a comparison, and every package to a scenario", () => {
    const compared = CATALOGUE.flatMap((file) => file.scenarios);
    expect(scenarios.filter((id) => !compared.includes(id))).toEqual([]);
    const included = CATALOGUE.flatMap((file) => file.include);
    expect(idsOf("package").filter((id) => !included.includes(id))).toEqual([]);
  });
});

describe("the catalogue as a whole", () => {
  it("holds twelve scenarios and more, and changes a lever of every family", async () => {
    expect(idsOf("scenario").length).toBeGreaterThan(30);
    const resolved = await Promise.all(idsOf("scenario").map(resolve));
    const changed = new Set<string>(resolved.flatMap(({ changes }) => changes.map(({ parameter }) => parameter)));
    const levers = leverRows();
    const families = [...new Set(levers.map(({ family }) => family))];
    expect(families.length).toBeGreaterThan(10);
    expect(families.filter((family) => !levers.some((one) => one.family === family && changed.has(one.id)))).toEqual(
      [],
    );
  });

  it("runs every comparison on the worlds of the baseline", async () => {
    for (const id of idsOf("comparison")) {
      const { baseline, scenarios } = await resolveComparison(id, scenarioReader(id));
      expect(baseline).toBe("baseline");
      expect(scenarios.length).toBeGreaterThan(2);
      expect(scenarios.flatMap((scenario) => scenario.warnings)).toEqual([]);
    }
  });
});

describe("the plan of three levels", () => {
  const changed = async (id: string) => (await resolve(id)).changes.map(({ parameter }) => parameter);

  it("adds one level at a time", async () => {
    const [province, city, county] = await Promise.all(
      ["province-plan", "province-and-city-plan", "three-level-plan"].map(changed),
    );
    expect(city!.slice(0, province!.length)).toEqual(province);
    expect(county!.slice(0, city!.length)).toEqual(city);
    expect(city!.slice(province!.length)).toEqual(["certification.city_check_share", "certification.early_warning"]);
  });

  it("gives the province what provinces decide, and the county what counties decide", async () => {
    const decider = new Map(leverRows().map((row) => [row.id, row.decider]));
    const province = await changed("province-plan");
    const city = await changed("province-and-city-plan");
    const county = (await changed("three-level-plan")).slice(city.length);
    expect(new Set(province.map((id) => decider.get(id)))).toEqual(new Set(["province"]));
    expect(new Set(county.map((id) => decider.get(id)))).toEqual(new Set(["county"]));
  });
});
