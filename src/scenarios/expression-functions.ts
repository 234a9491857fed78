import { exp, log, pow } from "../core/elementary.ts";

/** A number computed from the slots of a frame. */
export type NumberRun = (frame: Float64Array) => number;
/** A truth computed from the slots of a frame. */
export type BooleanRun = (frame: Float64Array) => boolean;

/** A function a formula may call: how many arguments it takes, and the closure for given arguments. */
export interface AllowedFunction {
  readonly arguments: readonly [least: number, most: number];
  build(parts: readonly NumberRun[]): NumberRun;
}

const unary = (f: (x: number) => number): AllowedFunction => ({
  arguments: [1, 1],
  build: ([part]) => {
    const a = part!;
    return (frame) => f(a(frame));
  },
});

const fold = (f: (x: number, y: number) => number): AllowedFunction => ({
  arguments: [1, 20],
  build: (parts) => parts.reduce((a, b) => (frame) => f(a(frame), b(frame))),
});

/**
 * Every function a formula may call. `exp`, `log` (natural) and `pow` give the same bits on every machine;
 * `round` takes halves up; `clamp(x, low, high)` is no number where low exceeds high.
 */
export const FUNCTIONS: ReadonlyMap<string, AllowedFunction> = new Map<string, AllowedFunction>([
  ["max", fold(Math.max)],
  ["min", fold(Math.min)],
  ["abs", unary(Math.abs)],
  ["exp", unary(exp)],
  ["log", unary(log)],
  ["sqrt", unary(Math.sqrt)],
  ["round", unary(Math.round)],
  ["floor", unary(Math.floor)],
  ["ceil", unary(Math.ceil)],
  [
    "pow",
    {
      arguments: [2, 2],
      build: ([x, y]) => powerOf(x!, y!),
    },
  ],
  [
    "clamp",
    {
      arguments: [3, 3],
      build:
        ([x, low, high]) =>
        (frame) =>
          clamp(x!(frame), low!(frame), high!(frame)),
    },
  ],
]);

function clamp(x: number, low: number, high: number): number {
  return low > high ? NaN : Math.max(low, Math.min(high, x));
}

/** `x ^ y`, the same bits on every machine. */
export function powerOf(x: NumberRun, y: NumberRun): NumberRun {
  return (frame) => pow(x(frame), y(frame));
}

/** Arithmetic on two numbers, by sign. */
export const ARITHMETIC: ReadonlyMap<string, (a: NumberRun, b: NumberRun) => NumberRun> = new Map([
  [
    "+",
    (a: NumberRun, b: NumberRun): NumberRun =>
      (frame) =>
        a(frame) + b(frame),
  ],
  [
    "-",
    (a: NumberRun, b: NumberRun): NumberRun =>
      (frame) =>
        a(frame) - b(frame),
  ],
  [
    "*",
    (a: NumberRun, b: NumberRun): NumberRun =>
      (frame) =>
        a(frame) * b(frame),
  ],
  [
    "/",
    (a: NumberRun, b: NumberRun): NumberRun =>
      (frame) =>
        a(frame) / b(frame),
  ],
  ["^", powerOf],
]);

/** Comparison of two numbers, by the name mathjs gives it; exact, so `0.1 + 0.2 == 0.3` is false. */
export const COMPARISONS: ReadonlyMap<string, (x: number, y: number) => boolean> = new Map([
  ["equal", (x: number, y: number) => x === y],
  ["unequal", (x: number, y: number) => x !== y],
  ["smaller", (x: number, y: number) => x < y],
  ["smallerEq", (x: number, y: number) => x <= y],
  ["larger", (x: number, y: number) => x > y],
  ["largerEq", (x: number, y: number) => x >= y],
]);
