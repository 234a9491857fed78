/**
 * Pupils who share a risk, listed by bins of known size, from whom some are drawn without replacement, all alike: a draw names a
 * pupil by its place on the roll, and a place that was drawn before is drawn again (which leaves every sample its chance).
 */
export interface Roll {
  /** Bins so far, and the pupils in each bin and all before it (persons). */
  bins: number;
  cumulative: Int32Array;
  /** First cell of each bin. */
  cells: Int32Array;
  /** Pupils on the roll. */
  total: number;
  /** First bin that ends beyond each 64th place. */
  guide: Int32Array;
  /** One bit for each place: drawn already. */
  taken: Int32Array;
}

const GUIDE_BITS = 6;

export function createRoll(): Roll {
  const none = new Int32Array(0);
  return { bins: 0, cumulative: none, cells: none, total: 0, guide: none, taken: none };
}

/** Empties a roll for up to `bins` bins. */
export function openRoll(roll: Roll, bins: number): void {
  roll.bins = 0;
  roll.total = 0;
  if (roll.cumulative.length >= bins) return;
  roll.cumulative = new Int32Array(2 * bins);
  roll.cells = new Int32Array(2 * bins);
}

/** Adds the next bin with its pupils and its first cell; an empty bin is left out. */
export function addBin(roll: Roll, cell: number, pupils: number): void {
  if (pupils === 0) return;
  roll.cells[roll.bins] = cell;
  roll.total += pupils;
  roll.cumulative[roll.bins++] = roll.total;
}

/** Makes a roll ready to be drawn from. */
export function closeRoll(roll: Roll): void {
  const { cumulative, bins, total } = roll;
  const marks = (total >>> GUIDE_BITS) + 1;
  if (roll.guide.length < marks) roll.guide = new Int32Array(2 * marks);
  const words = (total >>> 5) + 1;
  if (roll.taken.length < words) roll.taken = new Int32Array(2 * words);
  else roll.taken.fill(0, 0, words);
  const { guide } = roll;
  for (let mark = 0, bin = 0; mark < marks; mark++) {
    while (bin < bins - 1 && cumulative[bin]! <= mark << GUIDE_BITS) bin++;
    guide[mark] = bin;
  }
}

/** Takes the pupil at a place 0 … total − 1 off the roll; false if it had been taken before. */
export function takePlace({ taken }: Roll, place: number): boolean {
  const bit = 1 << (place & 31);
  if (taken[place >>> 5]! & bit) return false;
  taken[place >>> 5]! |= bit;
  return true;
}

/** Bin of a place. */
export function binOf({ guide, cumulative }: Roll, place: number): number {
  let bin = guide[place >>> GUIDE_BITS]!;
  while (cumulative[bin]! <= place) bin++;
  return bin;
}
