/** Rows fit into 21 bits, so key and row make one whole number below 2⁵³; numbers are sorted many times faster than by a function. */
const ROWS = 0x200000;
let pool = new Float64Array(1024);

/**
 * The `count` rows with the smallest keys, smallest first; equal keys by id. Keys are uniform 32-bit words, so rows with a key
 * a little above count/n of the range are nearly always enough, and only those are sorted.
 */
export function lowest(
  rows: ArrayLike<number>,
  count: number,
  key: ArrayLike<number>,
  id: ArrayLike<number>,
): Int32Array {
  if (count <= 0) return new Int32Array(0);
  const share = count / rows.length;
  let found = collect(rows, key, 4294967296 * (share + 4 * Math.sqrt(share / rows.length)));
  if (found < count) found = collect(rows, key, Infinity);
  pool.subarray(0, found).sort();
  for (let i = 1; i < found; i++) orderEqual(i, key, id);
  const chosen = new Int32Array(Math.min(count, found));
  for (let i = 0; i < chosen.length; i++) chosen[i] = rowAt(i);
  return chosen;
}

/** Puts the rows with keys below the cut into the pool; returns how many. */
function collect(rows: ArrayLike<number>, key: ArrayLike<number>, cut: number): number {
  if (pool.length < rows.length) pool = new Float64Array(2 * rows.length);
  let found = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (key[row]! < cut) pool[found++] = key[row]! * ROWS + row;
  }
  return found;
}

/** Moves entry i of the pool before entries with the same key and a larger id. */
function orderEqual(i: number, key: ArrayLike<number>, id: ArrayLike<number>): void {
  for (let k = i; k > 0; k--) {
    const before = rowAt(k - 1);
    const row = rowAt(k);
    if (key[before] !== key[row] || id[before]! < id[row]!) return;
    const entry = pool[k]!;
    pool[k] = pool[k - 1]!;
    pool[k - 1] = entry;
  }
}

function rowAt(i: number): number {
  return pool[i]! - Math.floor(pool[i]! / ROWS) * ROWS;
}
