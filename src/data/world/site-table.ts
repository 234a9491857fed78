import type { Stream } from "../../core/stream.ts";
import { VINTAGES } from "../../model/equipment.ts";
import { emptySites, type SiteTable } from "../../model/state.ts";
import type { NetworkPlan } from "./site-plan.ts";

/** Principals of 2020 came in any of the last two terms with equal chance (years, assumed). */
const LONGEST_TENURE = 10;

/** The empty site table of a laid-out county: every site open but the spare rows, without pupils or stocks. */
export function siteTable({ sites: plans }: NetworkPlan, principals: Stream): SiteTable {
  const sites = emptySites(plans.length, VINTAGES);
  plans.forEach((plan, site) => {
    sites.kind[site] = plan.kind;
    sites.setting[site] = plan.setting;
    sites.township[site] = plan.township;
    sites.x[site] = plan.x;
    sites.y[site] = plan.y;
    sites.isOpen[site] = plan.isSpare ? 0 : 1;
    sites.principalSince[site] = 2020 - Math.floor(LONGEST_TENURE * principals.uniform(site));
  });
  sites.receiver.fill(-1);
  sites.group.fill(-1);
  sites.catchmentKm.fill(1.2);
  return sites;
}
