/**
 * Seconds that 10⁹ simple updates of a typed array take in this process: what other times are held against, so that numbers from
 * different machines, or from one machine at different hours, can be compared.
 */
export function calibrate(updates = 1_000_000_000): number {
  const column = new Float64Array(1024);
  const started = performance.now();
  for (let i = 0; i < updates; i++) column[i & 1023]! += 1.5;
  const seconds = (performance.now() - started) / 1000;
  if (column[7] === 0) throw new Error("the loop was left out");
  return seconds * (1_000_000_000 / updates);
}
