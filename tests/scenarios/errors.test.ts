import { describe, expect, it } from "vitest";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";
import { checkRole, parseSetting } from "../../src/scenarios/settings.ts";
import type { Issue } from "../../src/core/issue.ts";
import { COUNTIES, comparison, issuesOf, pack, reading, scenario } from "./files.ts";
import { schemaErrors } from "./schema-check.ts";

/** A wrong file, and the one error it must give: code, `line:column`, and a part of the message. */
type Case = readonly [code: string, text: string, place: string, fragment: string];

const lever = (change: string) => scenario(`levers:\n  rotation.share: ${change}`);
const draw = (text: string) => scenario(`uncertainties:\n  ${text}`);
const goal = (text: string) => scenario(`goals:\n  - ${text}`);
const quality = "choice.quality_weight";
const good = "source: {basis: law, title: t}";

const OTHERS = {
  base: scenario(
    "levers:\n  rotation.share: 0.2\ngoals: [{id: half, title: t, year: 2030, share: 0.5, source: {basis: law, title: t}}]",
    "base",
  ),
  mine: scenario("extends: base\ninclude: [rival]", "mine"),
  fixed: scenario("extends: base\nlevers:\n  rotation.share: {set: 0.3, from: 2026, to: 2030}", "fixed"),
  formula: scenario(
    "extends: base\npolicy: {start: 2027}\nlevers:\n  rotation.share: {expr: k, with: {k: {path: {2026: 0.2, 2030: 0.3}}}}",
    "formula",
  ),
  pathed: scenario("extends: base\nlevers:\n  rotation.share: {path: {2026: 0.2, 2030: 0.3}}", "pathed"),
  crowd: scenario(
    `extends: base\ninclude: [${"1234567"
      .split("")
      .map((k) => `p${k}`)
      .join(", ")}]`,
    "crowd",
  ),
  ...Object.fromEntries(
    ["share", "backbone_share", "paper_share", "county_held_share", "directed_share", "radius_km", "subsidy"].map(
      (name, k) => [`p${k + 1}`, pack(`levers:\n  rotation.${name}: 0.3`, `p${k + 1}`)],
    ),
  ),
  pack: pack("levers:\n  rotation.share: 0.2", "pack"),
  rival: pack("levers:\n  rotation.share: 0.3", "rival"),
  vs: comparison("baseline: base\nscenarios: [test]"),
  loop: scenario("extends: test", "loop"),
  half: `junheng: 1\nkind: goal\nid: half\ntitle: 过半\nyear: 2030\nshare: 0.5\n${good}`,
};

const WHOLE_FILE: readonly Case[] = [
  ["file-too-large", `# ${"x".repeat(1_000_001)}`, "", "too large"],
  ["file-too-large", "[".repeat(200_000), "", "too many parts"],
  ["yaml-syntax", "a: [1", "1:6", "not valid YAML"],
  ["yaml-syntax", "a: !thing 1", "1:4", "not valid YAML"],
  ["yaml-syntax", "%YAML 1.1\n---\nkind: scenario", "1:1", "%YAML"],
  ["several-documents", `${scenario("")}---\nkind: goal`, "6:1", "second document"],
  ["empty-file", "# nothing here", "1:1", "holds nothing"],
  ["too-many-aliases", "a: &a [1]\nb: [*a, *b]", "2:9", "multiply without end"],
  ["wrong-type", "- a", "1:1", "the file is a list"],
  ["missing-key", "junheng: 1\nid: a\ntitle: t", "1:1", 'no "kind"'],
  ["missing-key", "kind: scenario\nid: a\ntitle: t", "1:1", 'no "junheng"'],
  ["missing-key", "junheng: 1\nkind: scenario\ntitle: t", "1:1", 'no "id"'],
  ["missing-key", "junheng: 1\nkind: scenario\nid: a", "1:1", 'no "title"'],
  ["unknown-format", "junheng: 2\nkind: scenario\nid: a\ntitle: t", "1:10", "junheng: 2"],
  ["wrong-model", scenario("model: 99"), "5:8", "model 99"],
  ["unknown-value", "junheng: 1\nkind: scenrio\nid: a\ntitle: t", "2:7", 'did you mean "scenario"'],
  ["not-supported-yet", "junheng: 1\nkind: solve\nid: a\ntitle: t", "2:7", "not supported yet"],
  ["missing-key", scenario("horizon: {from: 2024}"), "5:10", 'no "to"'],
  ["window-reversed", scenario("horizon: {from: 2030, to: 2024}"), "5:10", "2030 to 2024"],
  [
    "outside-horizon",
    scenario("horizon: {from: 2024, to: 2030}\nlevers:\n  rotation.share: {set: 0.2, from: 2031}"),
    "7:19",
    "2024 to 2030",
  ],
  [
    "outside-horizon",
    scenario("horizon: {from: 2024, to: 2030}\nlevers:\n  rotation.share: {path: {2026: 0.2, 2031: 0.3}}"),
    "7:26",
    "the last year of the path",
  ],
  [
    "outside-horizon",
    scenario("horizon: {from: 2024, to: 2030}\nlevers:\n  rotation.share: {set: 0.2, to: 2031}"),
    "7:19",
    "the last year of rotation.share is 2031",
  ],
  ["bad-id", "junheng: 1\nkind: scenario\nid: Not An Id\ntitle: t", "3:5", "lower-case"],
  ["wrong-type", "junheng: 1\nkind: scenario\nid: a\ntitle: 7", "4:8", "quote it"],
  ["missing-key", "junheng: 1\nkind: scenario\nid: a\ntitle: {en: only}", "4:8", 'no "zh"'],
  [
    "unknown-key",
    "junheng: 1\nkind: scenario\nid: a\ntitle: {zh: 甲, en: Now, later}",
    "4:25",
    "put the text in quotes",
  ],
  ["unknown-key", scenario("lever: {}"), "5:1", 'did you mean "levers"'],
  ["unknown-key", scenario("<<: {}"), "5:1", 'unknown key "<<"'],
  ["repeated-key", scenario("note: a\nnote: b"), "6:1", "occurs twice"],
  ["forbidden-key", scenario("__proto__: {a: 1}"), "5:1", "not allowed"],
  ["forbidden-key", scenario("levers:\n  constructor: 1"), "6:3", "not allowed"],
  ["bad-key", scenario("levers:\n  [1, 2]: 1"), "6:3", "not a name or a year"],
  ["wrong-type", scenario("levers:"), "5:8", "levers is empty"],
  ["bad-reference", scenario("extends: /etc/passwd"), "5:10", "relative path"],
  ["missing-file", scenario("extends: bsae"), "5:10", 'did you mean "base"'],
  ["missing-file", scenario("include: [pakc]"), "5:11", 'did you mean "pack"'],
  ["cycle", scenario("extends: test"), "5:10", "test.yaml extends test.yaml"],
  ["wrong-kind", scenario("extends: pack"), "5:10", "under include:"],
  ["wrong-kind", scenario("include: [base]"), "5:11", "with extends:"],
  ["wrong-kind", scenario("extends: vs"), "5:10", "a comparison"],
  ["wrong-type", scenario("include: []"), "5:10", "an empty list"],
  ["included-twice", scenario("include: [pack, pack]"), "5:17", "included already"],
  ["conflict", scenario("include: [pack, rival]"), "5:17", "set by both pack and rival"],
  ["override-nothing", lever("{set: 0.2, override: true}"), "6:19", "no ancestor or package"],
  ["wrong-type", scenario("extends: base\nlevers:\n  rotation.share: {set: 0.2, override: yes}"), "7:40", "override"],
  ["window-reversed", scenario("policy: {start: 2030, stop: 2026}"), "5:29", "2030 to 2026"],
  ["after-without-end", scenario("policy: {start: 2026, after: revert}"), "5:30", "no end"],
  ["bad-year", scenario('policy: {start: "2026"}'), "5:17", "whole school year from 2020 to 2035"],
  ["bad-year", scenario("policy: {stop: 2036}"), "5:16", "2036"],
  ["bad-year", scenario("policy: {stop: 2026.5}"), "5:16", "2026.5"],
];

const CHANGES: readonly Case[] = [
  ["unknown-parameter", scenario("levers:\n  rotation.shares: 1"), "6:3", 'did you mean "rotation.share"'],
  ["wrong-role", scenario(`levers:\n  ${quality}: 1`), "6:3", "move it to assumptions:"],
  ["wrong-role", scenario("assumptions:\n  rotation.share: 0.2"), "6:3", "move it to levers:"],
  ["wrong-type", lever('"0.2"'), "6:19", "without quotes"],
  ["wrong-type", lever("20%"), "6:19", "without quotes, commas or %"],
  ["wrong-type", lever(".nan"), "6:19", "a number"],
  ["wrong-type", lever("1e999"), "6:19", "a number"],
  ["value-out-of-range", lever("0.9"), "6:19", "rotation.share is 0.9 share/year; 0 to 0.5 share/year"],
  ["value-out-of-range", lever("{path: {2026: 0.1, 2027: -0.1}}"), "6:44", "is -0.1"],
  ["not-whole", scenario("levers:\n  rotation.spell_years: 2.5"), "6:25", "whole number of years"],
  ["unknown-value", scenario("levers:\n  rotation.rule: volunteers"), "6:18", "lot, volunteers-first"],
  ["unknown-value", scenario("levers:\n  rotation.rule: 1"), "6:18", "volunteers-first"],
  ["choice-arithmetic", scenario("levers:\n  rotation.rule: {add: 1}"), "6:19", "cannot take add"],
  ["choice-arithmetic", scenario("levers:\n  rotation.rule: {path: {2026: 1}}"), "6:19", "set: lot | volunteers-first"],
  [
    "choice-arithmetic",
    scenario("levers:\n  rotation.rule: {set: lot, phase_in: {years: 2}}"),
    "6:29",
    "cannot take phase_in",
  ],
  ["choice-arithmetic", draw("rotation.rule: {dist: prior}"), "6:25", "dist: discrete with values"],
  ["no-operation", lever("{from: 2026}"), "6:19", "set, add, scale, path, expr"],
  ["no-operation", lever("[]"), "6:19", "empty"],
  ["several-operations", lever("{set: 0.2, add: 0.1}"), "6:30", "set and add"],
  ["several-operations", lever("{set: 0.2, rules: [{set: 0.1}]}"), "6:20", "rules and set"],
  ["wrong-type", lever("{rules: []}"), "6:27", "a list of rules"],
  [
    "rule-never-applies",
    lever("{rules: [{set: 0.1, where: {region: west}}, {set: 0.2}]}"),
    "6:63",
    "general rule first",
  ],
  ["misplaced-key", lever("{set: 0.2, interp: step}"), "6:30", 'belongs to "path"'],
  ["misplaced-key", lever("{set: 0.2, with: {a: 1}}"), "6:30", 'belongs to "expr"'],
  ["unknown-key", lever("{set: 0.2, phasein: {years: 2}}"), "6:30", 'did you mean "phase_in"'],
  ["not-by-school", lever('{expr: "1", level: school}'), "6:38", "funding.per_pupil_primary, funding.per_pupil_junior"],
  ["unknown-value", lever('{expr: "1", level: site}'), "6:38", "county, school"],
  ["misplaced-key", lever("{set: 0.2, level: school}"), "6:30", 'belongs to "expr"'],
  ["misplaced-key", lever("{set: 0.2, unit: share}"), "6:30", 'belongs to "expr"'],
  ["wrong-unit", lever('{expr: "1", unit: percent}'), "6:37", "share/year, the unit of rotation.share"],
  [
    "wrong-unit",
    scenario("levers:\n  funding.per_pupil_primary: {expr: previous, unit: USD/pupil/year}"),
    "6:53",
    "yuan/pupil/year",
  ],
  ["unknown-key", lever("{set: 0.2, vary: province}"), "6:30", "vary"],
  ["unknown-key", lever("{set: 0.2, correlate: {}}"), "6:30", "correlate"],
  ["growth-from-nothing", lever("{path: {2026: 0, 2028: 0.2}, interp: growth}"), "6:56", "is 0 in 2026"],
  ["unknown-value", lever("{path: {2026: 0.2}, interp: liner}"), "6:47", 'did you mean "linear"'],
  ["unknown-value", lever("{path: {2026: 0.2}, op: mul}"), "6:43", "set, add, scale"],
  ["empty-path", lever("{path: {}}"), "6:26", "no years"],
  ["bad-year", lever("{path: {soon: 0.2}}"), "6:27", '"soon"'],
  ["bad-year", lever("{path: {2019: 0.2}}"), "6:27", "2019"],
  ["repeated-key", lever('{path: {2026: 0.2, "02026": 0.3}}'), "6:38", "2026 occurs twice"],
  ["lever-too-early", lever("{set: 0.2, from: 2024}"), "6:36", "2025 or later"],
  ["lever-too-early", lever("{path: {2024: 0.2, 2026: 0.3}}"), "6:26", "2025 or later"],
  ["lever-too-early", scenario("policy: {start: 2022}\nlevers:\n  rotation.share: 0.2"), "5:17", "2025 or later"],
  ["window-reversed", lever("{set: 0.2, from: 2028, to: 2026}"), "6:46", "2028 to 2026"],
  ["window-reversed", scenario("policy: {stop: 2023}\nlevers:\n  rotation.share: 0.2"), "7:19", "2025 to 2023"],
  ["after-without-end", lever("{set: 0.2, after: revert}"), "6:37", "policy.stop"],
  ["unknown-value", lever("{set: 0.2, to: 2026, after: return}"), "6:47", "hold, revert"],
  ["path-outside-window", lever("{path: {2026: 0.2}, from: 2027}"), "6:26", "begins in 2026"],
  ["path-outside-window", lever("{path: {2026: 0.2, 2030: 0.3}, to: 2028}"), "6:26", "runs to 2030"],
  ["path-outside-window", lever('{expr: "a", with: {a: {path: {2026: 0.2}}}}'), "6:48", "begins in 2026"],
  ["missing-key", lever("{set: 0.2, phase_in: {shape: linear}}"), "6:40", "years"],
  ["bad-number", lever("{set: 0.2, phase_in: {years: 0}}"), "6:48", "from 1 to 16"],
  ["bad-number", lever("{set: 0.2, phase_in: {years: 1.5}}"), "6:48", "whole"],
  [
    "not-supported-yet",
    scenario("levers:\n  rotation.share: {set: 0.2, source: {basis: law, title: t, date: 2020}}"),
    "6:61",
    "date",
  ],
  ["unknown-value", lever("{set: 0.2, source: {basis: rumour, title: t}}"), "6:46", "law, statistics"],
  ["missing-key", lever("{set: 0.2, source: {basis: law}}"), "6:38", "title"],
  ["wrong-type", lever("{set: 0.2, note: [a]}"), "6:36", "note is a list"],
];

const SHARES: readonly Case[] = [
  ["derived-share", scenario("levers:\n  funding.payer_tier1: 0.2"), "6:3", "follows from the shares"],
  ["derived-share", scenario("assumptions:\n  funding.county_share: 0.2"), "6:3", "funding.provincial_share"],
  ["bad-number", scenario("levers:\n  funding.county_share: 1.2"), "6:25", "from 0 to 1"],
  [
    "not-by-setting",
    scenario("levers:\n  funding.county_share: {set: 0.2, where: {setting: village}}"),
    "6:43",
    "whatever the setting",
  ],
  [
    "not-by-stage",
    scenario("levers:\n  funding.county_share: {set: 0.2, where: {stage: junior}}"),
    "6:43",
    "both stages",
  ],
  ["missing-key", scenario("levers:\n  funding.county_share: {from: 2026}"), "6:25", 'no "set"'],
  ["unknown-key", scenario("levers:\n  funding.county_share: {add: 0.1, set: 0.2}"), "6:26", "set, from, to"],
  [
    "window-reversed",
    scenario("levers:\n  funding.county_share: {set: 0.2, from: 2030, to: 2026}"),
    "6:52",
    "2030 to 2026",
  ],
];

const TARGETS: readonly Case[] = [
  ["unquoted-code", lever("{set: 0.2, where: {province: [51]}}"), "6:49", 'quote it: "51"'],
  ["unquoted-code", lever("{set: 0.2, where: {county: 510525}}"), "6:46", 'quote it: "510525"'],
  ["unknown-value", lever('{set: 0.2, where: {province: "510"}}'), "6:48", "first two digits"],
  ["unknown-value", lever("{set: 0.2, where: {type: town}}"), "6:44", "district, county, city, zone"],
  ["unknown-value", lever("{set: 0.2, where: {region: wset}}"), "6:46", 'did you mean "west"'],
  ["repeated-value", lever("{set: 0.2, where: {region: [west, west]}}"), "6:53", "twice"],
  ["empty-target", lever("{set: 0.2, where: {}}"), "6:37", "whole nation"],
  ["empty-target", lever("{set: 0.2, where: {region: []}}"), "6:46", "empty list"],
  ["unquoted-code", lever("{set: 0.2, where: {prefecture: [5105]}}"), "6:51", 'quote it: "5105"'],
  ["unknown-value", lever('{set: 0.2, where: {prefecture: "51"}}'), "6:50", "first four digits"],
  ["unknown-value", lever('{set: 0.2, where: {tag: ["two words"]}}'), "6:44", "a word of the tags column"],
  ["not-by-stage", lever("{set: 0.2, where: {stage: primary}}"), "6:37", "funding.per_pupil"],
  [
    "unknown-value",
    scenario("levers:\n  funding.per_pupil: {set: 800, where: {stage: senior}}"),
    "6:48",
    "primary, junior",
  ],
  [
    "stage-never-applies",
    scenario("levers:\n  funding.per_pupil_primary: {set: 800, where: {stage: junior}}"),
    "6:48",
    "write funding.per_pupil for both stages",
  ],
  [
    "misplaced-key",
    scenario("levers:\n  funding.per_pupil: {set: 800, where: {region: west, except: {stage: junior}}}"),
    "6:63",
    "a stage is no county",
  ],
  ["value-out-of-range", scenario("levers:\n  funding.per_pupil: -1"), "6:22", "funding.per_pupil_primary is -1"],
  [
    "names-several",
    draw("funding.per_pupil: {dist: prior}"),
    "6:3",
    "funding.per_pupil_primary, funding.per_pupil_junior",
  ],
  ["not-by-setting", lever("{set: 0.2, where: {setting: village}}"), "6:37", "consolidation.min_pupils_point"],
  [
    "not-by-setting",
    lever("{set: 0.2, where: {region: west, except: {setting: village}}}"),
    "6:37",
    "whatever the setting",
  ],
  ["not-by-setting", lever("{rules: [{set: 0.1}, {set: 0.2, where: {setting: town}}]}"), "6:58", "setting only for"],
  ["not-by-setting", scenario("where: {setting: seat}\nlevers:\n  rotation.share: 0.2"), "5:8", "setting only for"],
  [
    "unknown-value",
    scenario("levers:\n  groups.share: {set: 0.2, where: {setting: vilage}}"),
    "6:45",
    'did you mean "village"',
  ],
  ["unknown-key", lever('{set: 0.2, where: {provinces: "51"}}'), "6:38", 'did you mean "province"'],
  [
    "nation-wide-parameter",
    scenario("levers:\n  certification.capacity: {set: 400, where: {region: west}}"),
    "6:45",
    "one number for the nation",
  ],
  [
    "nation-wide-parameter",
    scenario("where: {region: west}\nlevers:\n  certification.capacity: 400"),
    "5:8",
    "one number for the nation",
  ],
  [
    "nation-wide-parameter",
    scenario('levers:\n  certification.capacity: {expr: "population / 5000"}'),
    "6:34",
    "without attributes",
  ],
];

const EXPRESSIONS: readonly Case[] = [
  ["expression-too-long", lever(`{expr: "${"1+".repeat(250)}1"}`), "6:26", "at most 500"],
  ["bad-expression", lever('{expr: "1 +"}'), "6:26", "no formula"],
  ["bad-expression", lever('{expr: "1 # one"}'), "6:26", "without comments"],
  ["bad-expression", lever('{expr: "max()"}'), "6:26", "0 arguments"],
  ["bad-expression", lever('{expr: "log(2, 10)"}'), "6:26", "2 arguments"],
  ["unknown-name", lever('{expr: "yaer / 10000"}'), "6:26", 'did you mean "year"'],
  ["unknown-name", lever('{set: 0.2, where: {if: "year > 2026"}}'), "6:42", "population, urban_share, migrant_share"],
  ["unknown-name", lever('{expr: "pupils / 1000"}'), "6:26", "only a formula with level: school"],
  ["unknown-name", lever('{set: 0.2, where: {if: "last.pupils > 9"}}'), "6:42", "fixed at the start year"],
  ["unknown-name", lever('{expr: "last.pupil / 1000"}'), "6:26", 'did you mean "last.pupils"'],
  ["unknown-name", lever('{expr: "baseline.constructor"}'), "6:26", "baseline.constructor"],
  ["unknown-name", lever('{expr: "last"}'), "6:26", '"last"'],
  ["forbidden-expression", lever('{expr: "last.pupils.x"}'), "6:26", "last.pupils.x"],
  ["forbidden-expression", lever("{expr: \"last['pupils']\"}"), "6:26", "accessor"],
  ["forbidden-expression", lever('{expr: "previous.pupils"}'), "6:26", "accessor"],
  ["forbidden-expression", lever('{expr: "last.pupils(1)"}'), "6:26", "a call of"],
  ["bad-name", lever('{expr: "last + year", with: {last: 1}}'), "6:26", "hides a name"],
  [
    "no-last-year",
    scenario('assumptions:\n  demography.home_drift: {expr: "previous * (1 - last.certified)"}'),
    "6:33",
    "from: 2021 or later",
  ],
  [
    "nation-wide-parameter",
    scenario('levers:\n  certification.capacity: {expr: "last.pupils"}'),
    "6:34",
    "without attributes",
  ],
  ["unknown-function", lever('{expr: "sqr(previous)"}'), "6:26", 'did you mean "sqrt"'],
  ["unknown-function", lever("{expr: \"import('fs')\"}"), "6:26", "import"],
  ["forbidden-expression", lever('{expr: "a = 1"}'), "6:26", "assignment"],
  ["forbidden-expression", lever("{expr: \"sqrt.constructor('x')\"}"), "6:26", "constructor"],
  ["forbidden-expression", lever('{expr: "5%"}'), "6:26", "write 0.05"],
  ["forbidden-expression", lever('{expr: "2 previous"}'), "6:26", "write *"],
  ["forbidden-expression", lever('{expr: "Infinity"}'), "6:26", "constant"],
  ["mixed-expression", lever('{expr: "previous > 1"}'), "6:26", "needs a number"],
  ["mixed-expression", lever('{set: 0.2, where: {if: "population"}}'), "6:42", "needs a comparison"],
  ["mixed-expression", lever('{expr: "1 + (previous > 1)"}'), "6:26", "needs a number"],
  ["unused-name", lever('{expr: "previous", with: {a: 1}}'), "6:26", "with.a"],
  ["bad-name", lever('{expr: "year", with: {year: 1}}'), "6:26", "hides a name"],
  ["bad-name", lever('{expr: "previous", with: {a-b: 1}}'), "6:45", "letters, digits or _"],
  ["missing-key", lever('{expr: "a", with: {a: {interp: step}}}'), "6:41", 'no "path"'],
];

const UNCERTAINTIES: readonly Case[] = [
  ["no-belief", draw("demography.births: {dist: prior}"), "6:22", "no belief"],
  ["missing-key", draw(`${quality}: {low: 1}`), "6:26", 'no "dist"'],
  ["missing-key", draw(`${quality}: {dist: uniform, low: 0.2, high: 1, ${good}}`), "6:26", 'no "as"'],
  ["missing-key", draw(`${quality}: {dist: uniform, low: 0.2, as: set, ${good}}`), "6:26", 'no "high"'],
  ["misplaced-key", draw(`${quality}: {dist: prior, as: add}`), "6:40", 'takes no "as"'],
  [
    "misplaced-key",
    draw(`${quality}: {dist: uniform, low: 0, high: 1, mode: 1, as: set, ${good}}`),
    "6:59",
    'takes no "mode"',
  ],
  ["not-supported-yet", draw(`${quality}: {dist: prior, where: {region: west}}`), "6:40", "where"],
  ["unknown-value", draw(`${quality}: {dist: prior, vary: prefecture}`), "6:46", "run, province, county, year"],
  [
    "nation-wide-parameter",
    draw("migration.distance_elasticity: {dist: prior, vary: province}"),
    "6:54",
    "one number for the nation",
  ],
  [
    "nation-wide-parameter",
    draw(`certification.capacity: {dist: normal, mean: 0, sd: 9, as: add, vary: county, ${good}}`),
    "6:73",
    "vary: run or year",
  ],
  ["not-a-share-group", draw(`${quality}: {dist: dirichlet}`), "6:33", "funding.payer_tier1"],
  ["bad-distribution", draw(`${quality}: {dist: uniform, low: 1, high: 1, as: set, ${good}}`), "6:47", "low < high"],
  [
    "bad-distribution",
    draw(`${quality}: {dist: triangular, low: 0, mode: 2, high: 1, as: set, ${good}}`),
    "6:50",
    "low ≤ mode ≤ high",
  ],
  ["bad-distribution", draw(`${quality}: {dist: normal, mean: 1, sd: 0, as: add, ${good}}`), "6:54", "above 0"],
  [
    "value-out-of-range",
    draw(`${quality}: {dist: uniform, low: 0, high: 3, as: set, ${good}}`),
    "6:56",
    "0 to 2 logit/SD",
  ],
  [
    "value-out-of-range",
    draw(`${quality}: {dist: uniform, low: -1, high: 1, as: scale, ${good}}`),
    "6:47",
    "0 or more",
  ],
  [
    "bad-distribution",
    draw(`${quality}: {dist: lognormal, low: 0, high: 2, as: scale, ${good}}`),
    "6:49",
    "0 < low < high",
  ],
  [
    "bad-distribution",
    draw(`${quality}: {dist: lognormal, low: 2, high: 1, as: scale, ${good}}`),
    "6:49",
    "low and high of lognormal are 2 and 1",
  ],
  ["bad-distribution", draw(`${quality}: {dist: pert, low: 0, mode: 2, high: 1, as: set, ${good}}`), "6:44", "mode"],
  ["bad-distribution", draw(`${quality}: {dist: beta, mean: 1, sd: 0.1, as: set, ${good}}`), "6:45", "between 0 and 1"],
  ["bad-distribution", draw(`${quality}: {dist: beta, mean: 0.5, sd: 0, as: set, ${good}}`), "6:54", "above 0"],
  ["bad-distribution", draw(`${quality}: {dist: beta, mean: 0.2, sd: 0.4, as: set, ${good}}`), "6:54", "= 0.4000"],
  [
    "value-out-of-range",
    draw(`teachers.exit_rate_rural: {dist: beta, mean: 0.1, sd: 0.1, as: set, ${good}}`),
    "6:48",
    "an end of beta of teachers.exit_rate_rural is 1",
  ],
  ["missing-key", draw(`${quality}: {dist: discrete, values: [0, 1], as: set, ${good}}`), "6:26", 'no "weights"'],
  [
    "bad-distribution",
    draw(`${quality}: {dist: discrete, values: [1], weights: [1, 2], as: set, ${good}}`),
    "6:51",
    "values is a list of 1; a list of at least two",
  ],
  [
    "bad-distribution",
    draw(`${quality}: {dist: discrete, values: [0, 1], weights: [1, 2, 3], as: set, ${good}}`),
    "6:68",
    "2 values and 3 weights",
  ],
  [
    "bad-distribution",
    draw(`${quality}: {dist: discrete, values: [0, 1], weights: [1, 0], as: set, ${good}}`),
    "6:72",
    "a weight is 0",
  ],
  [
    "repeated-value",
    draw(`${quality}: {dist: discrete, values: [1, 1], weights: [1, 2], as: set, ${good}}`),
    "6:55",
    "1 is written twice",
  ],
  [
    "value-out-of-range",
    draw(`${quality}: {dist: discrete, values: [1, 3], weights: [1, 2], as: set, ${good}}`),
    "6:55",
    "values of choice.quality_weight is 3",
  ],
  [
    "not-whole",
    draw(`places.lead_years: {dist: discrete, values: [1, 1.5], weights: [1, 2], as: set, ${good}}`),
    "6:51",
    "whole numbers of",
  ],
  [
    "unknown-value",
    draw(`rotation.rule: {dist: discrete, values: [lot, lots], weights: [1, 2], as: set, ${good}}`),
    "6:49",
    'did you mean "lot"',
  ],
  [
    "choice-arithmetic",
    draw(`rotation.rule: {dist: discrete, values: [lot, incentive], weights: [1, 2], as: add, ${good}}`),
    "6:82",
    "cannot take as: add",
  ],
  [
    "choice-arithmetic",
    draw(
      `rotation.rule: {dist: discrete, values: [lot, incentive], weights: [1, 2], as: set, correlate: {${quality}: 0.5}, ${good}}`,
    ),
    "6:87",
    "cannot take correlate",
  ],
  [
    "draw-wipes-change",
    scenario(
      `levers:\n  rotation.rule: lot\nuncertainties:\n  rotation.rule: {dist: discrete, values: [lot, incentive], weights: [1, 2], as: set, ${good}}`,
    ),
    "8:18",
    "not both",
  ],
  ["unknown-key", draw(`${quality}: {dist: prior, concentration: 3}`), "6:40", "concentration"],
  ["bad-name", draw(`${quality}: {dist: prior, group: two words}`), "6:47", "one word"],
  ["bad-correlation", draw(`${quality}: {dist: prior, correlate: {${quality}: 0.5}}`), "6:52", "with itself"],
  [
    "bad-correlation",
    draw(`${quality}: {dist: prior, correlate: {funding.stickiness: 1}}`),
    "6:72",
    "between −1 and 1",
  ],
  [
    "bad-correlation",
    draw(`${quality}: {dist: prior, correlate: {funding.stickiness: 0.5}}`),
    "6:52",
    "which has no uncertainty here",
  ],
  [
    "bad-correlation",
    draw(
      `${quality}: {dist: prior, correlate: {funding.stickiness: 0.5}}\n  funding.stickiness: {dist: prior, vary: county}`,
    ),
    "6:52",
    "which varies by county",
  ],
  [
    "bad-correlation",
    draw(
      `${quality}: {dist: prior, correlate: {funding.stickiness: 0.5}}\n  funding.stickiness: {dist: prior, correlate: {${quality}: 0.4}}`,
    ),
    "6:52",
    "given as 0.5 and as 0.4",
  ],
  [
    "bad-correlation",
    draw(
      `${quality}: {dist: prior, correlate: {rotation.rule: 0.5}}\n  rotation.rule: {dist: discrete, values: [lot, incentive], weights: [1, 2], as: set, ${good}}`,
    ),
    "6:52",
    "which is a choice",
  ],
  [
    "unknown-parameter",
    draw(`${quality}: {dist: prior, correlate: {funding.sticky: 0.5}}`),
    "6:52",
    "unknown parameter",
  ],
  ["wrong-type", draw(`${quality}: {dist: prior, correlate: {funding.stickiness: much}}`), "6:72", "a number"],
  [
    "misplaced-key",
    draw(`${quality}: {dist: prior, vary: county, correlate: {funding.stickiness: 0.5}}`),
    "6:54",
    "one draw for the run",
  ],
  [
    "correlations-impossible",
    draw(
      `${quality}: {dist: prior, correlate: {funding.stickiness: 0.9, funding.own_growth: 0.9}}\n  funding.stickiness: {dist: prior, correlate: {funding.own_growth: -0.9}}\n  funding.own_growth: {dist: prior}`,
    ),
    "6:52",
    "choice.quality_weight, funding.own_growth, funding.stickiness cannot hold together",
  ],
  ["unknown-value", draw(`funding.payer_tier1: {dist: uniform, concentration: 9, ${good}}`), "6:31", "dirichlet"],
  ["missing-key", draw(`funding.payer_tier1: {dist: dirichlet, ${good}}`), "6:24", 'no "concentration"'],
  ["bad-distribution", draw(`funding.payer_tier1: {dist: dirichlet, concentration: 0, ${good}}`), "6:57", "above 0"],
  [
    "unknown-key",
    draw(`funding.payer_tier1: {dist: dirichlet, concentration: 9, vary: county, ${good}}`),
    "6:60",
    "vary",
  ],
  [
    "drawn-twice",
    draw(
      `funding.payer_tier1: {dist: dirichlet, concentration: 9, ${good}}\n  funding.provincial_share: {dist: normal, mean: 0, sd: 0.1, as: add, ${good}}`,
    ),
    "6:24",
    "funding.provincial_share is drawn alone and with funding.payer_tier1",
  ],
  [
    "derived-share",
    draw(`funding.county_share: {dist: normal, mean: 0, sd: 1, as: add, ${good}}`),
    "6:3",
    "follows from",
  ],
  [
    "draw-wipes-change",
    draw(`rotation.paper_share: {dist: uniform, low: 0, high: 1, as: set, ${good}}`),
    "6:62",
    "add or scale",
  ],
  ["bad-number", scenario("ensemble: {size: 0}"), "5:18", "from 1 to 100000"],
  ["wrong-type", scenario("ensemble: {seed: 7}"), "5:18", "quote it"],
  ["not-supported-yet", scenario("ensemble: {sampler: morris}"), "5:21", "lhs, random, sobol, oat"],
  ["misplaced-key", scenario("ensemble: {sampler: oat, size: 20}"), "5:26", "follow from the uncertain parameters"],
  ["bad-number", scenario("ensemble: {replications: 0}"), "5:26", "from 1 to 100000"],
  ["unknown-value", scenario("ensemble: {crn: false}"), "5:17", "always meet the same chance events"],
  ["wrong-type", scenario("ensemble: {quantiles: []}"), "5:23", "an empty list"],
  ["bad-number", scenario("ensemble: {quantiles: [0.5, 1.5]}"), "5:29", "from 0 to 1"],
  ["bad-number", scenario("ensemble: {quantiles: [0.5, 0.1]}"), "5:29", "numbers that rise"],
  ["missing-file", goal("haf"), "6:5", 'did you mean "half"'],
  ["wrong-kind", goal("pack"), "6:5", "under include:"],
  ["wrong-kind", scenario("extends: half"), "5:10", "name it under goals:"],
  ["repeated-value", scenario("goals: [half, half]"), "5:15", 'the goal "half" is given twice'],
  [
    "unknown-value",
    goal(`{id: a, title: t, metric: certified, test: {op: ">=", value: 0.5, year: 2030}, ${good}}`),
    "6:31",
    "certifiedShare",
  ],
  [
    "unknown-value",
    goal(`{id: a, title: t, metric: spending, test: {op: ">", value: 1, year: 2030}, ${good}}`),
    "6:52",
    ">=, <=",
  ],
  [
    "bad-number",
    goal(`{id: a, title: t, metric: boarders, test: {op: "<=", value: 30, year: 2030}, ${good}}`),
    "6:65",
    "from 0 to 1",
  ],
  ["bad-number", goal(`{id: a, title: t, year: 2030, share: 0.5, confidence: 80, ${good}}`), "6:59", "from 0 to 1"],
  [
    "misplaced-key",
    goal(`{id: a, title: t, metric: boarders, test: {op: "<=", value: 0.3, year: 2030}, year: 2027, ${good}}`),
    "6:83",
    'no "year" of its own',
  ],
  ["missing-key", goal(`{id: a, title: t, metric: boarders, ${good}}`), "6:5", 'no "test"'],
  [
    "unquoted-code",
    goal(`{id: a, title: t, metric: certifiedShare, test: {op: ">=", value: 0.3, year: 2030, scope: 51}, ${good}}`),
    "6:95",
    'quote it: "51"',
  ],
  [
    "scope-not-kept",
    goal(`{id: a, title: t, metric: boarders, test: {op: "<=", value: 0.3, year: 2030, scope: "51"}, ${good}}`),
    "6:89",
    "not kept by province",
  ],
  ["missing-key", goal(`{id: a, title: t, year: 2030, ${good}}`), "6:5", "share"],
  ["bad-number", goal(`{id: a, title: t, year: 2030, share: 90, ${good}}`), "6:42", "from 0 to 1"],
  ["wrong-type", scenario("goals: {}"), "5:8", "a list of goals"],
];

const PACKAGES: readonly Case[] = [
  ["package-not-leaf", pack("extends: base", "test"), "5:1", "stand alone"],
  ["package-not-leaf", pack("include: [pack]", "test"), "5:1", "stand alone"],
  ["misplaced-key", pack("ensemble: {size: 3}", "test"), "5:1", "in the scenario"],
  [
    "override-nothing",
    pack("levers:\n  rotation.share: {set: 0.2, override: true}", "test"),
    "6:40",
    "no package below it",
  ],
];

const COMPARISONS: readonly Case[] = [
  ["missing-key", comparison("scenarios: [base]"), "1:1", 'no "baseline"'],
  ["wrong-type", comparison("baseline: base\nscenarios: []"), "6:12", "an empty list"],
  ["repeated-scenario", comparison("baseline: base\nscenarios: [base]"), "6:13", "with as:"],
  ["not-supported-yet", comparison("baseline: base\nscenarios: [loop]\npairing: none"), "7:10", "none"],
  [
    "unknown-parameter",
    comparison("baseline: base\nscenarios: [{ref: base, as: b, set: {rotation.sare: 0.2}}]"),
    "6:38",
    "rotation.share",
  ],
  [
    "value-out-of-range",
    comparison("baseline: base\nscenarios: [{ref: base, as: b, set: {rotation.share: 2}}]"),
    "6:54",
    "0 to 0.5",
  ],
  ["wrong-kind", comparison("baseline: base\nscenarios: [pack]"), "6:13", "a package"],
  ["missing-file", comparison("baseline: bse\nscenarios: [rival]"), "5:11", "cannot find"],
  ["ensembles-differ", comparison("baseline: base\nscenarios: [sized]"), "6:13", "the baseline's 40"],
];

/** A comparison of the baseline with a scenario of one package; `more` follows on line 7. */
const compared = (more: string) => comparison(`baseline: base\nscenarios: [mine]\n${more}`);
const shifted = (set: string, ref = "mine") =>
  comparison(`baseline: base\nscenarios:\n  - {ref: ${ref}, as: b, set: {${set}}}`);

const EXPLANATIONS: readonly Case[] = [
  ["wrong-type", compared("differences: vs-previous"), "7:14", "a list"],
  ["unknown-value", compared("differences: [vs-baseline, vs-previos]"), "7:28", 'did you mean "vs-previous"'],
  ["missing-key", compared("differences: [vs-previous]"), "7:14", "leaves out vs-baseline"],
  ["repeated-value", compared("differences: [vs-baseline, vs-baseline]"), "7:28", "twice"],
  ["wrong-type", compared("attribution: shapley"), "7:14", "a map"],
  ["unknown-key", compared("attribution: {on: mine}"), "7:15", 'did you mean "of"'],
  ["unknown-value", compared("attribution: {method: shaply}"), "7:23", 'did you mean "shapley"'],
  ["not-supported-yet", compared("attribution: {method: stacked}"), "7:23", "stacked"],
  ["unknown-scenario", compared("attribution: {of: mien}"), "7:19", 'did you mean "mine"'],
  ["no-packages", compared("attribution: {of: base}"), "7:19", "no package that the baseline lacks"],
  ["unknown-package", compared("attribution: {by: [rivl]}"), "7:20", 'did you mean "rival"'],
  ["wrong-type", compared("attribution: {by: []}"), "7:19", "an empty list"],
  [
    "too-many-packages",
    comparison("baseline: base\nscenarios: [crowd]\nattribution: {of: crowd}"),
    "7:14",
    "at most 6: 64 runs",
  ],
  ["unknown-value", compared("ladder: {order: [posts, seat]}"), "7:25", 'did you mean "seats"'],
  ["repeated-value", compared("ladder: {order: [posts, posts]}"), "7:25", "order has posts twice"],
  ["unknown-scenario", compared("ladder: {of: other}"), "7:14", "base, mine"],
  ["unknown-value", compared("outcomes: [certifiedshare]"), "7:12", 'did you mean "certifiedShare"'],
  ["wrong-type", compared("outcomes: []"), "7:11", "an empty list"],
  ["bad-year", compared("years: [2036]"), "7:9", "2020 to 2035"],
  ["repeated-value", compared("years: [2030, 2030]"), "7:15", "2030 twice"],
  ["unknown-value", compared("by: [nation, provinces]"), "7:14", 'did you mean "province"'],
  ["missing-key", compared("by: [province]"), "7:5", "leaves out nation"],
  ["bad-number", compared("thresholds: [5, 1]"), "7:13", "the smallest first"],
  ["bad-number", compared("thresholds: [0, 1]"), "7:14", "0.01 to 100"],
  ["wrong-type", compared("views: []"), "7:8", "an empty list"],
  ["missing-key", compared("views: [{outcome: schools}]"), "7:9", 'no "type"'],
  ["unknown-value", compared("views: [{type: tilegird}]"), "7:16", 'did you mean "tilegrid"'],
  ["unknown-key", compared("views: [{type: fan, otcome: schools}]"), "7:21", 'did you mean "outcome"'],
  ["unknown-value", compared("views: [{type: fan, outcome: school}]"), "7:30", 'did you mean "schools"'],
  ["misplaced-key", compared("views: [{type: slope, goal: g}]"), "7:23", "view of type slope"],
  ["wrong-type", compared("views: [{type: slope, years: [2024]}]"), "7:30", "two years"],
  ["bad-year", compared("views: [{type: tilegrid, year: soon}]"), "7:32", '"soon"'],
  ["unknown-value", compared("views: [{type: strip, what: binding}]"), "7:29", "binding-item"],
  ["unknown-value", compared("views: [{type: strip, sort: first-bind}]"), "7:29", "first-bind-year"],
  ["unknown-goal", compared("views: [{type: fan, goal: halve}]"), "7:27", 'did you mean "half"'],
  ["bad-year", shifted("policy.start: 2019"), "7:44", "2020 to 2035"],
  ["lever-too-early", shifted("policy.start: 2024"), "7:30", "2025 or later"],
  ["window-reversed", shifted("policy.start: 2030, policy.stop: 2028"), "7:30", "run from 2030 to 2028"],
  ["shift-nothing", shifted("policy.start: 2027", "fixed"), "7:31", "changes nothing in fixed"],
  ["path-outside-window", shifted("policy.stop: 2028", "pathed"), "7:32", "runs to 2030"],
  ["path-outside-window", shifted("policy.start: 2025", "formula"), "7:33", "begins in 2026"],
  ["not-supported-yet", shifted("policy.after: 1"), "7:30", "policy.after"],
  [
    "unknown-value",
    comparison("baseline: base\nscenarios: [mine]\nladder: {order: [applicant]}"),
    "7:18",
    "applicants",
  ],
];

const place = (issue: Issue) => [issue.line, issue.column].filter((part) => part !== undefined).join(":");
const said = (issue: Issue) => [issue.problem, issue.expected, issue.suggestion].filter(Boolean).join("; ");
const errorsOf = async (text: string) => {
  const read = reading({ ...OTHERS, sized: scenario("ensemble: {size: 7}", "sized"), test: text });
  return (await issuesOf(() => checkScenarioFile("test", read))).filter((issue) => issue.severity === "error");
};

describe.each([
  ["files", WHOLE_FILE],
  ["changes", CHANGES],
  ["shares", SHARES],
  ["targets", TARGETS],
  ["expressions", EXPRESSIONS],
  ["uncertainties, ensembles, goals", UNCERTAINTIES],
  ["packages", PACKAGES],
  ["explanations and views of a comparison", EXPLANATIONS],
])("%s", (_, cases) => {
  it.each(cases)("%s: %s", async (code, text, at, fragment) => {
    const errors = await errorsOf(text);
    expect(errors.map((issue) => [issue.code, place(issue)])).toEqual([[code, at]]);
    expect(said(errors[0]!)).toContain(fragment);
    expect(errors[0]!.file).toBe("test.yaml");
  });
});

it.each(COMPARISONS)("comparisons: %s: %s", async (code, text, at, fragment) => {
  const errors = (await errorsOf(text)).filter((issue) => issue.file === "test.yaml");
  expect(errors.map((issue) => [issue.code, place(issue)])).toContainEqual([code, at]);
  expect(errors.map(said).join("\n")).toContain(fragment);
});

/**
 * Codes a schema cannot see, or not in every case: they depend on other files, on several places of one file, on the order of
 * things, on a formula, or on what YAML itself says.
 */
const BEYOND_A_SCHEMA = [
  ...["several-documents", "repeated-key", "missing-file", "cycle", "wrong-kind", "included-twice", "conflict"],
  ...["override-nothing", "repeated-scenario", "ensembles-differ", "bad-distribution", "rule-never-applies"],
  ...["window-reversed", "after-without-end", "lever-too-early", "path-outside-window", "nation-wide-parameter"],
  ...["expression-too-long", "bad-expression", "unknown-name", "unknown-function", "forbidden-expression"],
  ...["mixed-expression", "unused-name", "bad-name", "outside-horizon", "growth-from-nothing", "scope-not-kept"],
  ...["not-by-stage", "stage-never-applies", "bad-number", "misplaced-key", "repeated-value", "draw-wipes-change"],
  ...["bad-correlation", "correlations-impossible", "drawn-twice"],
  ...["not-by-setting", "not-by-school", "wrong-unit", "no-last-year"],
];

describe("the schema for editors", () => {
  const all = [WHOLE_FILE, CHANGES, TARGETS, EXPRESSIONS, UNCERTAINTIES, PACKAGES, COMPARISONS].flat();

  it("sees every mistake of shape", () => {
    const unseen = new Set(all.filter(([, text]) => schemaErrors(text).length === 0).map(([code]) => code));
    expect([...unseen].sort()).toEqual([...BEYOND_A_SCHEMA].sort());
  });
});

describe("at bind", () => {
  const errorsAtBind = async (body: string) => {
    const resolved = await resolveScenario("test", reading({ test: scenario(body) }));
    return issuesOf(() => resolved.bind(COUNTIES));
  };
  const change = (text: string) => `levers:\n  rotation.share: ${text}`;

  it.each([
    ["region-matches-nothing", change("{set: 0.2, where: {province: ['11']}}"), "6:37", "matches no county"],
    [
      "region-matches-nothing",
      change("{set: 0.2, where: {county: ['510525', '510526']}}"),
      "6:37",
      'did you mean "510525"',
    ],
    ["region-matches-nothing", change("{set: 0.2, where: {if: 'population > 9000000'}}"), "6:37", "matches no county"],
    [
      "region-matches-nothing",
      change("{set: 0.2, where: {region: west, except: {region: west}}}"),
      "6:37",
      "once its except",
    ],
    [
      "region-matches-nothing",
      `where: {region: west}\n${change("{rules: [{set: 0.2}, {set: 0.3, where: {region: east}}]}")}`,
      "7:40",
      "overlaps",
    ],
    [
      "value-out-of-range",
      change("{add: 0.45}"),
      "6:19",
      "rotation.share becomes 0.55 share/year in 2025; 0 to 0.5 share/year",
    ],
    ["value-out-of-range", change("{path: {2026: 2, 2030: 6}, op: scale}"), "6:19", "in 2030"],
    ["value-out-of-range", change("{add: 0.45, where: {region: east}}"), "6:19", "in 桐庐 (330122)"],
    ["value-out-of-range", change("{expr: 'urban_share'}"), "6:19", "0.9 share/year in 2025 in 青秀 (450103)"],
    ["not-a-number", change("{expr: 'sqrt(0 - previous)'}"), "6:19", "no number"],
    ["not-a-number", change("{expr: 'clamp(previous, 1, 0)'}"), "6:19", "no number"],
    ["value-out-of-range", change("{expr: '1 / 0'}"), "6:19", "Infinity"],
    ["no-baseline", change("{expr: 'baseline.village_share'}"), "6:26", "baseline.village_share"],
    [
      "no-baseline",
      change("{set: 0.2, where: {region: west, except: {if: 'baseline.wealth < 1'}}}"),
      "6:65",
      "junheng run",
    ],
    ["live-hold", change("{expr: 'last.certified / 2', to: 2030}"), "6:19", "each county in 2030"],
    [
      "live-hold",
      "levers:\n  funding.per_pupil_primary: {expr: pupils, level: school, to: 2030, after: hold}",
      "6:30",
      "after: revert, or a change without an end",
    ],
    [
      "live-hold",
      "levers:\n  funding.per_pupil_primary:\n    - {expr: pupils, level: school}\n    - {add: 5, to: 2030}",
      "8:7",
      "each school in 2030",
    ],
    [
      "live-hold",
      "levers:\n  funding.per_pupil_primary:\n    - {expr: pupils, level: school}\n    - {set: 800, to: 2026, phase_in: {years: 4}}",
      "8:7",
      "cannot be held",
    ],
  ] as readonly Case[])("%s: %s", async (code, body, at, fragment) => {
    const issues = await errorsAtBind(body);
    const found = issues.find((issue) => said(issue).includes(fragment));
    expect(found && [found.code, place(found), found.file]).toEqual([code, at, "test.yaml"]);
  });

  const shares = (text: string) => `levers:\n  ${text}`;
  it.each([
    [
      "shares-exceed-one",
      shares("funding.provincial_share: 0.3"),
      "6:29",
      "funding.payer_tier1 in 古蔺 (510525) in 2025: centre 0.8, province 0.3, which leaves -0.1 to the county",
    ],
    [
      "shares-exceed-one",
      shares("funding.provincial_share: {set: 0.5, where: {province: '33'}}\n  funding.central_share_tier4: 0.6"),
      "7:32",
      "funding.payer_tier4 in 桐庐 (330122) in 2025: centre 0.6, province 0.5",
    ],
    [
      "share-not-fixed",
      shares("funding.provincial_share: {expr: 'last.certified / 100'}"),
      "6:29",
      "only the run can evaluate",
    ],
    [
      "shares-do-not-add",
      shares("funding.county_share: {set: 0.2, where: {county: '330122'}}"),
      "6:25",
      "桐庐 (330122) in 2025",
    ],
    [
      "shares-do-not-add",
      shares("funding.county_share: 0.2"),
      "6:25",
      "桐庐 (330122) in 2025: centre 0.3, province 0, county 0.2",
    ],
    [
      "shares-do-not-add",
      shares(
        "funding.county_share: {set: 0.2, where: {province: '51'}, from: 2028}\n  funding.provincial_share: {set: 0.1, from: 2030, where: {region: west}}",
      ),
      "6:25",
      "in 2030: centre 0.8, province 0.1, county 0.2; funding.county_share 0.1, which the others leave",
    ],
  ] as readonly Case[])("%s: %s", async (code, body, at, fragment) => {
    const issues = await errorsAtBind(body);
    expect(issues.map((issue) => [issue.code, place(issue)])).toEqual([[code, at]]);
    expect(said(issues[0]!)).toContain(fragment);
  });

  it("shares that sum to one in every county are good, however they are written", async () => {
    const west = "{region: west}";
    expect(await errorsAtBind(shares(`funding.provincial_share: {set: 0.2, where: ${west}}`))).toEqual([]);
    expect(await errorsAtBind(shares("funding.county_share: {set: 0.7, where: {province: '33'}}"))).toEqual([]);
    const stated = `funding.central_share_tier1: 0.7\n  funding.provincial_share: {set: 0.1, where: ${west}}`;
    const counties = `{set: 0.2, where: {if: "urban_share < 0.5", region: west}}`;
    expect(await errorsAtBind(shares(`${stated}\n  funding.county_share: ${counties}`))).toEqual([]);
  });

  it("an except may lie outside its where, but must match a county", async () => {
    expect(await errorsAtBind(change("{set: 0.2, where: {region: west, except: {region: east}}}"))).toEqual([]);
    const issues = await errorsAtBind(change("{set: 0.2, where: {region: west, except: {region: central}}}"));
    expect(issues.map((issue) => [issue.code, place(issue)])).toEqual([["region-matches-nothing", "6:60"]]);
  });

  it("a value out of range names one county and counts the others", async () => {
    const [issue] = await errorsAtBind(change("{add: 0.45, where: {type: [county]}}"));
    expect(issue!.problem).toBe("rotation.share becomes 0.55 share/year in 2025 in 古蔺 (510525) and 1 more");
    const [whole] = await errorsAtBind(change("{add: 0.45}"));
    expect(whole!.problem).toBe("rotation.share becomes 0.55 share/year in 2025");
  });

  it("a wrong target is named once, however many changes share it", async () => {
    const body = "where: {province: ['11']}\nlevers:\n  rotation.share: 0.2\n  rotation.paper_share: 0.2";
    expect(await errorsAtBind(body)).toHaveLength(1);
  });

  it("a value that is out of range for a while is named once, although a later change mends it", async () => {
    const issues = await errorsAtBind("levers:\n  rotation.share:\n    - {scale: 6}\n    - {set: 0.2}");
    expect(issues.map((issue) => issue.code)).toEqual(["value-out-of-range"]);
  });
});

describe("settings", () => {
  it("give the parameter and its value", () => {
    expect(parseSetting("rotation.share=0.2")).toMatchObject({ parameter: "rotation.share", value: 0.2 });
    expect(parseSetting(" certification.capacity = 4e2 ").value).toBe(400);
    expect(parseSetting("rotation.receiver_effect=-.05").value).toBe(-0.05);
    expect(parseSetting("rotation.rule=incentive").value).toBe(3);
  });

  it.each([
    ["bad-setting", "rotation.share", "parameter=value"],
    ["bad-setting", "=0.2", "parameter=value"],
    ["unknown-parameter", "rotation.shar=0.2", 'did you mean "rotation.share"'],
    ["unknown-parameter", "__proto__=0.2", "unknown parameter"],
    ["wrong-type", "rotation.share=much", "a number"],
    ["wrong-type", "rotation.share=0x1", "a number"],
    ["wrong-type", "rotation.share=1e999", "a number"],
    ["value-out-of-range", "rotation.share=0.9", "0 to 0.5 share/year"],
    ["not-whole", "rotation.spell_years=1.5", "whole number"],
    ["not-supported-yet", "policy.start=2027", "policy.start"],
    ["derived-share", "funding.county_share=0.2", "follows from the shares"],
  ])("%s: %s", async (code, text, fragment) => {
    const [issue, ...more] = await issuesOf(() => parseSetting(text));
    expect([issue!.code, issue!.file, more]).toEqual([code, "--set", []]);
    expect(said(issue!)).toContain(fragment);
  });

  it("of one parameter may not be given twice", async () => {
    const both = [parseSetting("rotation.share=0.2"), parseSetting("rotation.share=0.3")];
    const issues = await issuesOf(() => resolveScenario("test", reading({ test: scenario("") }), both));
    expect(issues.map((issue) => issue.code)).toEqual(["repeated-value"]);
  });

  it("refuse constants", () => {
    const issues: Issue[] = [];
    expect(checkRole("law.years", { role: "constant" }, "levers", { file: "a" }, issues)).toBe(false);
    expect(issues.map((issue) => issue.code)).toEqual(["constant-parameter"]);
  });
});

describe("all together", () => {
  it("every issue of every file is reported, not only the first", async () => {
    const texts = {
      base: scenario("levers:\n  rotation.shar: 1\n  rotation.share: {set: 9, frm: 2026}", "base"),
      test: scenario("extends: base\ninclude: [gone]\nlevers:\n  teachers.cost: 1"),
    };
    const issues = await issuesOf(() => resolveScenario("test", reading(texts)));
    expect(issues.map((issue) => `${issue.file} ${issue.code}`)).toEqual([
      "test.yaml wrong-role",
      "test.yaml missing-file",
      "base.yaml unknown-parameter",
      "base.yaml unknown-key",
      "base.yaml value-out-of-range",
    ]);
  });

  it("a scenario is no comparison, and a comparison no scenario", async () => {
    const read = reading(OTHERS);
    expect((await issuesOf(() => resolveScenario("vs", read))).map((issue) => issue.code)).toEqual(["wrong-kind"]);
    expect((await issuesOf(() => resolveComparison("base", read))).map((issue) => issue.code)).toEqual(["wrong-kind"]);
    expect((await issuesOf(() => resolveScenario("gone", read))).map((issue) => [issue.code, issue.file])).toEqual([
      ["missing-file", "gone"],
    ]);
  });

  it("a cycle is reported where it closes", async () => {
    const texts = { test: scenario("extends: loop"), loop: OTHERS.loop };
    const issues = await issuesOf(() => resolveScenario("test", reading(texts)));
    expect(issues).toMatchObject([{ code: "cycle", file: "loop.yaml", line: 5, column: 10 }]);
    expect(issues[0]!.problem).toBe("test.yaml extends loop.yaml extends test.yaml");
  });

  it("a file full of mistakes gives a list of bearable length", async () => {
    const body = Array.from({ length: 5000 }, (_, k) => `key${k}: 1`).join("\n");
    const issues = await issuesOf(() => resolveScenario("test", reading({ test: scenario(body) })));
    expect(issues).toHaveLength(200);
  });

  it("references that multiply give one message at once", async () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let k = 1; k < 30; k++)
      lines.push(
        `a${k}: &a${k} [${Array(9)
          .fill(`*a${k - 1}`)
          .join(", ")}]`,
      );
    const start = performance.now();
    const issues = await issuesOf(() => resolveScenario("test", reading({ test: lines.join("\n") })));
    expect(issues.map((issue) => issue.code)).toEqual(["too-many-aliases"]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
