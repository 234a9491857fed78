import type { Stream } from "../core/stream.ts";
import { leastMargin, type Readiness } from "./readiness.ts";
import type { CountyValue } from "./context.ts";
import type { Regime } from "./regime.ts";
import type { CountyState, QueueState } from "./state.ts";

/**
 * Withdraws certificates at the beginning of a round (CER-14, CER-15): of counties that do not meet in full, in the third year, what was
 * relaxed; and of counties that a re-check, which comes by chance, finds short of any item by more than the stated margin. A
 * county that loses its certificate prepares and may apply again after the wait of a misreport.
 */
export function withdrawCertificates(
  counties: readonly CountyState[],
  readiness: readonly Readiness[],
  value: CountyValue,
  rechecks: Stream,
  regime: Regime,
  year: number,
): void {
  counties.forEach(({ queue, id }, c) => {
    const given = Math.max(queue.certifiedYear, queue.tierYear);
    if (given === 0 || given >= year) return;
    const at = readiness[c]!;
    // The transitional limit does not cure: the full standard is asked for.
    const isUncured = queue.cureBy === year && (queue.relaxations & at.uncured) !== 0;
    const credit = queue.certifiedYear > 0 ? 0 : at.credit;
    const fails = leastMargin(at.strict, credit) < -value(c, "certification.recheck_margin");
    const isChecked = rechecks.uniform(id) < value(c, "certification.recheck_rate");
    if (!isUncured && !(isChecked && fails)) return;
    Object.assign(queue, {
      certifiedYear: 0,
      tierYear: 0,
      certifiedTier: 0,
      cureBy: 0,
      relaxations: 0,
      waitingSince: 0,
    });
    queue.mayApplyFrom = year + regime.waitAfterMisreport;
    queue.lastStage = "withdrawn";
  });
}

/** Enters a certificate of the same standard, or of a tier where the county meets that only (CER-18). */
export function giveCertificate(queue: QueueState, at: Readiness, regime: Regime, year: number): void {
  queue.cureBy = at.relaxations !== 0 ? year + regime.cureYears : 0;
  queue.relaxations = at.relaxations;
  if (at.looksReady) {
    Object.assign(queue, { certifiedYear: year, tierYear: 0, certifiedTier: 0, lastStage: "certified" });
  } else {
    Object.assign(queue, { tierYear: year, certifiedTier: at.tier, lastStage: "certified-tier" });
  }
}
