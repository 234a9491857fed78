/**
 * A number times a factor written as a decimal, worked out in decimals: 4.1 × "0.01" is 0.041, where a product of two floating
 * numbers would be 0.040999999999999995.
 * @param factor Digits with an optional sign and point, such as "0.01" or "100".
 */
export function timesDecimal(value: number, factor: string): number {
  const [a, b] = [partsOf(String(value)), partsOf(factor)];
  return Number(`${a.digits * b.digits}e${a.exponent + b.exponent}`);
}

/** Digits and power of ten of a decimal: "0.041" is 41 and −3. */
function partsOf(text: string): { readonly digits: bigint; readonly exponent: number } {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is no decimal`);
  const [, sign, whole, fraction = "", power = "0"] = match;
  return { digits: BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`), exponent: Number(power) - fraction.length };
}
