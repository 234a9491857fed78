import { foldWorlds, type FoldedWorlds, type FoldShape } from "../../src/experiment/fold-worlds.ts";
import { openMemoryTable, type ScenarioNumbers } from "../../src/experiment/world-numbers.ts";
import type { Trace } from "../../src/model/trace.ts";

/** Worlds, a list of scenarios each, folded in their order; all scenarios are visible and all worlds shown. */
export function foldedOf(worlds: readonly (readonly Trace[])[], shape: Partial<FoldShape> = {}): FoldedWorlds {
  const [first] = worlds[0]!;
  const fold = foldWorlds(
    {
      scenarios: worlds[0]!.length,
      visible: worlds[0]!.length,
      provinces: first!.certifiedByProvince.length / 16,
      weights: Array.from(first!.certifiedYear, () => 1),
      regions: [],
      lostYears: [],
      totals2020: undefined,
      ...shape,
    },
    openMemoryTable,
  );
  for (const traces of worlds) fold.add(traces, true);
  return fold.folded();
}

/** Numbers of one scenario over the worlds. */
export function numbersOf(worlds: readonly Trace[], totals2020?: FoldShape["totals2020"]): ScenarioNumbers {
  return foldedOf(
    worlds.map((trace) => [trace]),
    { totals2020 },
  ).numbers.of(0);
}
