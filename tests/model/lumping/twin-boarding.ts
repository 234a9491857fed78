import { boardingOdds, boardingTerms, mayBoard } from "../../../src/model/boarding.ts";
import type { YearContext } from "../../../src/model/context.ts";
import * as m from "../../../src/model/state.ts";
import { shuffle, stageOf, type Child, type Twin } from "./twin-child.ts";

/** Rules BOA-1 to BOA-3, child by child. */
export function boardOneByOne({ children, random }: Twin, state: m.CountyState, { value }: YearContext): void {
  const { sites, tally } = state;
  const terms = [boardingTerms(value, 0), boardingTerms(value, 1)];
  sites.boarders.fill(0);
  const wishing = Array.from({ length: sites.count }, () => [[], [], []] as Child[][]);
  for (const child of children) {
    const stage = stageOf(child);
    const way = sites.travelKm[(child.site * 2 + stage) * 3 + child.home]!;
    if (!mayBoard(terms[stage]!, child.grade, way)) continue;
    const odds = boardingOdds(terms[stage]!, child.grade, child.income, way);
    if (random() < odds / (1 + odds)) wishing[child.site]![Math.floor(child.grade / 3)]!.push(child);
  }
  wishing.forEach((bands, site) => {
    let beds = sites.beds[site]!;
    for (const band of [2, 1, 0]) {
      for (const child of shuffle(bands[band]!, random)) {
        if (beds === 0) tally.longCommuters++;
        else {
          beds--;
          count(state, child);
        }
      }
    }
  });
}

function count({ sites, tally, youngBoarders }: m.CountyState, child: Child): void {
  const isLow = child.income === m.LOW_INCOME ? 1 : 0;
  sites.boarders[child.site * 2 + stageOf(child)]!++;
  if (isLow) tally.boardersLowIncome++;
  if (child.grade > 2) return;
  tally.youngBoarders++;
  youngBoarders[isLow * m.KINDS + child.residency * m.HOMES + child.home]!++;
}
