import { log } from "../../core/elementary.ts";
import { CHANCES, NODE_GRADES, settingChances, tasteIndex } from "../../model/place-choice.ts";
import { openSchools, type Value } from "../../model/schools.ts";
import { HOMES, INCOMES, KINDS, RESIDENCIES, SEAT, TOWN, VILLAGE, type CountyState } from "../../model/state.ts";

/** Steps of the solution; the chances of a single income class are met after one, of a mixture within a dozen. */
const STEPS = 60;

/**
 * Tastes that make the choice model of 2020 give the observed-like shares exactly: each is moved by the log of target over predicted
 * share, relative to the home setting, until they agree (Berry 1994).
 * @param state A county with classes and beds, as families of 2020 see it.
 * @param shares Share of each group among the children of the county; sums to 1.
 * @param targets By stage, chance of each setting by group: index `group × 3 + setting`.
 */
export function calibratedTaste(
  state: CountyState,
  shares: Float64Array,
  targets: readonly Float64Array[],
  value: Value,
): Float64Array {
  const taste = new Float64Array(6);
  const chances = new Float64Array(CHANCES);
  for (let stage = 0; stage < 2; stage++) {
    const own = taste.subarray(stage * 3, stage * 3 + 3);
    const grade = NODE_GRADES[stage]!;
    const schools = openSchools(state, grade, value);
    for (let step = 0; step < STEPS; step++) {
      settingChances(schools, grade, value, own, chances);
      for (const home of [VILLAGE, TOWN]) {
        const ratio = (setting: number) => {
          const predicted = predictedShare(chances, shares, home, setting);
          // A setting without a school has no share to meet.
          return predicted > 0 ? log(Math.max(targets[stage]![home * 3 + setting]!, 1e-6) / predicted) : 0;
        };
        for (let setting = home + 1; setting <= SEAT; setting++)
          own[tasteIndex(home, setting)]! += ratio(setting) - ratio(home);
      }
    }
  }
  return taste;
}

/** Share of the children of a home whom the choice model sends to a setting. */
function predictedShare(chances: Float64Array, shares: Float64Array, home: number, setting: number): number {
  let sum = 0;
  let all = 0;
  for (let income = 0; income < INCOMES; income++) {
    for (let residency = 0; residency < RESIDENCIES.length; residency++) {
      const share = shares[income * KINDS + residency * HOMES + home]!;
      all += share;
      sum += share * chances[(income * HOMES + home) * 3 + setting]!;
    }
  }
  return all > 0 ? sum / all : chances[home * 3 + setting]!;
}
