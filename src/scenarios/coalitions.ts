import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { bindChanges } from "./bind.ts";
import { compileFormulas } from "./formulas.ts";
import type { Generation } from "./load.ts";
import { throwErrors } from "./place.ts";
import type { ResolvedScenario } from "./scenario.ts";
import { stackLineage } from "./stack.ts";

/** One to whom a part of a difference is put down: a package, or `own`, all that the scenario does besides. */
export interface Player {
  readonly id: string;
  readonly title: Bilingual;
}

/** Everything that must be run to share out a scenario's difference from the baseline. */
export interface PackageGame {
  readonly scenario: string;
  readonly players: readonly Player[];
  /** The scenario with a subset of its players; player p takes part in coalition m where bit p of m is set. 0 is the baseline, the last the scenario. */
  readonly coalitions: readonly ResolvedScenario[];
}

/** Most packages whose shares are computed: 2⁶ coalitions. */
export const MOST_PACKAGES = 6;
/** Id of the player that stands for what belongs to no package. */
export const OWN = "own";
const OWN_TITLE: Bilingual = { zh: "情景的其他改动", en: "Everything else in the scenario" };

/** Packages of a scenario's lineage that the baseline does not include, in the order in which they act. */
export function packagesBeyond(scenario: ResolvedScenario, baseline: ResolvedScenario): readonly Player[] {
  const known = new Set(packagesOf(baseline.lineage.generations).map(({ place }) => place.file));
  return packagesOf(scenario.lineage.generations)
    .filter(({ place }) => !known.has(place.file))
    .map(({ id, title }) => ({ id, title }));
}

const packagesOf = (generations: readonly Generation[]) =>
  generations.flatMap(({ packages }) => packages.map(({ spec }) => spec));

/**
 * The scenario with every subset of the packages named. Whatever else distinguishes it from the baseline (its own changes, settings,
 * packages not named, an ancestry of its own) is one more player, if there is any. Without that player the packages act on the
 * baseline; two that conflict then act in their order.
 * @param by Ids of packages; between one and six.
 */
export async function coalitionsOf(
  scenario: ResolvedScenario,
  baseline: ResolvedScenario,
  by: readonly string[],
): Promise<PackageGame> {
  const beyond = packagesBeyond(scenario, baseline);
  const players: Player[] = beyond.filter(({ id }) => by.includes(id));
  const parts = partsOf(scenario, baseline);
  const hasOwn = parts.hasOwn || beyond.length > players.length;
  const all = hasOwn ? [...players, { id: OWN, title: OWN_TITLE }] : players;
  const coalitions: ResolvedScenario[] = [];
  for (let mask = 0; mask < 1 << all.length; mask++) {
    const has = new Set(all.filter((_, p) => (mask >> p) & 1).map(({ id }) => id));
    if (mask === 0) coalitions.push(baseline);
    else if (has.size === all.length) coalitions.push(scenario);
    else {
      const isIn = (id: string) => has.has(beyond.every((one) => one.id !== id) || by.includes(id) ? id : OWN);
      coalitions.push(await settleCoalition(scenario, baseline, parts, has.has(OWN) || !hasOwn, isIn));
    }
  }
  return { scenario: scenario.id, players: all, coalitions };
}

/** How the lineage of a scenario stands to that of the baseline. */
interface Parts {
  /** Generations both have, from the oldest on. */
  readonly shared: number;
  readonly baselinePackages: ReadonlySet<string>;
  readonly hasOwn: boolean;
}

function partsOf(scenario: ResolvedScenario, baseline: ResolvedScenario): Parts {
  const [own, base] = [scenario.lineage.generations, baseline.lineage.generations];
  let shared = 0;
  while (shared < Math.min(own.length, base.length) && sameFile(own[shared]!, base[shared]!)) shared++;
  const beyond = own.slice(shared);
  const hasOwn =
    shared < base.length ||
    scenario.lineage.ownSettings.length > 0 ||
    beyond.some(
      ({ scenario: { changes, uncertainties, jointDraws } }) =>
        changes.length + uncertainties.length + jointDraws.length > 0,
    );
  return { shared, baselinePackages: new Set(packagesOf(base).map(({ id }) => id)), hasOwn };
}

const sameFile = (a: Generation, b: Generation) => a.scenario.place.file === b.scenario.place.file;

/** Settles one coalition; it takes the scenario's place in its own ancestry, or stands on the baseline. */
async function settleCoalition(
  scenario: ResolvedScenario,
  baseline: ResolvedScenario,
  { shared, baselinePackages }: Parts,
  withOwn: boolean,
  isIn: (id: string) => boolean,
): Promise<ResolvedScenario> {
  const { generations, ownSettings, settings } = scenario.lineage;
  const kept = generations.slice(shared).map(({ scenario: spec, packages }) => ({
    scenario: withOwn
      ? spec
      : { ...spec, changes: [], balances: [], uncertainties: [], jointDraws: [], goals: [], ensemble: {} },
    packages: packages.filter((one) => isIn(one.spec.id) || baselinePackages.has(one.spec.id)),
  }));
  const before = withOwn ? generations.slice(0, shared) : baseline.lineage.generations;
  // What a subset leaves unsaid (an override without its package, a conflict no longer settled) is no mistake of its author.
  const { changes, uncertainties, jointDraws } = stackLineage(
    [...before, ...kept],
    withOwn ? [...ownSettings, ...settings] : settings,
    [],
  );
  const issues: Issue[] = [];
  const formulas = await compileFormulas(changes, issues);
  throwErrors(issues);
  const bind: ResolvedScenario["bind"] = (counties, baselineOf) =>
    bindChanges(changes, formulas, { counties, baselineOf });
  return { ...scenario, changes: [], uncertainties, jointDraws, bind };
}
