import { OPERATION } from "../core/program.ts";

/** A function a formula may call: how many arguments it takes, and the operation it becomes. */
export interface AllowedFunction {
  readonly arguments: readonly [least: number, most: number];
  readonly operation: number;
  /** True where the operation takes two numbers and is applied again for every further argument. */
  readonly isFold: boolean;
}

const exactly = (count: number, operation: number): AllowedFunction => ({
  arguments: [count, count],
  operation,
  isFold: false,
});
const fold = (operation: number): AllowedFunction => ({ arguments: [1, 20], operation, isFold: true });

/**
 * Every function a formula may call. `exp`, `log` (natural) and `pow` give the same bits on every machine;
 * `round` takes halves up; `clamp(x, low, high)` is no number where low exceeds high.
 */
export const FUNCTIONS: ReadonlyMap<string, AllowedFunction> = new Map<string, AllowedFunction>([
  ["max", fold(OPERATION.max)],
  ["min", fold(OPERATION.min)],
  ["abs", exactly(1, OPERATION.abs)],
  ["exp", exactly(1, OPERATION.exp)],
  ["log", exactly(1, OPERATION.log)],
  ["sqrt", exactly(1, OPERATION.sqrt)],
  ["round", exactly(1, OPERATION.round)],
  ["floor", exactly(1, OPERATION.floor)],
  ["ceil", exactly(1, OPERATION.ceil)],
  ["pow", exactly(2, OPERATION.pow)],
  ["clamp", exactly(3, OPERATION.clamp)],
]);

/** Arithmetic on two numbers, by sign. */
export const ARITHMETIC: ReadonlyMap<string, number> = new Map([
  ["+", OPERATION.add],
  ["-", OPERATION.subtract],
  ["*", OPERATION.multiply],
  ["/", OPERATION.divide],
  ["^", OPERATION.pow],
]);

/** Comparison of two numbers, by the name mathjs gives it; exact, so `0.1 + 0.2 == 0.3` is false. */
export const COMPARISONS: ReadonlyMap<string, number> = new Map(
  (["equal", "unequal", "smaller", "smallerEq", "larger", "largerEq"] as const).map((name) => [name, OPERATION[name]]),
);
