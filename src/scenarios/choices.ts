import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS, type ParameterId } from "../model/parameters.ts";
import { didYouMean, readChoice, shorten } from "./fields.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { Tree } from "./yaml-tree.ts";

/** The named values of a parameter that is a choice, in order; undefined for a number. */
export function choicesOf(parameter: ParameterId): Parameter["choices"] {
  const { choices }: Parameter = PARAMETERS[parameter];
  return choices;
}

/** The position of the choice a file names. */
export function readChoiceValue(tree: Tree, parameter: ParameterId, issues: Issue[]): number | undefined {
  const ids = choicesOf(parameter)!.map(({ id }) => id);
  const found = readChoice(tree, parameter, ids, issues);
  return found === undefined ? undefined : ids.indexOf(found);
}

/** The position of the choice typed on the command line. */
export function choiceValue(
  written: string,
  parameter: ParameterId,
  place: Place,
  issues: Issue[],
): number | undefined {
  const ids = choicesOf(parameter)!.map(({ id }) => id);
  if (ids.includes(written)) return ids.indexOf(written);
  return fail(issues, place, "unknown-value", `${parameter} is "${shorten(written)}"`, {
    expected: ids.join(", "),
    suggestion: didYouMean(written, ids, issues),
  });
}

/** Notes an operation or a phase-in that would pass between choices: a choice is set, and holds from its first year. */
export function refuseArithmetic(
  what: string,
  at: Place,
  parameter: ParameterId,
  issues: Issue[],
  expected = `set: ${choicesOf(parameter)!
    .map(({ id }) => id)
    .join(" | ")}`,
): undefined {
  return fail(issues, at, "choice-arithmetic", `${parameter} is a choice; it cannot take ${what}`, { expected });
}

/** A value as tables show it: the title of a choice, or the number. */
export function valueText(parameter: ParameterId, value: number): Bilingual {
  return choicesOf(parameter)?.[value]?.title ?? { zh: String(value), en: String(value) };
}
