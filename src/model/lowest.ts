/**
 * The `count` rows with the smallest keys, smallest first; equal keys by id. Keys are uniform 32-bit words, so rows with a key
 * a little above count/n of the range are nearly always enough, and only those are sorted.
 */
export function lowest(
  rows: readonly number[],
  count: number,
  key: ArrayLike<number>,
  id: ArrayLike<number>,
): number[] {
  if (count <= 0) return [];
  const share = count / rows.length;
  const cut = 4294967296 * (share + 4 * Math.sqrt(share / rows.length));
  let pool: number[] = [];
  for (const row of rows) if (key[row]! < cut) pool.push(row);
  if (pool.length < count) pool = rows.slice();
  return pool.sort((a, b) => key[a]! - key[b]! || id[a]! - id[b]!).slice(0, count);
}
