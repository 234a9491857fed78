import { loadRunData } from "../../src/cli/data-files.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import { sumIn } from "../../src/model/trace.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { startStepClock } from "../../src/model/step-clock.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { joinTeam, type SharedTeam } from "../../src/model/team.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";

/** One thread's part of a national world. */
export interface Part {
  readonly team: SharedTeam;
  readonly member: number;
  readonly sample: number;
  readonly isProfiled: boolean;
}

/** What a thread did: stocks of its counties in 2020, seconds, and where the time went. */
export interface PartResult {
  readonly sites: number;
  readonly teachers: number;
  readonly pupils: number;
  readonly buildSeconds: number;
  readonly seconds: number;
  /** Milliseconds by step. */
  readonly profile: readonly (readonly [string, number])[];
  readonly certified2035: number;
}

/** Builds the counties of one thread and runs them to 2035 under the baseline. */
export default async function work({ team: shared, member, sample: share, isProfiled }: Part): Promise<PartResult> {
  const { counties, provinces, totals } = loadRunData(undefined);
  const sample = sampleCounties(counties, share);
  const team = joinTeam(shared, member);
  const scenario = await resolveScenario("baseline", scenarioReader("baseline"));
  const table = tableOfSample(scenario.bind(counties.map(({ attributes }) => attributes)), sample.rows);
  const begun = performance.now();
  const nation = { ...buildNation(counties, provinces, totals, sample, team.own), isSpent: true };
  const stocks = stocksOf(nation.counties);
  team.meet();
  const built = performance.now();
  const clock = isProfiled ? startStepClock(() => performance.now()) : undefined;
  try {
    const [trace] = simulateWorld(nation, [table], [2026, 1128], { team, clock });
    return {
      ...stocks,
      buildSeconds: (built - begun) / 1000,
      seconds: (performance.now() - built) / 1000,
      profile: [...(clock?.spent ?? [])],
      certified2035: team.isLeader ? sumIn(trace!, "certified", 2035) : 0,
    };
  } catch (error) {
    team.fail();
    throw error;
  }
}

function stocksOf(counties: Parameters<typeof simulateWorld>[0]["counties"]) {
  let [sites, teachers, pupils] = [0, 0, 0];
  for (const county of counties) {
    for (let site = 0; site < county.sites.count; site++) sites += county.sites.isOpen[site]!;
    teachers += county.teachers.count;
    for (const n of county.pupils) pupils += n;
  }
  return { sites, teachers, pupils };
}
