import { CAPITAL_USES, CENTRAL, COUNTY, PAYERS, PROVINCE, RECURRENT_USES, USES } from "../accounts.ts";
import type { CountyState } from "../state.ts";

const at = (use: (typeof USES)[number]) => USES.indexOf(use);
/** Positions in USES of what each kind of money may pay. */
const OPERATING = [at("operating")];
const EQUIPMENT = [at("equipment")];
const BEDS = [at("beds")];
const CAPITAL = [...CAPITAL_USES.map(at), at("carriedForward")];
const RECURRENT = RECURRENT_USES.map(at);
const ALL = USES.map(at);

/**
 * Says who pays each line of the year's ledger, in whole yuan. Rule FIN-9.
 *
 * Central money and the province's share pay operating money. Provincial programme money pays equipment and beds, grants pay capital lines and what is
 * carried forward, the guarantee pays recurrent lines, each in proportion to what is still unpaid; the county pays the rest.
 * Since sources equal uses, every line is paid in full and every payer pays exactly what it gave.
 *
 * Reads `ledger`, writes `payers.amounts`. Draws nothing.
 */
export function settle({ ledger, payers }: CountyState): void {
  const { amounts } = payers;
  amounts.fill(0);
  USES.forEach((use, u) => (unpaid[u] = ledger[use]));
  const central = pay(amounts, CENTRAL, ledger.centralTransfer, OPERATING);
  const shared = pay(amounts, PROVINCE, payers.operatingShare, OPERATING);
  const programmes =
    pay(amounts, PROVINCE, payers.equipmentGrant, EQUIPMENT) + pay(amounts, PROVINCE, payers.bedsGrant, BEDS);
  const grants = pay(amounts, PROVINCE, programmes + payers.capitalGrant, CAPITAL);
  const rest = pay(amounts, PROVINCE, grants + payers.guarantee, RECURRENT);
  pay(amounts, CENTRAL, central, ALL);
  pay(amounts, PROVINCE, shared + rest, ALL);
  for (const u of ALL) amounts[u * PAYERS.length + COUNTY] = unpaid[u]!;
}

const unpaid = new Float64Array(USES.length);

/**
 * Lets a payer pay some lines in proportion to what is unpaid, in whole yuan, none beyond what it costs.
 * @returns What is left over because the lines are paid (yuan).
 */
function pay(amounts: Float64Array, payer: number, money: number, uses: readonly number[]): number {
  let open = 0;
  for (const u of uses) open += unpaid[u]!;
  let left = Math.min(money, open);
  const over = money - left;
  for (const u of uses) {
    if (left === 0) break;
    const line = unpaid[u]!;
    const part = Math.min(line, left, Math.round(left * (line / open)));
    amounts[u * PAYERS.length + payer]! += part;
    unpaid[u] = line - part;
    left -= part;
    open -= line;
  }
  return over;
}
