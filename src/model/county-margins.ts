import { REGULATED_SIZE } from "./class-size.ts";
import { largestSchool } from "./schools.ts";
import { siteEnrolment } from "./cells.ts";
import type { YearContext } from "./context.ts";
import { FIRST_QUALITY_POLICY_ITEM, POLICY_ITEMS, SETTINGS, TEACHING_POINT, type CountyState } from "./state.ts";

/** Margins of school size (2,000; nine-year 2,500), class size (45; 50) and one music and one art room per twelve classes. */
export interface SiteMargins {
  schoolSize: number;
  classSize: number;
  artRooms: number;
}

/** Least margins over the open sites with pupils (CER-1). */
export function siteMargins({ sites }: CountyState): SiteMargins {
  const margins = { schoolSize: Infinity, classSize: Infinity, artRooms: Infinity };
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    if (n === 0) continue;
    margins.schoolSize = Math.min(margins.schoolSize, 1 - n / largestSchool(sites.kind[site]!));
    const largest = Math.max(
      sites.largestClass[site * 2]! / REGULATED_SIZE[0],
      sites.largestClass[site * 2 + 1]! / REGULATED_SIZE[1],
    );
    margins.classSize = Math.min(margins.classSize, 1 - largest);
    if (sites.kind[site] === TEACHING_POINT) continue;
    const dozens = Math.ceil((sites.classes[site * 2]! + sites.classes[site * 2 + 1]!) / 12);
    const rooms = Math.min(sites.musicRooms[site]!, sites.artRooms[site]!);
    margins.artRooms = Math.min(margins.artRooms, rooms / dozens - 1);
  }
  return margins;
}

/** Unsettled policy items count a twelfth each; rotation and training are held to their numbers. Paper rotation counts. */
export function governmentMargin({ policy, tally }: CountyState, context: YearContext): number {
  let open = 0;
  for (let k = 0; k < FIRST_QUALITY_POLICY_ITEM; k++) open += 1 - policy[k]!;
  const backbone = tally.rotated > 0 ? tally.rotatedBackbone / tally.rotated : 1;
  const backboneSlack = tally.rotated > 0 ? 0.5 / tally.rotated : 0;
  return Math.min(
    open > 0 ? -open / POLICY_ITEMS.length : 0.05,
    rotationMargin(tally.rotated, tally.eligibleForRotation),
    (backbone + backboneSlack) / 0.2 - 1,
    // Small schools anywhere in the county must be funded as a hundred pupils.
    Math.min(...SETTINGS.map((_, setting) => context.valueAt("funding.small_school_floor", setting))) / 100 - 1,
  );
}

/** A tenth of the eligible must rotate; half a person is forgiven, since whole numbers can miss a tenth by less than one. */
export function rotationMargin(rotated: number, eligible: number): number {
  return eligible > 0 ? (rotated + 0.5) / eligible / 0.1 - 1 : 9;
}

/** Unsettled policy items, retention of 95 % and training money of 5 %. The difference rate is measured nationally, not here. */
export function qualityMargin({ policy, retention }: CountyState, context: YearContext): number {
  let open = 0;
  for (let k = FIRST_QUALITY_POLICY_ITEM; k < POLICY_ITEMS.length; k++) open += 1 - policy[k]!;
  return Math.min(
    open > 0 ? -open / POLICY_ITEMS.length : 0.05,
    retention / 0.95 - 1,
    context.value("teachers.training_share") / 0.05 - 1,
  );
}
