import { logit } from "../../core/elementary.ts";
import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { SENIOR } from "../titles.ts";
import { type CountyState } from "../state.ts";
import type { Reach } from "./rotation-reach.ts";

/** Log odds of being willing by year of age above 40, for the senior title, and by km of mean way above 10 (assumed). */
const PER_YEAR = -0.03;
const SENIOR_EFFECT = -0.4;
const PER_KM = -0.04;
const REFERENCE_AGE = 40;
const REFERENCE_KM = 10;

/**
 * How much a teacher wants to rotate this year, in log odds above their own threshold: the teacher is willing where it is
 * positive (rule ROT-10). The subsidy raises it, except for senior teachers. Draws one uniform a teacher, for whoever is asked.
 * @param asksAll True where nearly everyone will be asked: all are then drawn at once, which costs less for each.
 */
export function wishOf(
  { teachers }: CountyState,
  context: YearContext,
  { meanKm }: Pick<Reach, "meanKm">,
  asksAll = false,
): (teacher: number) => number {
  const draws = context.stream("teacher.volunteer");
  const usual = logit(context.value("rotation.willing_share"));
  const gain = (context.value("rotation.subsidy_effect") * context.value("rotation.subsidy")) / 10_000;
  const words = asksAll ? draws.columns(teachers.id, teachers.count, 0).slice(0, teachers.count) : undefined;
  const september = (context.year - 1900) * 12 + 8;
  return (t) => {
    const age = (september - teachers.birthMonth[t]!) / 12;
    const isSenior = teachers.title[t] === SENIOR;
    const odds =
      usual +
      PER_YEAR * (age - REFERENCE_AGE) +
      (isSenior ? SENIOR_EFFECT : gain) +
      PER_KM * (meanKm(teachers.site[t]!, teachers.stage[t]!) - REFERENCE_KM);
    return odds - logit(words ? toUniform(words[t]!) : draws.uniform(teachers.id[t]!));
  };
}
