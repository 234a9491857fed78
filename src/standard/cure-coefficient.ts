import type { StageOutcome } from "./certify-resources.ts";
import type { Addition, Cure } from "./cure.ts";
import { differentialCoefficients } from "./differential-coefficient.ts";
import type { QualityEdition } from "./editions/edition.ts";
import { meets } from "./findings.ts";
import { stageShare } from "./split.ts";
import { RESOURCE_INDICATORS, type ResourceIndicator } from "./stage-table.ts";

/** One indicator of one stage in columns, with what one more piece at a school adds to its value. */
interface Column {
  readonly values: Float64Array;
  readonly pupils: Float64Array;
  /** Rise of the school's value per piece added to its site. */
  readonly risePerPiece: Float64Array;
  readonly limit: number;
}

/**
 * The smallest addition to the lowest schools that brings a differential coefficient within its limit: every school below
 * a common floor is raised to it. Adding to the lowest lowers the coefficient fastest for each piece, so the floor is
 * found by bisection (areas, money) or by giving one piece at a time to the school then lowest (teachers, rooms).
 * It only levels up: moving what other schools have would need less.
 */
export function levelUp(outcome: StageOutcome, indicator: ResourceIndicator, edition: QualityEdition): Cure {
  const { stage, rows, table, assessment, rule } = outcome;
  const k = RESOURCE_INDICATORS.indexOf(indicator);
  const width = RESOURCE_INDICATORS.length;
  const { sharing, piece } = edition.indicators[k];
  const column: Column = {
    values: Float64Array.from(rows, (_, row) => assessment.values[row * width + k]),
    pupils: table.pupils,
    risePerPiece: Float64Array.from(
      rows,
      (school, row) =>
        ((sharing === "split" ? stageShare(school, stage, edition.split) : 1) * rule.per[k]) / table.pupils[row],
    ),
    limit: rule.coefficientLimit,
  };
  const pieces = piece.isWhole ? piecesToTheLowest(column) : piecesToFloor(column);
  const additions: Addition[] = [];
  let total = 0;
  let floor = Infinity;
  rows.forEach(({ code, name }, row) => {
    floor = Math.min(floor, column.values[row] + pieces[row] * column.risePerPiece[row]);
    total += pieces[row];
    if (pieces[row] > 0) additions.push({ school: { code, name }, amount: pieces[row] });
  });
  return { kind: "level-up", stage, indicator, floor, total, additions, unit: piece.unit };
}

/** Whether the coefficient is within its limit once the pieces are added. */
function isBalanced({ values, pupils, risePerPiece, limit }: Column, pieces: Float64Array): boolean {
  const raised = values.map((value, row) => value + pieces[row] * risePerPiece[row]);
  const result = new Float64Array(1);
  differentialCoefficients(raised, pupils, raised.length, 1, new Float64Array(1), result);
  return meets(result[0], "at-most", limit);
}

/** One piece after another to the school that is then lowest. */
function piecesToTheLowest(column: Column): Float64Array {
  const { values, risePerPiece } = column;
  const pieces = new Float64Array(values.length);
  while (!isBalanced(column, pieces)) {
    let lowest = 0;
    for (let row = 1; row < values.length; row++) {
      const level = values[row] + pieces[row] * risePerPiece[row];
      if (level < values[lowest] + pieces[lowest] * risePerPiece[lowest]) lowest = row;
    }
    pieces[lowest]++;
  }
  return pieces;
}

/** Whole units that bring every school up to the lowest floor at which the coefficient is within its limit. */
function piecesToFloor(column: Column): Float64Array {
  const { values } = column;
  let tooLow = Math.min(...values);
  let enough = Math.max(...values);
  // Sixty halvings leave less than a unit of the last place.
  for (let step = 0; step < 60; step++) {
    const middle = (tooLow + enough) / 2;
    if (isBalanced(column, piecesUpTo(column, middle))) enough = middle;
    else tooLow = middle;
  }
  return piecesUpTo(column, enough);
}

/** Units each school needs to reach a floor, rounded up. */
function piecesUpTo({ values, risePerPiece }: Column, floor: number): Float64Array {
  return values.map((value, row) => (value < floor ? Math.ceil((floor - value) / risePerPiece[row]) : 0));
}
