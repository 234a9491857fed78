import type { YearContext } from "./context.ts";
import { busCost } from "./processes/closure-moves.ts";
import { groupCost } from "./processes/education-groups.ts";
import { ictCost } from "./processes/ict.ts";
import { rotatingTeachers } from "./processes/rotation.ts";
import type { CountyState, Ledger } from "./state.ts";

/** What supplements are reckoned from: cost of a teacher (yuan/year) and teachers at village sites (persons). */
export interface StaffCost {
  readonly cost: number;
  readonly villageTeachers: number;
}

/** A line of recurrent spending beside pay and operating money, with what it costs the county this year (yuan). */
export interface Supplement {
  readonly line: "ruralBonus" | "rotationSubsidy" | "ruralHousing" | "buses" | "ict" | "groups";
  readonly amount: (state: CountyState, context: YearContext, staff: StaffCost) => number;
}

/**
 * All supplements: the one list that finance adds up (FIN-3, FIN-7). They are reckoned at the turn of the year, on the state
 * that last year left, before any lever of the year has acted on schools or teachers.
 */
const SUPPLEMENTS: readonly Supplement[] = [
  {
    line: "ruralBonus",
    amount: (_state, context, { cost, villageTeachers }) =>
      villageTeachers * cost * context.value("teachers.rural_bonus_share"),
  },
  {
    line: "ruralHousing",
    amount: (_state, context, { villageTeachers }) => villageTeachers * context.value("teachers.rural_housing"),
  },
  {
    line: "rotationSubsidy",
    amount: (state, context) => rotatingTeachers(state) * context.value("rotation.subsidy"),
  },
  { line: "buses", amount: busCost },
  { line: "ict", amount: ictCost },
  { line: "groups", amount: groupCost },
];

/** Fills the supplement lines in whole yuan and returns their sum. */
export function paySupplements(ledger: Ledger, state: CountyState, context: YearContext, staff: StaffCost): number {
  let sum = 0;
  for (const { line, amount } of SUPPLEMENTS) {
    const yuan = Math.round(amount(state, context, staff));
    ledger[line] += yuan;
    sum += yuan;
  }
  return sum;
}
