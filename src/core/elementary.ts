/**
 * Elementary functions built from + − × ÷ √ and exact bit moves only. `Math.exp`, `Math.log`, `Math.pow` and `**`
 * may differ in the last bit between JavaScript engines; these give the same bits everywhere.
 * Accuracy: within 1 unit in the last place of the true value on the tested range for `exp` and `log`.
 */

const bits = new DataView(new ArrayBuffer(8));
const LARGEST_POWER = 1023;
/** 2^−1023 (the one subnormal number among them) … 2^1023: doubling is exact. */
const POWERS_OF_TWO = new Float64Array(2 * LARGEST_POWER + 1);
POWERS_OF_TWO[0] = Number.MIN_VALUE * 2251799813685248; // 2^−1074 · 2^51
for (let i = 1; i < POWERS_OF_TWO.length; i++) POWERS_OF_TWO[i] = 2 * POWERS_OF_TWO[i - 1]!;

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;

/** e to the power x. Overflows to Infinity above 709.78, underflows to 0 below −745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.133219101941) return 0;
  // x = k·ln2 + r with |r| ≤ ln2/2, ln2 split in two so that r is exact enough.
  const k = Math.round(x * 1.442695040888963387);
  const high = x - k * LN2_HI;
  const low = k * LN2_LO;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return scaleByPowerOfTwo(y, k);
}

/** Natural logarithm of x; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let k = 0;
  let m = x;
  if (m < 2.2250738585072014e-308) {
    m *= 18014398509481984; // 2^54 lifts a subnormal number into the normal range
    k = -54;
  }
  bits.setFloat64(0, m);
  const exponent = (bits.getUint32(0) >>> 20) - 1023;
  k += exponent;
  m *= POWERS_OF_TWO[LARGEST_POWER - exponent]!; // 1 ≤ m < 2
  if (m > 1.4142135623730951) {
    m *= 0.5;
    k += 1;
  }
  // log(m) = 2 atanh(s) with s = f/(2+f), by a polynomial in s².
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const even =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HI - (half - (s * (half + odd + even) + k * LN2_LO) - f);
}

/** x to the power y. Whole y up to 1,024 are multiplied out; otherwise x must not be negative. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isInteger(y) && y >= -1024 && y <= 1024) return y < 0 ? 1 / powInteger(x, -y) : powInteger(x, y);
  if (x < 0) return NaN;
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * log(x));
}

/** x to a whole power 0 ≤ n < 2³², by repeated squaring. */
export function powInteger(x: number, n: number): number {
  let result = 1;
  let base = x;
  for (let rest = n; rest > 0; rest >>>= 1) {
    if (rest & 1) result *= base;
    base *= base;
  }
  return result;
}

/** 1 / (1 + e^−x). */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : 1 - 1 / (1 + exp(x));
}

/** log(p / (1 − p)) for 0 < p < 1. */
export function logit(p: number): number {
  return log(p / (1 - p));
}

/** y·2^k for a normal y, exact unless the result is subnormal. */
function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 1023) return y * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1022) return y * powerOfTwo(k + 200) * powerOfTwo(-200);
  return y * powerOfTwo(k);
}

/** 2^k for −1023 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[LARGEST_POWER + k]!;
}
