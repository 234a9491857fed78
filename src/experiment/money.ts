import { PAYERS, SPENDING } from "../model/accounts.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import { isSignSettled, spreadOf } from "./spread.ts";

/** Money spent on one line by one payer in a scenario (yuan of 2020 prices a year), and the difference from the baseline in the same worlds. */
export interface MoneyRow {
  readonly scenario: string;
  readonly line: (typeof SPENDING)[number];
  readonly payer: (typeof PAYERS)[number];
  readonly year: number;
  readonly mean: number;
  readonly difference: number;
  readonly standardError: number;
  readonly isSettled: boolean;
}

/** Rows of one scenario for every line and payer; `scale` brings sums over the sample to the nation. */
export function moneyRows(
  scenario: string,
  own: readonly Trace[],
  baseline: readonly Trace[],
  years: readonly number[],
  scale: (trace: Trace, yearIndex: number) => number,
  members?: readonly number[],
): MoneyRow[] {
  return years.flatMap((year) => {
    const y = year - YEARS[0]!;
    const paid = (trace: Trace, k: number) => scale(trace, y) * trace.money[y * SPENDING.length * PAYERS.length + k]!;
    return SPENDING.flatMap((line, l) =>
      PAYERS.map((payer, p) => {
        const k = l * PAYERS.length + p;
        const values = own.map((trace) => paid(trace, k));
        const paired = values.map((value, w) => value - paid(baseline[w]!, k));
        const { mean: difference, standardError } = spreadOf(paired, members);
        return {
          scenario,
          line,
          payer,
          year,
          mean: spreadOf(values).mean,
          difference,
          standardError,
          isSettled: isSignSettled(paired, members),
        };
      }),
    );
  });
}
