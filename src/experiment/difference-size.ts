/** The class of a difference of shares among thresholds in percentage points, whichever way it points: `<1`, `1-5`, `5-10` or `>=10`. */
export function differenceSize(difference: number, thresholds: readonly number[]): string {
  const size = Math.abs(100 * difference) + 1e-9;
  const reached = thresholds.filter((points) => size >= points).length;
  if (reached === 0) return `<${thresholds[0]!}`;
  if (reached === thresholds.length) return `>=${thresholds.at(-1)!}`;
  return `${thresholds[reached - 1]!}-${thresholds[reached]!}`;
}
