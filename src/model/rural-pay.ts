import type { YearContext } from "./context.ts";
import type { CountyState } from "./state.ts";

/** Village extras below this share of pay do nothing for retention (share of pay; MODEL P167). */
const PAY_ACTS_ABOVE = 0.15;

/** Full cost of a teacher in a county (yuan a year; rule FIN-3): 60 % of it is the same everywhere, the rest follows wealth. */
export function teacherCost(state: CountyState, context: YearContext): number {
  return Math.round(context.value("teachers.cost") * (0.6 + 0.4 * state.wealth));
}

/** What a village teacher gets on top, bonus and housing money, as a share of pay. */
export function ruralExtra(state: CountyState, context: YearContext): number {
  const housing = context.value("teachers.rural_housing");
  return context.value("teachers.rural_bonus_share") + (housing > 0 ? housing / teacherCost(state, context) : 0);
}

/** Shift of the log odds with which village teachers leave, from what they get on top above 15 % of pay (rule EXI-2). */
export function ruralPayEffect(state: CountyState, context: YearContext): number {
  const above = Math.max(0, ruralExtra(state, context) - PAY_ACTS_ABOVE);
  return (context.value("teachers.exit_pay_effect") * above) / 0.1;
}
