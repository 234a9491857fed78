import { rmSync } from "node:fs";
import { join } from "node:path";
import { foldWorlds, type FoldedWorlds, type FoldShape } from "../experiment/fold-worlds.ts";
import type { FoldWorld } from "./collect-worlds.ts";
import { openColumnSpill, type SpilledTable } from "./column-spill.ts";

/** What a run keeps of its worlds while they finish: counts in memory, numbers of single worlds on disk. */
export interface RunFold {
  readonly take: FoldWorld;
  folded(): FoldedWorlds;
  /** Year of each county's certificate (0: none), one row a world: index `scenario × counties + county`. */
  readonly certifiedYears: SpilledTable<Int16Array>;
  /** Deletes what lies on disk; nothing can be read afterwards. */
  close(): void;
}

/** Values of a block of numbers (8 MiB) and of a block of years, which is also a row group of the table of counties. */
const NUMBERS = 1_048_576;
const COUNTY_WORLDS = 524_288;

/**
 * Opens the fold of a run.
 * @param folder Where numbers of more worlds than a block holds are kept until the run is written; made if it is needed.
 * @param total Worlds of the ensemble.
 * @param shown The first so many worlds are those that tables and figures are made of.
 */
export function openRunFold(folder: string, total: number, shape: FoldShape, shown: number): RunFold {
  const table = (name: string, columns: number, blockValues: number) =>
    [join(folder, `${name}.bin`), { columns, rows: total, blockValues }] as const;
  const counties = shape.weights.length;
  const certified = table("certified", shape.visible * counties, COUNTY_WORLDS);
  const certifiedYears = openColumnSpill(certified[0], Int16Array, certified[1]);
  let numbers: SpilledTable<Float64Array> | undefined;
  const fold = foldWorlds(shape, (columns) => {
    const [file, size] = table("numbers", columns, NUMBERS);
    return (numbers = openColumnSpill(file, Float64Array, size));
  });
  const years = new Int16Array(shape.visible * counties);
  return {
    take(world, traces) {
      fold.add(traces, world < shown);
      for (let s = 0; s < shape.visible; s++) years.set(traces[s]!.certifiedYear, s * counties);
      certifiedYears.add(years);
    },
    folded: () => fold.folded(),
    certifiedYears,
    close() {
      certifiedYears.close();
      numbers?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
