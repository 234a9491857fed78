/**
 * The differential coefficient of one indicator across a county's schools: the enrolment-weighted
 * standard deviation of the schools' values over their enrolment-weighted mean.
 *
 *     CV = S / X̄,   X̄ = Σ Pᵢ xᵢ / P,   S² = Σ (Pᵢ / P)(xᵢ − X̄)²,   P = Σ Pᵢ
 *
 * Source: annex to 教督〔2012〕3号 as reproduced at m.777doc.com/doc-2019910.html.
 *
 * @param values Indicator value of each school, xᵢ (any unit; same for all schools).
 * @param pupils Enrolment of each school, Pᵢ (persons); same length and order as `values`.
 * @returns A pure ratio ≥ 0, smaller being more balanced; NaN where X̄ is 0, since no ratio exists.
 * @throws RangeError if the lengths differ or total enrolment is not positive.
 */
export function differentialCoefficient(values: ArrayLike<number>, pupils: ArrayLike<number>): number {
  if (values.length !== pupils.length) {
    throw new RangeError(`${values.length} values for ${pupils.length} enrolments; expected as many of each`);
  }
  let total = 0;
  for (let school = 0; school < pupils.length; school++) total += pupils[school];
  if (!(total > 0)) throw new RangeError(`total enrolment is ${total}; expected a positive number`);
  const mean = new Float64Array(1);
  const coefficient = new Float64Array(1);
  differentialCoefficients(values, pupils, values.length, 1, mean, coefficient);
  return coefficient[0];
}

/**
 * The columnar kernel: means and differential coefficients of `width` indicators at once, without allocation.
 *
 * @param values School-major: indicator k of school i at `i × width + k`. NaN entries are left out of that indicator.
 * @param pupils Enrolment of each school (persons), positive wherever a value is present.
 * @param means Receives the `width` enrolment-weighted means; NaN where no school has a value.
 * @param coefficients Receives the `width` coefficients; NaN where the mean is 0 or missing.
 */
export function differentialCoefficients(
  values: ArrayLike<number>,
  pupils: ArrayLike<number>,
  count: number,
  width: number,
  means: Float64Array,
  coefficients: Float64Array,
): void {
  let enrolment = 0;
  for (let school = 0; school < count; school++) enrolment += pupils[school];
  const paired = count - (count & 1);
  for (let k = 0; k < width; k++) {
    // Weighted mean over all schools, two at a time in sums of their own, which halves the wait for each addition.
    let sum = paired < count ? pupils[paired] * values[paired * width + k] : 0;
    let other = 0;
    for (let school = 0, at = k; school < paired; school += 2, at += 2 * width) {
      sum += pupils[school] * values[at];
      other += pupils[school + 1] * values[at + width];
    }
    const mean = (sum + other) / enrolment;
    // NaN is the only number unequal to itself: some school has no value.
    if (mean !== mean) {
      coefficientWithGaps(values, pupils, count, width, k, means, coefficients);
      continue;
    }
    // Weighted squares of the deviations, in the same manner.
    const last = paired < count ? values[paired * width + k] - mean : 0;
    let squares = paired < count ? pupils[paired] * last * last : 0;
    let otherSquares = 0;
    for (let school = 0, at = k; school < paired; school += 2, at += 2 * width) {
      const deviation = values[at] - mean;
      const next = values[at + width] - mean;
      squares += pupils[school] * deviation * deviation;
      otherSquares += pupils[school + 1] * next * next;
    }
    means[k] = mean;
    coefficients[k] = mean > 0 ? Math.sqrt((squares + otherSquares) / enrolment) / mean : NaN;
  }
}

/** Mean and coefficient of indicator k over the schools that have a value. */
function coefficientWithGaps(
  values: ArrayLike<number>,
  pupils: ArrayLike<number>,
  count: number,
  width: number,
  k: number,
  means: Float64Array,
  coefficients: Float64Array,
): void {
  let weight = 0;
  let sum = 0;
  let squares = 0;
  for (let school = 0, at = k; school < count; school++, at += width) {
    const value = values[at];
    if (value === value) {
      weight += pupils[school];
      sum += pupils[school] * value;
    }
  }
  const mean = sum / weight;
  for (let school = 0, at = k; school < count; school++, at += width) {
    const deviation = values[at] - mean;
    if (deviation === deviation) squares += pupils[school] * deviation * deviation;
  }
  means[k] = mean;
  coefficients[k] = mean > 0 ? Math.sqrt(squares / weight) / mean : NaN;
}
