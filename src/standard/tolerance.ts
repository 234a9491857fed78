/**
 * Relative tolerance of every test. A quantity short by less than a trillionth of its threshold is short by the rounding
 * of floating-point division, not by a teacher or a square metre, and counts as meeting it.
 */
export const TIE = 1e-12;
