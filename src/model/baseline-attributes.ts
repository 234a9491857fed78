import { assessStage } from "../standard/assess-stage.ts";
import { EDITION_2017 } from "../standard/editions/2017.ts";
import { stageRule } from "../standard/stage-rule.ts";
import { RESOURCE_INDICATORS } from "../standard/stage-table.ts";
import { cloneCounty } from "./clone.ts";
import { countyIndicators } from "./county-indicators.ts";
import { BASELINE_INPUTS } from "./formula-inputs.ts";
import { createObservation, observe } from "./observe.ts";
import { formClasses } from "./processes/classes.ts";
import type { CountyState } from "./state.ts";

const RULES = [stageRule(EDITION_2017, "primary"), stageRule(EDITION_2017, "junior")] as const;

/**
 * Attributes of a county's initial world in the order of `BASELINE_INPUTS`; the state is not touched. They are the same in
 * all worlds: what a world draws later multiplies the stocks of all sites of a province alike, which no coefficient shows.
 * A coefficient is 0 where the county has no school of the stage.
 */
export function baselineAttributes(state: CountyState): Float64Array {
  const open = cloneCounty(state);
  formClasses(open);
  const { tables } = observe(open, createObservation(open.sites.count));
  const { largeClassShare, meanSchoolSize, villageShare } = countyIndicators(open);
  const coefficients = ([0, 1] as const).flatMap((stage) => {
    if (tables[stage].count === 0) return RESOURCE_INDICATORS.map(() => 0);
    const { coefficient } = assessStage(tables[stage], RULES[stage]);
    return Array.from(coefficient, (value) => (Number.isFinite(value) ? value : 0));
  });
  const values = Float64Array.of(...coefficients, largeClassShare, meanSchoolSize, villageShare, state.wealth);
  if (values.length !== Object.keys(BASELINE_INPUTS).length) throw new RangeError("baseline attributes do not match");
  return values;
}
