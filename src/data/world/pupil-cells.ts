import { multinomial } from "../../core/urn.ts";
import type { Stream } from "../../core/stream.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GROUPS,
  POINT_GRADES,
  SEAT,
  TEACHING_POINT,
  VILLAGE,
  type SiteTable,
} from "../../model/state.ts";

/** Entrants of the six and three cohorts at school in 2020, grade 1 first (10,000 persons; bulletins, 2018–20 found, 2015–17 from memory). */
const PRIMARY_COHORTS = [1808.09, 1869.04, 1867.3, 1766.55, 1752.47, 1729.04] as const;
const JUNIOR_COHORTS = [1632.1, 1638.85, 1602.59] as const;

/**
 * Spreads the pupils of one stage over grades, groups and sites: first by setting and group, then over sites by weight.
 * Every draw splits a whole number, so the stage's total holds exactly.
 * @param settingOfGroup Chance that a pupil of a group attends a school of each setting: index `group × 3 + setting`.
 * @param weight Relative size of each site for the stage; 0 where the stage is not taught.
 */
export function fillStage(
  pupils: Int32Array,
  sites: SiteTable,
  stage: number,
  total: number,
  shares: Float64Array,
  settingOfGroup: Float64Array,
  weight: Float64Array,
  stream: Stream,
): void {
  const cohorts = stage === 0 ? PRIMARY_COHORTS : JUNIOR_COHORTS;
  const byGrade = new Int32Array(cohorts.length);
  multinomial(total, cohorts, byGrade, stream, stage, 0);
  const open = sitesBySetting(sites, weight);
  for (let g = 0; g < cohorts.length; g++) {
    const grade = stage === 0 ? g : FIRST_JUNIOR_GRADE + g;
    const byGroup = new Int32Array(GROUPS);
    multinomial(byGrade[g]!, shares, byGroup, stream, 100 + grade, 0);
    for (let group = 0; group < GROUPS; group++) {
      const bySetting = new Int32Array(3);
      multinomial(
        byGroup[group]!,
        settingOfGroup.slice(group * 3, group * 3 + 3),
        bySetting,
        stream,
        200 + grade * GROUPS + group,
        0,
      );
      for (let setting = VILLAGE; setting <= SEAT; setting++) {
        if (bySetting[setting]! === 0) continue;
        const rows = (open[setting]!.length > 0 ? open[setting]! : open.find((list) => list.length > 0)!).filter(
          (site) => !(sites.kind[site] === TEACHING_POINT && grade >= POINT_GRADES),
        );
        const targets = rows.length > 0 ? rows : [...open[1]!, ...open[2]!];
        const counts = new Int32Array(targets.length);
        multinomial(
          bySetting[setting]!,
          targets.map((site) => weight[site]!),
          counts,
          stream,
          1000 + (grade * GROUPS + group) * 3 + setting,
          0,
        );
        targets.forEach((site, i) => (pupils[cell(site, grade, group)]! += counts[i]!));
      }
    }
  }
}

function sitesBySetting(sites: SiteTable, weight: Float64Array): number[][] {
  const lists: number[][] = [[], [], []];
  for (let site = 0; site < sites.count; site++) if (weight[site]! > 0) lists[sites.setting[site]!]!.push(site);
  return lists;
}
