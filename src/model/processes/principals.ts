import type { YearContext } from "../context.ts";
import { TEACHING_POINT, type CountyState, type SiteTable } from "../state.ts";

/** Chance that a principal leaves the post before the term ends: retirement, promotion, illness (share/year, assumed). */
const EARLY_LEAVE = 0.05;
/** School years in which a principal counts as new (the first two; the published effect is gone later). */
const NEW_YEARS = 2;

/**
 * Principals move after their years at a school, some leave earlier, and each is followed by a new one. Rules PRI-1 and PRI-2.
 * A teaching point has no principal of its own.
 *
 * Writes `sites.principalSince`. Draws one uniform per school.
 */
export function rotatePrincipals({ sites }: CountyState, context: YearContext): void {
  const years = context.value("principals.rotation_years");
  const stream = context.stream("principal");
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || sites.kind[site] === TEACHING_POINT) continue;
    const isDue = context.year - sites.principalSince[site]! >= years;
    if (isDue || stream.uniform(site) < EARLY_LEAVE) sites.principalSince[site] = context.year;
  }
}

/** True while the principal of a school is in the first two years. */
export function hasNewPrincipal({ kind, principalSince }: SiteTable, site: number, year: number): boolean {
  return kind[site] !== TEACHING_POINT && year - principalSince[site]! < NEW_YEARS;
}
