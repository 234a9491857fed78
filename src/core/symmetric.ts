/**
 * Lower-triangular L with L·Lᵀ = the given symmetric matrix, row-major n × n (Cholesky).
 * Directions without variance get a zero column.
 */
export function choleskyFactor(matrix: ArrayLike<number>, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i === j) factor[i * n + i] = sum > 1e-12 ? Math.sqrt(sum) : 0;
      else factor[i * n + j] = factor[j * n + j]! > 0 ? sum / factor[j * n + j]! : 0;
    }
  }
  return factor;
}

/** True if a symmetric n × n matrix is positive definite: every pivot of its Cholesky factor lies above zero. */
export function isPositiveDefinite(matrix: ArrayLike<number>, n: number): boolean {
  const factor = choleskyFactor(matrix, n);
  return Array.from({ length: n }, (_, i) => factor[i * n + i]! > 1e-6).every(Boolean);
}
