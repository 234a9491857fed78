/** Exit codes beside 0: 1 a check failed, 2 bad input or usage, 3 the model failed, 130 stopped by the user. */
export const BAD_INPUT = 2;
export const MODEL_ERROR = 3;
export const STOPPED = 130;
