import type { Bilingual } from "../core/bilingual.ts";
import { CENTRAL_TIERS, type CentralTier } from "./central-tiers.ts";
import { COLUMNS, parameterIndex } from "./columns.ts";
import type { ParameterTable } from "./parameter-table.ts";
import { FIRST_YEAR, type ParameterId } from "./parameters.ts";

/** Shares that add up to one: two that a scenario may set, and the one that takes the rest. */
export interface ShareGroup {
  readonly title: Bilingual;
  readonly central: ParameterId;
  readonly province: ParameterId;
  /** Name of the share that is left; it is no parameter of its own. */
  readonly balance: typeof BALANCE;
}

/** The county's share of operating money: what the centre and the province leave. */
export const BALANCE = "funding.county_share";

export type ShareGroupId = `funding.payer_tier${CentralTier}`;

/** Who pays operating money, in the provinces of each tier. */
export const SHARE_GROUPS = {
  "funding.payer_tier1": payersOf(1, "一"),
  "funding.payer_tier2": payersOf(2, "二"),
  "funding.payer_tier3": payersOf(3, "三"),
  "funding.payer_tier4": payersOf(4, "四"),
  "funding.payer_tier5": payersOf(5, "五"),
} as const satisfies Record<ShareGroupId, ShareGroup>;

export const SHARE_GROUP_IDS = Object.keys(SHARE_GROUPS) as readonly ShareGroupId[];

function payersOf(tier: CentralTier, zh: string): ShareGroup {
  return {
    title: { zh: `第${zh}档省份公用经费分担`, en: `Who pays operating money, provinces of tier ${tier}` },
    central: `funding.central_share_tier${tier}`,
    province: "funding.provincial_share",
    balance: BALANCE,
  };
}

/** The group a province belongs to; a province outside the table counts as tier 3 (assumed). */
export function shareGroupOf(province: string): ShareGroupId {
  return `funding.payer_tier${CENTRAL_TIERS[province] ?? 3}`;
}

/** A group whose shares are drawn together, once for the run. */
export interface JointDraw {
  readonly shares: ShareGroupId;
  /** Sum of the Dirichlet parameters: the larger, the closer the shares stay to their resolved values. */
  readonly concentration: number;
  /** A word under which tables may sum several parameters. */
  readonly group?: string;
}

/** Shares of a group in a county and year of a resolved table, in the order central, province, balance; they add up to 1. */
export function sharesOf(
  group: ShareGroupId,
  { profiles, profileOf }: ParameterTable,
  county: number,
  year: number,
): readonly [central: number, province: number, balance: number] {
  const profile = profiles[profileOf[county]!]!;
  const valueOf = (id: ParameterId) => profile[(year - FIRST_YEAR) * COLUMNS + parameterIndex(id)]!;
  const { central, province } = SHARE_GROUPS[group];
  return [valueOf(central), valueOf(province), 1 - valueOf(central) - valueOf(province)];
}

/** The balancing share of a group in a county and year of a resolved table: what the other shares leave. */
export function balanceOf(group: ShareGroupId, table: ParameterTable, county: number, year: number): number {
  return sharesOf(group, table, county, year)[2];
}
