import { log } from "../../core/elementary.ts";
import { placeChances } from "../../model/place-choice.ts";
import { SEAT, stageEnrolment, teaches, TOWN, VILLAGE, type SiteTable } from "../../model/state.ts";

/** Tastes that make the choice model of 2020 give the observed-like shares exactly: the rest of the utility is subtracted. */
export function calibratedTaste(
  sites: SiteTable,
  pupils: Int32Array,
  wayKm: Float64Array,
  targets: readonly Float64Array[],
): Float64Array {
  const taste = new Float64Array(6);
  const chances = new Float64Array(3);
  for (let stage = 0; stage < 2; stage++) {
    const quality = qualityBySetting(sites, pupils, stage);
    for (const home of [VILLAGE, TOWN]) {
      const terms = {
        quality,
        way: wayKm.slice(home * 3, home * 3 + 3),
        crowding: [0, 0, 0],
        qualityWeight: 0.5,
        distanceWeight: stage === 0 ? 0.35 : 0.18,
        crowdingWeight: 0,
      };
      placeChances(home, terms, [0, 0, 0], chances);
      const target = targets[stage]!;
      const ratio = (setting: number) => {
        const reference = Math.max(target[home * 3 + home]!, 1e-6) / Math.max(chances[home]!, 1e-6);
        return log(Math.max(target[home * 3 + setting]!, 1e-6) / Math.max(chances[setting]!, 1e-6) / reference);
      };
      if (home === VILLAGE) {
        taste[stage * 3] = ratio(TOWN);
        taste[stage * 3 + 1] = ratio(SEAT);
      } else taste[stage * 3 + 2] = ratio(SEAT);
    }
  }
  return taste;
}

/** Pupil-weighted mean quality of the schools of a stage by setting; NaN where there is none. */
function qualityBySetting(sites: SiteTable, pupils: Int32Array, stage: number): number[] {
  return [VILLAGE, TOWN, SEAT].map((setting) => {
    let sum = 0;
    let weight = 0;
    for (let site = 0; site < sites.count; site++) {
      if (sites.setting[site] !== setting || !teaches(sites.kind[site]!, stage)) continue;
      const n = stageEnrolment(pupils, site, stage);
      sum += n * sites.quality[site]!;
      weight += n;
    }
    return weight > 0 ? sum / weight : NaN;
  });
}
