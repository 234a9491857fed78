import { Piscina } from "piscina";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BLOCK } from "../../src/model/board.ts";
import { canShare, simulateWorld } from "../../src/model/simulate.ts";
import { joinTeam, PARTNER_FAILED, shareTeam } from "../../src/model/team.ts";
import type { Trace } from "../../src/model/trace.ts";
import { tableOf } from "./nation.ts";
import type { TeamTask } from "./team-worker.ts";
import { villages } from "./villages.ts";

/**
 * | mutant                                              | killed by                                       |
 * | --------------------------------------------------- | ----------------------------------------------- |
 * | left-behind shares of others' counties not read     | gives the traces of one thread                  |
 * | satisfaction not on the board                       | gives the traces of one thread                  |
 * | a member clears the sums of all blocks              | gives the traces of one thread                  |
 * | sums added up county by county, not block by block  | gives the traces of one thread                  |
 * | `fail` does not wake who waits                      | ends all threads if one fails                   |
 * | blocks dealt out by members − 1                     | deals every county to one member                |
 */
describe("a team of threads", () => {
  let pool: Piscina<TeamTask, readonly Trace[]>;
  beforeAll(() => {
    const filename = new URL("./team-thread.js", import.meta.url).href;
    pool = new Piscina({ filename, minThreads: 2, maxThreads: 2, execArgv: [] });
  });
  afterAll(() => pool.destroy());
  const counties = villages([]).counties.length;

  it("deals every county to one member, in whole blocks", () => {
    const shared = shareTeam(5 * BLOCK + 3, 3);
    const members = [0, 1, 2].map((member) => joinTeam(shared, member));
    const all = members.flatMap(({ own }) => own).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 5 * BLOCK + 3 }, (_, c) => c));
    expect(members.map(({ blocks }) => blocks)).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(members.map(({ isLeader }) => isLeader)).toEqual([true, false, false]);
  });

  it("gives the traces of one thread, byte for byte", { timeout: 120_000 }, async () => {
    expect(counties).toBeGreaterThan(BLOCK);
    const team = shareTeam(counties, 2);
    const [shared] = await Promise.all([0, 1].map((member) => pool.run({ team, member })));
    const nation = villages();
    const tables = [tableOf(nation), tableOf(nation, { "rotation.share": 0.2 }, { from: 2025 })];
    const alone = simulateWorld(nation, tables, [5, 6]);
    expect(shared).toEqual(alone);
    expect(alone[0]!.sums).not.toEqual(alone[1]!.sums);
  });

  it("ends all threads if one fails, each with its own error", { timeout: 60_000 }, async () => {
    const team = shareTeam(counties, 2);
    const parts = await Promise.allSettled([0, 1].map((member) => pool.run({ team, member, fails: member === 1 })));
    const messages = parts.map((part) => (part.status === "rejected" ? (part.reason as Error).message : "finished"));
    expect(messages[0]).toBe(PARTNER_FAILED);
    expect(messages[1]).toMatch(/do not balance/);
  });

  it("is refused where a county's values depend on last year's state, or people are followed", () => {
    const nation = villages([0]);
    const plain = tableOf(nation);
    expect(canShare([plain])).toBe(true);
    expect(canShare([plain], { pupils: 1, teachers: 0 })).toBe(false);
    const team = joinTeam(shareTeam(counties, 2), 0);
    const follow = { pupils: 1, teachers: 0 };
    expect(() => simulateWorld(nation, [plain], [1, 2], { team, follow })).toThrow(/cannot be shared/);
  });
});
