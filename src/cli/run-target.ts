import type { Bilingual } from "../core/bilingual.ts";
import type { Read } from "../scenarios/references.ts";
import type { Requests } from "../scenarios/resolve-explanation.ts";
import { resolveComparison, resolveScenario, resolveScenarios } from "../scenarios/resolve.ts";
import type { ResolvedScenario } from "../scenarios/scenario.ts";
import { parseSetting } from "../scenarios/settings.ts";
import type { RunTarget } from "./ensemble-run.ts";
import { refuseViews } from "./view-issues.ts";

/** What a command line asks to run, as typed. */
export interface TargetRequest extends Requests {
  /** `comparison` = the one reference is a comparison; `scenarios` = each is a scenario, the first being the baseline. */
  readonly kind: "comparison" | "scenarios";
  readonly refs: readonly string[];
  /** Scenario to put first instead: an id in a comparison, a reference among scenarios. */
  readonly baseline?: string;
}

/**
 * Settles what a command line asks to run.
 * @param settings Values of `--set`, as typed.
 * @throws InputError with everything that is wrong in the files, the settings or the choice of a baseline.
 */
export async function resolveTarget(
  request: TargetRequest,
  read: Read,
  settings: readonly string[] = [],
): Promise<RunTarget> {
  const parsed = settings.map(parseSetting);
  const { kind, refs, baseline, ...requests } = request;
  if (kind === "comparison") {
    const asked = { ...requests, ...(baseline !== undefined && { baseline }) };
    const comparison = await resolveComparison(refs[0]!, read, parsed, asked);
    refuseViews(comparison);
    return comparison;
  }
  const all = baseline === undefined ? refs : [baseline, ...refs.filter((ref) => ref !== baseline)];
  if (all.length === 1) {
    const scenario = await resolveScenario(all[0]!, read, parsed);
    return { id: scenario.id, title: scenario.title, scenarios: [scenario] };
  }
  const compared = await resolveScenarios(all, read, parsed, requests);
  return { id: folderName(compared.scenarios), title: jointTitle(compared.scenarios), ...compared };
}

/** References a request names, for the reader of its files. */
export function referencesOf({ kind, refs, baseline }: TargetRequest): readonly string[] {
  return kind === "scenarios" && baseline !== undefined ? [baseline, ...refs] : refs;
}

/** Most characters of a folder named after several scenarios. */
const LONGEST_NAME = 80;

function folderName(scenarios: readonly ResolvedScenario[]): string {
  const [baseline, ...others] = scenarios.map(({ id }) => id.replaceAll("/", "-"));
  const name = `${baseline}-vs-${others.join("-")}`;
  return name.length <= LONGEST_NAME ? name : `${baseline}-vs-${others.length}-scenarios`.slice(0, LONGEST_NAME);
}

function jointTitle([baseline, ...others]: readonly ResolvedScenario[]): Bilingual {
  return {
    zh: `${others.map(({ title }) => title.zh).join("、")} 对比 ${baseline!.title.zh}`,
    en: `${others.map(({ title }) => title.en).join(", ")} against ${baseline!.title.en}`,
  };
}
