import type { Stream } from "../core/stream.ts";
import type { StageRule } from "../standard/stage-rule.ts";
import type { StageTable } from "../standard/stage-table.ts";
import { TIE } from "../standard/tolerance.ts";

const WIDTH = 7;
/** What a report can hide: backbone titles, leased grounds off the site, borrowed equipment, exchanges on paper. */
export const HIDDEN_ITEMS = ["backboneTeachers", "sportsArea", "equipmentValue", "rotation"] as const;
/** Position of the first three among the seven indicators, in the order in which a school turns to them: cheapest first (assumed). */
const CHEAP_INDICATORS = [1, 4, 5] as const;
export const PAPER_ROTATION = 3;

/**
 * Writes a stage's return as a county reports it that hides shortfalls up to `level` of a threshold (share, 0–1): in a school that
 * fails, cheap indicators within that reach are lifted to their threshold one after the other until it passes; a school
 * that would still fail is reported as it is (CER-4). Counts schools by hidden item.
 *
 * @param isFailing 1 where the school fails in truth.
 */
export function hideShortfalls(
  table: StageTable,
  rule: StageRule,
  isFailing: Uint8Array,
  level: number,
  hidden: Int32Array,
): void {
  const { amounts, pupils } = table;
  for (let row = 0; row < table.count; row++) {
    if (!isFailing[row]) continue;
    const at = row * WIDTH;
    const truth = CHEAP_INDICATORS.map((k) => amounts[at + k]!);
    for (const k of CHEAP_INDICATORS) {
      const asked = (rule.thresholds[k]! * pupils[row]!) / rule.per[k]!;
      if (amounts[at + k]! >= asked * (1 - TIE) || amounts[at + k]! < asked * (1 - level)) continue;
      // Titles and yuan are whole; square metres are reported to the decimal.
      amounts[at + k] = k === 4 ? asked : Math.ceil(asked - 1e-9);
      if (passes(amounts, at, pupils[row]!, rule)) break;
    }
    const isHidden = passes(amounts, at, pupils[row]!, rule);
    CHEAP_INDICATORS.forEach((k, i) => {
      if (!isHidden) amounts[at + k] = truth[i]!;
      else if (amounts[at + k] !== truth[i]) hidden[i]!++;
    });
  }
}

/** Whether a school meets the rule: enough indicators at their threshold, the others at their floor. */
function passes(amounts: Float64Array, at: number, pupils: number, rule: StageRule): boolean {
  let missed = 0;
  for (let k = 0; k < WIDTH; k++) {
    const ratio = ((amounts[at + k]! * rule.per[k]!) / pupils) * rule.inverseThresholds[k]!;
    if (ratio >= 1 - TIE) continue;
    if (ratio * rule.floorLifts[k]! < 1 - TIE) return false;
    missed++;
  }
  return missed <= WIDTH - rule.indicatorsToMeet;
}

/** True if the audit finds one of the hidden items: each is found by chance, exchanges on paper with a chance of their own (CER-12). */
export function auditFinds(
  hidden: ArrayLike<number>,
  detection: number,
  paperDetection: number,
  stream: Stream,
  entity: number,
): boolean {
  return HIDDEN_ITEMS.some(
    (_, i) => hidden[i]! > 0 && stream.uniform(entity, i) < (i === PAPER_ROTATION ? paperDetection : detection),
  );
}
