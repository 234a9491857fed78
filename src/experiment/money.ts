import { PAYERS, SPENDING } from "../model/accounts.ts";
import { YEARS } from "../model/trace.ts";
import { isSignSettled, spreadOf } from "./spread.ts";
import type { ScenarioNumbers } from "./world-numbers.ts";

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

/** Rows of one scenario for every line and payer; the pupils' ratio brings sums over the sample to the nation. */
export function moneyRows(
  scenario: string,
  own: ScenarioNumbers,
  baseline: ScenarioNumbers,
  years: readonly number[],
  members?: readonly number[],
): MoneyRow[] {
  return years.flatMap((year) => {
    const y = year - YEARS[0]!;
    const paid = (numbers: ScenarioNumbers, k: number) => {
      const yuan = numbers("money", y * SPENDING.length * PAYERS.length + k);
      return numbers("pupilRatio", y).map((ratio, w) => ratio * yuan[w]!);
    };
    return SPENDING.flatMap((line, l) =>
      PAYERS.map((payer, p) => {
        const k = l * PAYERS.length + p;
        const [values, before] = [paid(own, k), paid(baseline, k)];
        const paired = values.map((value, w) => value - before[w]!);
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
