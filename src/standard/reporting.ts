/** Decimals of the declaration form: indicator values and means two, differential coefficients three. */
export const VALUE_DECIMALS = 2;
export const COEFFICIENT_DECIMALS = 3;

const POWERS = [1, 10, 100, 1000, 10_000] as const;

/**
 * A value as the form shows it, halves rounded up. Every test of the standard is made on the unrounded value; the rounded
 * one is for showing, and `Measured.roundedDiffers` marks where testing it would have given the other answer.
 *
 * @throws RangeError if `decimals` is not 0 to 4.
 */
export function roundedAsReported(value: number, decimals: number): number {
  const power = POWERS[decimals];
  if (power === undefined) throw new RangeError(`decimals is ${decimals}; expected 0 to 4`);
  // A half that division left a trillionth short is still a half.
  return Math.round(value * power * (1 + 1e-13)) / power;
}
