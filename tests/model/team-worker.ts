import { simulateWorld } from "../../src/model/simulate.ts";
import { joinTeam, type SharedTeam } from "../../src/model/team.ts";
import type { Trace } from "../../src/model/trace.ts";
import { tableOf } from "./nation.ts";
import { villages } from "./villages.ts";

/** A member's part of a world; `fails` makes it end in an error in the middle of a year. */
export interface TeamTask {
  readonly team: SharedTeam;
  readonly member: number;
  readonly fails?: boolean;
}

/** Runs two scenarios of the counties of `villages` as one of a team. */
export default function work({ team: shared, member, fails }: TeamTask): readonly Trace[] {
  const team = joinTeam(shared, member);
  try {
    const nation = villages(team.own);
    if (fails) nation.counties[team.own[0]!]!.pupils.fill(-1);
    return simulateWorld(
      nation,
      [tableOf(nation), tableOf(nation, { "rotation.share": 0.2 }, { from: 2025 })],
      [5, 6],
      {
        team,
      },
    );
  } catch (error) {
    team.fail();
    throw error;
  }
}
