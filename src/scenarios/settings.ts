import type { Issue } from "../core/issue.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS, PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { BALANCE, SHARE_GROUP_IDS } from "../model/share-groups.ts";
import { choicesOf, choiceValue, readChoiceValue } from "./choices.ts";
import { FAMILIES } from "./families.ts";
import { didYouMean, readMap, readNumber, readYear, shorten } from "./fields.ts";
import { checkValue } from "./parse-operation.ts";
import { endOf } from "./migrations.ts";
import type { Place } from "./place.ts";
import { fail, throwErrors } from "./place.ts";
import type { PolicyShift, Setting } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** File name that stands for the command line in messages. */
export const COMMAND_LINE = "--set";

/**
 * Reads `id=value` as typed after `--set`.
 * @throws InputError if the parameter is unknown or a constant, or the value is no number it can take.
 */
export function parseSetting(text: string): Setting {
  const issues: Issue[] = [];
  const place = { file: COMMAND_LINE };
  const setting = readAssignment(text, place, issues);
  throwErrors(issues);
  return setting!;
}

function readAssignment(text: string, place: Place, issues: Issue[]): Setting | undefined {
  const match = /^\s*([^=\s]+)\s*=\s*(\S+)\s*$/.exec(text.slice(0, 200));
  if (!match) {
    return fail(issues, place, "bad-setting", `"${shorten(text)}" is no setting`, {
      expected: "parameter=value, such as rotation.share=0.2",
    });
  }
  const [, name, written] = match as unknown as [string, string, string];
  const parameter = findParameter(name, place, issues);
  if (parameter !== undefined && choicesOf(parameter)) {
    const position = choiceValue(written, parameter, place, issues);
    return position === undefined ? undefined : { parameter, value: position, place };
  }
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) && Number.isFinite(Number(written));
  const value = Number(written);
  if (!isNumber) {
    return fail(issues, place, "wrong-type", `${name} is "${shorten(written)}"`, { expected: "a number" });
  }
  if (parameter === undefined) return undefined;
  checkValue(parameter, value, place, issues);
  return { parameter, value, place };
}

/** `set: {id: value}` of a scenario in a comparison. */
export function readSettings(tree: Tree, issues: Issue[]): readonly Setting[] {
  const settings: Setting[] = [];
  for (const [name, { keyAt, value: valueTree }] of readMap(tree, "set", issues)?.entries ?? []) {
    if (POLICY_KEYS.includes(name)) continue;
    const parameter = findParameter(name, keyAt, issues);
    const isChoice = parameter !== undefined && choicesOf(parameter) !== undefined;
    const value = isChoice ? readChoiceValue(valueTree, parameter, issues) : readNumber(valueTree, name, issues);
    if (parameter === undefined || value === undefined) continue;
    checkValue(parameter, value, valueTree.at, issues);
    settings.push({ parameter, value, place: keyAt });
  }
  return settings;
}

const POLICY_KEYS: readonly string[] = ["policy.start", "policy.stop"];

/** `set: {policy.start: year, policy.stop: year}` of a scenario in a comparison. */
export function readPolicyShift(tree: Tree, issues: Issue[]): PolicyShift | undefined {
  const entries = tree.kind === "map" ? tree.entries : new Map<string, never>();
  const read = (key: string) => {
    const entry = entries.get(key);
    const year = entry && readYear(entry.value, key, issues);
    return year === undefined ? undefined : { year, place: entry!.keyAt };
  };
  const [start, stop] = [read("policy.start"), read("policy.stop")];
  return start || stop ? { ...(start && { start }), ...(stop && { stop }) } : undefined;
}

/** The parameters a name stands for: one, or one for each stage; none, with an issue, where a scenario may set none of that name. */
export function findParameters(name: string, at: Place, issues: Issue[]): readonly ParameterId[] {
  const members = FAMILIES.get(name);
  const found = members ?? [findParameter(name, at, issues)];
  return found.flatMap((parameter) => parameter ?? []);
}

/** The parameter of that name, if a scenario may set it. */
export function findParameter(name: string, at: Place, issues: Issue[]): ParameterId | undefined {
  const found = PARAMETER_IDS.find((id) => id === name);
  if (found !== undefined) return checkRole(found, PARAMETERS[found], undefined, at, issues) ? found : undefined;
  const members = FAMILIES.get(name);
  if (members) {
    return fail(issues, at, "names-several", `${name} stands for several parameters`, {
      expected: `one of them here: ${members.join(", ")}`,
    });
  }
  if (name.startsWith("policy.")) {
    return fail(issues, at, "not-supported-yet", `setting "${shorten(name)}" is not supported yet`, {
      expected: "the id of a parameter, or policy.start and policy.stop of a scenario in a comparison",
    });
  }
  const end = endOf(name);
  if (end) {
    return fail(issues, at, "older-parameter", `"${name}" is a parameter of model ${end.from}`, {
      expected: end.to,
      suggestion: `a file written for that model says so with model: ${end.from}; \`junheng migrate\` then says what becomes of it`,
    });
  }
  if (name === BALANCE || SHARE_GROUP_IDS.some((group) => group === name)) {
    return fail(issues, at, "derived-share", `${name} is no parameter: it follows from the shares of its group`, {
      expected: "funding.provincial_share or a funding.central_share_tier…",
    });
  }
  return fail(issues, at, "unknown-parameter", `unknown parameter "${shorten(name)}"`, {
    expected: "an id that `junheng params` lists",
    suggestion: didYouMean(name, [...PARAMETER_IDS, ...FAMILIES.keys()], issues),
  });
}

/** Whether a parameter may be written in a section; notes where it belongs instead. */
export function checkRole(
  id: string,
  { role }: Pick<Parameter, "role">,
  section: "levers" | "assumptions" | undefined,
  at: Place,
  issues: Issue[],
): boolean {
  if (role === "constant") {
    fail(issues, at, "constant-parameter", `${id} is a constant; no scenario may change it`);
    return false;
  }
  if (section === undefined || section === `${role}s`) return true;
  fail(
    issues,
    at,
    "wrong-role",
    `${id} is ${role === "lever" ? "a lever" : "an assumption"}, not one of the ${section}`,
    {
      suggestion: `move it to ${role}s:`,
    },
  );
  return false;
}
