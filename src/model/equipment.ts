import type { SiteTable } from "./state.ts";

/** Yearly purchases of equipment that a site keeps apart, the youngest first: no purchase lasts longer. */
export const VINTAGES = 10;

/** A year passes (WRK-8): every purchase is a year older, and what has served `life` years is scrapped in full. */
export function ageEquipment(sites: SiteTable, life: number): void {
  const { vintages, equipment } = sites;
  vintages.copyWithin(1, 0);
  for (let site = 0; site < sites.count; site++) {
    const first = site * VINTAGES;
    vintages[first] = 0;
    vintages.fill(0, first + life, first + VINTAGES);
    let sum = 0;
    for (let age = 1; age < life; age++) sum += vintages[first + age]!;
    equipment[site] = sum;
  }
}

/** Buys equipment for a site this year (whole yuan). */
export function buyEquipment({ vintages, equipment }: SiteTable, site: number, yuan: number): void {
  vintages[site * VINTAGES]! += yuan;
  equipment[site]! += yuan;
}

/** Hands all equipment of a site to another, which keeps its ages. */
export function moveEquipment({ vintages, equipment }: SiteTable, from: number, to: number): void {
  for (let age = 0; age < VINTAGES; age++) {
    vintages[to * VINTAGES + age]! += vintages[from * VINTAGES + age]!;
    vintages[from * VINTAGES + age] = 0;
  }
  equipment[to]! += equipment[from]!;
  equipment[from] = 0;
}

/** Spreads the equipment a world starts with evenly over the last `life` yearly purchases (assumed), whole yuan each. */
export function spreadEquipment({ vintages, equipment, count }: SiteTable, life: number): void {
  for (let site = 0; site < count; site++) {
    const first = site * VINTAGES;
    const value = equipment[site]!;
    vintages.fill(0, first, first + VINTAGES);
    for (let age = 0; age < life; age++) {
      vintages[first + age] = Math.round((value * (age + 1)) / life) - Math.round((value * age) / life);
    }
  }
}
