import type { CountyValue } from "./context.ts";
import { isOff } from "./constraint-switches.ts";
import { exp, logistic, logit, pow } from "../core/elementary.ts";
import { siteEnrolment } from "./cells.ts";
import { provinceWayKm } from "./province-map.ts";
import { INCOMES, LOW_INCOME, NINE_YEAR, teaches, VILLAGE, type CountyState, type SiteTable } from "./state.ts";

/** Share of regulated places free at which no family is refused for want of a place (assumed). */
const AMPLE_PLACES = 0.1;
/** Share of low-income families in the nation: the gap in entry chances leaves the middle about where it is. */
const LOW_INCOME_SHARE = 1 / 3;

/** Where families may go this year, as they and the counties stood when the year began. */
export interface Destinations {
  /** Provinces in the order of their codes, and their counties. */
  readonly provinces: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** Weight of a county among those who try it and get in, and who try it and are refused: index `income × counties + county`. */
  readonly admitted: Float64Array;
  readonly refused: Float64Array;
  /** The same by province of origin and province tried: index `(origin × 2 + income) × provinces + province`. */
  readonly admittedWay: Float64Array;
  readonly refusedWay: Float64Array;
  /** Chance that a family that tries gets in, index `origin × 2 + income`. */
  readonly acceptance: Float64Array;
}

/**
 * Weighs every county as a destination (rules MIG-2, MIG-5, MIG-6):
 *
 *     w = M^α · e^(γ·q) · e^(δ·same province) · way^(−β),   M residents registered elsewhere, q mean school quality
 *
 * A family tries a county with chance proportional to w and gets in with chance A; those who get in thus spread over counties
 * by w·A, those refused by w·(1 − A). Ways depend on provinces alone, so a province's counties can be weighed once.
 */
export function openDestinations(counties: readonly CountyState[], value: CountyValue): Destinations {
  const admitted = new Float64Array(INCOMES * counties.length);
  const refused = new Float64Array(INCOMES * counties.length);
  counties.forEach((state, c) => weighCounty(state, c, value, { admitted, refused }));
  return joinDestinations(counties, { admitted, refused }, value);
}

/** Writes the weights of one county as a destination. */
export function weighCounty(
  state: CountyState,
  c: number,
  value: CountyValue,
  { admitted, refused }: Pick<Destinations, "admitted" | "refused">,
): void {
  const counties = admitted.length / INCOMES;
  const weight = attraction(state, c, value);
  for (let income = 0; income < INCOMES; income++) {
    const chance = entryChance(state, c, value, income);
    admitted[income * counties + c] = weight * chance;
    refused[income * counties + c] = weight * (1 - chance);
  }
}

/** Sums up the weights of all counties by province. */
export function joinDestinations(
  counties: readonly CountyState[],
  { admitted, refused }: Pick<Destinations, "admitted" | "refused">,
  value: CountyValue,
): Destinations {
  const provinces = [...new Set(counties.map(({ attributes }) => attributes.province))].sort();
  const position = new Map(provinces.map((province, p) => [province, p]));
  const rows: number[][] = provinces.map(() => []);
  const sums = new Float64Array(INCOMES * provinces.length);
  const shut = new Float64Array(INCOMES * provinces.length);
  counties.forEach(({ attributes }, c) => {
    const province = position.get(attributes.province)!;
    rows[province]!.push(c);
    for (let income = 0; income < INCOMES; income++) {
      sums[income * provinces.length + province]! += admitted[income * counties.length + c]!;
      shut[income * provinces.length + province]! += refused[income * counties.length + c]!;
    }
  });
  return { provinces, rows, admitted, refused, ...waysBetween(provinces, sums, shut, value) };
}

/** Chance by income that a family of a province that tries another county gets in. */
export function acceptanceIn({ provinces, acceptance }: Destinations, province: string): Float64Array {
  const first = provinces.indexOf(province) * INCOMES;
  return acceptance.subarray(first, first + INCOMES);
}

/** Weights of provinces by province of origin and income, and the chance to get in that follows. */
function waysBetween(
  provinces: readonly string[],
  admitted: Float64Array,
  refused: Float64Array,
  value: CountyValue,
): Pick<Destinations, "admittedWay" | "refusedWay" | "acceptance"> {
  const n = provinces.length;
  const elasticity = n > 0 ? value(0, "migration.distance_elasticity") : 0;
  const bonus = n > 0 ? exp(value(0, "migration.same_province_bonus")) : 1;
  const admittedWay = new Float64Array(n * INCOMES * n);
  const refusedWay = new Float64Array(n * INCOMES * n);
  const acceptance = new Float64Array(n * INCOMES);
  for (let from = 0; from < n; from++) {
    for (let to = 0; to < n; to++) {
      const near = pow(provinceWayKm(provinces[from]!, provinces[to]!), -elasticity) * (from === to ? bonus : 1);
      for (let income = 0; income < INCOMES; income++) {
        admittedWay[(from * INCOMES + income) * n + to] = near * admitted[income * n + to]!;
        refusedWay[(from * INCOMES + income) * n + to] = near * refused[income * n + to]!;
      }
    }
    for (let income = 0; income < INCOMES; income++) {
      const first = (from * INCOMES + income) * n;
      let [open, all] = [0, 0];
      for (let to = first; to < first + n; to++) {
        open += admittedWay[to]!;
        all += admittedWay[to]! + refusedWay[to]!;
      }
      acceptance[from * INCOMES + income] = all > 0 ? open / all : 0;
    }
  }
  return { admittedWay, refusedWay, acceptance };
}

/** How strongly a county draws families, apart from the way there (rule MIG-5). */
export function attraction(state: CountyState, c: number, value: CountyValue): number {
  const mass = state.attributes.population * state.attributes.migrantShare;
  if (!(mass > 0)) return 0;
  const quality = exp(value(c, "migration.quality_weight") * septemberQuality(state.sites));
  return state.weight * pow(mass, value(c, "migration.mass_exponent")) * quality;
}

/** Pupil-weighted mean quality of the open sites last September (SD). */
function septemberQuality(sites: SiteTable): number {
  let [sum, pupils] = [0, 0];
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    sum += n * sites.quality[site]!;
    pupils += n;
  }
  return pupils > 0 ? sum / pupils : 0;
}

/**
 * Chance that a family of an income class that tries this county gets in (rule MIG-2): it passes the entry rule, and a place
 * was left last year (LOG-11 apart). Low income lowers the odds of the first; a rule that all or none pass knows no income.
 */
export function entryChance(state: CountyState, c: number, value: CountyValue, income: number): number {
  const { kind } = state.attributes;
  const isDistrict = kind === "district" || kind === "zone";
  const share = value(c, isDistrict ? "migration.entry_share_district" : "migration.entry_share_county");
  const gap = value(c, "migration.entry_gap_low_income");
  const shift = income === LOW_INCOME ? LOW_INCOME_SHARE * gap - gap : LOW_INCOME_SHARE * gap;
  const passes = share <= 0 || share >= 1 || gap === 0 ? share : logistic(logit(share) + shift);
  const isAmple = isOff((id) => value(c, id), "seats");
  const want = isAmple ? 0 : 1 - Math.min(1, freePlaces(state.sites) / AMPLE_PLACES);
  return passes * (1 - value(c, "migration.places_weight") * want);
}

/** Share of the regulated places of schools in towns and at the seat that stood free last September. */
function freePlaces(sites: SiteTable): number {
  let [free, all] = [0, 0];
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || sites.setting[site] === VILLAGE) continue;
    const kind = sites.kind[site]!;
    const size = kind === NINE_YEAR ? 47 : teaches(kind, 0) ? 45 : 50;
    const places = sites.rooms[site]! * size;
    all += places;
    free += Math.max(0, places - siteEnrolment(sites, site));
  }
  return all > 0 ? free / all : 0;
}
