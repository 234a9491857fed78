import { describe, expect, it } from "vitest";
import { parseScenarioFile } from "../../src/scenarios/parse.ts";
import { issuesOf, pack } from "./files.ts";

describe("parseScenarioFile", () => {
  it("gives what is written, with the places it was written at", () => {
    const text = pack(
      "policy: {start: 2026}\nlevers:\n  rotation.share: {set: 0.2, where: {region: west}, source: {basis: law, title: t}}",
      "a",
    );
    const place = (line: number, column: number) => ({ file: "a.yaml", line, column });
    expect(parseScenarioFile(text, "a.yaml")).toEqual({
      kind: "package",
      place: place(1, 1),
      id: "a",
      title: { zh: "测试", en: "测试" },
      include: [],
      changes: [
        {
          parameter: "rotation.share",
          from: 2026,
          after: "hold",
          where: { place: place(7, 37), region: ["west"] },
          rules: [
            { operation: { kind: "set", value: 0.2 }, source: { basis: "law", title: "t" }, place: place(7, 19) },
          ],
          isOverride: false,
          fromPolicy: { start: true, stop: true },
          place: place(7, 19),
          writtenIn: "a",
        },
      ],
      balances: [],
      uncertainties: [],
      jointDraws: [],
      ensemble: {},
      goals: [],
    });
  });

  it("reads anchors and aliases as if their parts were written out", () => {
    const text = pack(
      "levers:\n  rotation.share: &change {set: 0.2, from: 2027}\n  rotation.paper_share: *change",
      "a",
    );
    const spec = parseScenarioFile(text, "a.yaml");
    expect(spec.kind === "package" && spec.changes.map(({ parameter, from }) => [parameter, from])).toEqual([
      ["rotation.share", 2027],
      ["rotation.paper_share", 2027],
    ]);
  });

  it("throws every error of the file", async () => {
    const text = pack("levers:\n  rotation.share: 9\n  rotation.paper_share: 9", "a");
    expect((await issuesOf(() => parseScenarioFile(text, "a.yaml"))).map((issue) => issue.code)).toContain(
      "value-out-of-range",
    );
    const errors = (await issuesOf(() => parseScenarioFile(text, "a.yaml"))).filter(
      (issue) => issue.severity === "error",
    );
    expect(errors).toHaveLength(2);
  });
});
