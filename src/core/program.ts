import { exp, log, pow } from "./elementary.ts";

/**
 * A compiled expression as plain data, so that it can be stored, compared and sent to a worker: postfix instructions over a
 * stack of numbers, `[operation, operand, operation, operand, …]`. The operand is a slot of the frame for `load`, a position
 * among the constants for `constant`, and 0 for every other operation. Truths are 1 and 0.
 */
export interface Program {
  readonly code: readonly number[];
  readonly constants: readonly number[];
}

/** Operations that decide how long a program takes: named by constants, which a switch compares quickly. */
const LOAD = 1;
const ADD = 2;
const SUBTRACT = 3;
const MULTIPLY = 4;
const DIVIDE = 5;
const MAX = 6;
const MIN = 7;

/** Operations of a program, by what they do to the top of the stack. */
export const OPERATION = {
  constant: 0,
  load: LOAD,
  add: ADD,
  subtract: SUBTRACT,
  multiply: MULTIPLY,
  divide: DIVIDE,
  max: MAX,
  min: MIN,
  negate: 8,
  abs: 9,
  exp: 10,
  log: 11,
  sqrt: 12,
  round: 13,
  floor: 14,
  ceil: 15,
  pow: 16,
  clamp: 17,
  equal: 18,
  unequal: 19,
  smaller: 20,
  smallerEq: 21,
  larger: 22,
  largerEq: 23,
  and: 24,
  or: 25,
  not: 26,
  /** Condition, one number, another number: the first number where the condition is true, the second where it is not. */
  select: 27,
  /** `a b` becomes `b a b`. */
  tuck: 28,
  /** `a b` becomes `b a`. */
  swap: 29,
} as const;

/** Most numbers a program may have on its stack: more than fit into the longest formula. */
const DEPTH = 1024;
const stack = new Float64Array(DEPTH);

/**
 * Runs a program over a frame of numbers. Exact and the same bits on every machine: `exp`, `log` (natural) and `pow` are our own,
 * `round` takes halves up, comparisons are exact, and `clamp(x, low, high)` is no number where low exceeds high.
 * Both branches of a choice are computed; nothing an operation does can be seen but its number.
 */
export function runProgram({ code, constants }: Program, frame: Float64Array): number {
  const numbers = stack;
  let top = -1;
  for (let at = 0; at < code.length; at += 2) {
    const operation = code[at]!;
    if (operation <= LOAD) {
      const operand = code[at + 1]!;
      numbers[++top] = operation === LOAD ? frame[operand]! : constants[operand]!;
      continue;
    }
    if (operation > MIN) {
      top = runRare(operation, top);
      continue;
    }
    const b = numbers[top--]!;
    const a = numbers[top]!;
    switch (operation) {
      case ADD:
        numbers[top] = a + b;
        break;
      case SUBTRACT:
        numbers[top] = a - b;
        break;
      case MULTIPLY:
        numbers[top] = a * b;
        break;
      case DIVIDE:
        numbers[top] = a / b;
        break;
      case MAX:
        numbers[top] = Math.max(a, b);
        break;
      default:
        numbers[top] = Math.min(a, b);
    }
  }
  return numbers[0]!;
}

/** Operations that few formulas need. Returns the new top of the stack. */
function runRare(operation: number, top: number): number {
  const c = stack[top]!;
  switch (operation) {
    case OPERATION.negate:
      stack[top] = -c;
      return top;
    case OPERATION.abs:
      stack[top] = Math.abs(c);
      return top;
    case OPERATION.exp:
      stack[top] = exp(c);
      return top;
    case OPERATION.log:
      stack[top] = log(c);
      return top;
    case OPERATION.sqrt:
      stack[top] = Math.sqrt(c);
      return top;
    case OPERATION.round:
      stack[top] = Math.round(c);
      return top;
    case OPERATION.floor:
      stack[top] = Math.floor(c);
      return top;
    case OPERATION.ceil:
      stack[top] = Math.ceil(c);
      return top;
    case OPERATION.not:
      stack[top] = c === 0 ? 1 : 0;
      return top;
    default:
      return runPair(operation, top);
  }
}

/** Operations on two or three numbers. */
function runPair(operation: number, top: number): number {
  const b = stack[top - 1]!;
  const c = stack[top]!;
  switch (operation) {
    case OPERATION.tuck:
      stack[top - 1] = c;
      stack[top] = b;
      stack[top + 1] = c;
      return top + 1;
    case OPERATION.swap:
      stack[top - 1] = c;
      stack[top] = b;
      return top;
    case OPERATION.clamp:
      stack[top - 2] = b > c ? NaN : Math.max(b, Math.min(c, stack[top - 2]!));
      return top - 2;
    case OPERATION.select:
      stack[top - 2] = stack[top - 2] !== 0 ? b : c;
      return top - 2;
    default:
      stack[top - 1] = pairValue(operation, b, c);
      return top - 1;
  }
}

function pairValue(operation: number, b: number, c: number): number {
  switch (operation) {
    case OPERATION.pow:
      return pow(b, c);
    case OPERATION.equal:
      return b === c ? 1 : 0;
    case OPERATION.unequal:
      return b !== c ? 1 : 0;
    case OPERATION.smaller:
      return b < c ? 1 : 0;
    case OPERATION.smallerEq:
      return b <= c ? 1 : 0;
    case OPERATION.larger:
      return b > c ? 1 : 0;
    case OPERATION.largerEq:
      return b >= c ? 1 : 0;
    case OPERATION.and:
      return b !== 0 && c !== 0 ? 1 : 0;
    case OPERATION.or:
      return b !== 0 || c !== 0 ? 1 : 0;
    default:
      throw new RangeError(`operation ${operation} is unknown`);
  }
}
