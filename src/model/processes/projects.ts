import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import type { CountyState, Ledger } from "../state.ts";

/** Something capital can buy for one site, whole or in part. */
export interface Project {
  readonly site: number;
  /** Kind, in the order in which kinds are bought when places come first; breaks ties otherwise. */
  readonly kind: number;
  /** Units missing (rooms, m², yuan of equipment, beds), the least that can be bought at once, and the yuan a unit costs. */
  readonly units: number;
  readonly least: number;
  readonly unitCost: number;
  /** Part of what is needed that is missing (share). */
  readonly lack: number;
  readonly line: keyof Pick<Ledger, "places" | "buildings" | "sportsGround" | "equipment" | "multimedia" | "beds">;
  /** Adds units at the site. */
  readonly buy: (units: number, site: number) => void;
}

/** Positions of `funding.capital_objective`. */
export const PLACES_FIRST = 0;
const CERTIFICATION = 1;
const WEAKEST_SCHOOL = 2;

/** Cost of a whole project (yuan). */
export function costOf({ units, unitCost }: Project): number {
  return units * unitCost;
}

/** WRK-5: kinds in their order, within a kind the cheapest school first. */
export function inOrderOfKinds(projects: Project[]): Project[] {
  return projects.sort((a, b) => a.kind - b.kind || costOf(a) - costOf(b) || a.site - b.site);
}

/**
 * WRK-9: projects by benefit ÷ cost, best first; ties by kind, then site. The benefit is one requirement met (certification),
 * the pupils of the school times all that it lacks (weakest school), or its pupils times the part missing (per head).
 */
export function byObjective(state: CountyState, context: YearContext, projects: Project[]): Project[] {
  const objective = context.value("funding.capital_objective");
  const lackOfSite = new Float64Array(state.sites.count);
  for (const { site, lack } of projects) lackOfSite[site]! += lack;
  const value = new Map(
    projects.map((project) => {
      const pupils = Math.max(1, siteEnrolment(state.sites, project.site));
      const benefit =
        objective === CERTIFICATION
          ? 1
          : pupils * (objective === WEAKEST_SCHOOL ? lackOfSite[project.site]! : project.lack);
      return [project, benefit / costOf(project)];
    }),
  );
  return projects.sort((a, b) => value.get(b)! - value.get(a)! || a.kind - b.kind || a.site - b.site);
}

/**
 * Buys projects in their order until the money (yuan) ends. The last may be bought in part, so that more money buys all that
 * less money buys. Returns the yuan spent.
 */
export function buyInOrder(state: CountyState, projects: readonly Project[], money: number): number {
  return goDown(projects, money, ({ line, buy, site }, units, cost) => {
    buy(units, site);
    state.cash -= cost;
    state.ledger[line] += cost;
  });
}

/** Yuan that would be spent on the projects in their order if there were so much money. */
export function spendable(projects: readonly Project[], money: number): number {
  return goDown(projects, money, () => undefined);
}

/** Goes down the list as far as the money lasts, and returns the yuan it takes. */
function goDown(
  projects: readonly Project[],
  money: number,
  take: (project: Project, units: number, cost: number) => void,
): number {
  let spent = 0;
  for (const project of projects) {
    const bought = Math.min(project.units, Math.floor((money - spent) / project.unitCost));
    if (bought < project.least) break;
    const cost = bought * project.unitCost;
    take(project, bought, cost);
    spent += cost;
    if (bought < project.units) break;
  }
  return spent;
}
