import { log } from "../core/elementary.ts";
import { normal } from "../core/normal.ts";
import { openStream, type StreamKey } from "../core/stream.ts";
import type { CountyValue } from "./context.ts";
import { QUALITY_2017, type Regime } from "./regime.ts";
import type { CountyState } from "./state.ts";
import { streamNumber } from "./streams.ts";

/** Noise of a province's ranking, in standard deviations of development, and the longest slip in years (assumed). */
const RANKING_NOISE = 0.4;
const LONGEST_SLIP = 6;

/**
 * Gives every county its planned year: provinces take their better developed counties first, spread over the plan, and plans
 * slip by a geometric number of years. Rules CER-5 and CER-6. Draws two numbers per county, once per world.
 */
export function planCertification(
  counties: readonly CountyState[],
  value: CountyValue,
  key: StreamKey,
  regime: Regime = QUALITY_2017,
): void {
  const order = openStream(key, streamNumber("queue.order"), 2020, 0);
  const slip = openStream(key, streamNumber("queue.slip"), 2020, 0);
  const byProvince = new Map<string, { c: number; score: number }[]>();
  counties.forEach((state, c) => {
    const score = state.development + RANKING_NOISE * normal(order, state.id);
    const list = byProvince.get(state.attributes.province) ?? [];
    byProvince.set(state.attributes.province, list);
    list.push({ c, score });
  });
  for (const [province, list] of byProvince) {
    list.sort((a, b) => b.score - a.score || a.c - b.c);
    list.forEach(({ c }, rank) => {
      const { queue, attributes, weight, id } = counties[c]!;
      const mean = value(c, "certification.plan_slip_years");
      const years = mean > 0 ? Math.floor(log(slip.uniform(id)) / log(mean / (1 + mean))) : 0;
      const turn = Math.floor((rank / list.length) * regime.planSpan[attributes.region]);
      queue.planYear = regime.firstPlanYear + turn + Math.min(LONGEST_SLIP, years);
      // In a sample the early certificates fall by lot.
      const early = (regime.early.counties[province] ?? 0) / weight;
      if (rank >= Math.floor(early + slip.uniform(id, 1) * (weight === 1 ? 0 : 1))) return;
      queue.certifiedYear = regime.early.year;
      queue.lastStage = "certified";
    });
  }
}
