import type { AccessorNode, ConditionalNode, ConstantNode, FunctionNode, MathNode, OperatorNode } from "mathjs";
import type { ParenthesisNode, RelationalNode, SymbolNode } from "mathjs";
import type { Issue } from "../core/issue.ts";
import { OPERATION, runProgram, type Program } from "../core/program.ts";
import { ARITHMETIC, COMPARISONS, FUNCTIONS } from "./expression-functions.ts";
import { didYouMean, shorten } from "./fields.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";

/** Turns text into a mathjs syntax tree, and nothing more: mathjs never evaluates anything here. */
export type ExpressionParser = (text: string) => MathNode;

/** A formula ready to run over the slots of a frame: the program, and the names it reads. */
export type CompiledExpression = { readonly names: ReadonlySet<string>; readonly program: Program } & (
  | { readonly kind: "number"; readonly run: (frame: Float64Array) => number }
  | { readonly kind: "boolean"; readonly run: (frame: Float64Array) => boolean }
);

/** Longest formula (characters). */
const MOST_CHARACTERS = 500;

/** Loads the parser; it takes 0.3 s, so only files with formulas pay for it. */
export async function loadExpressionParser(): Promise<ExpressionParser> {
  const { parse } = await import("mathjs/number");
  return (text) => parse(text);
}

interface Compilation {
  /** Slot of each name. */
  readonly slots: ReadonlyMap<string, number>;
  /** Names that other formulas may use, and what makes this one such a formula. */
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly used: Set<string>;
  readonly constants: number[];
  readonly place: Place;
  readonly issues: Issue[];
}

/** Instructions that leave one number or truth on the stack. */
interface Part {
  readonly kind: "number" | "boolean";
  readonly code: readonly number[];
}

const number = (...code: readonly number[]): Part => ({ kind: "number", code });
const boolean = (...code: readonly number[]): Part => ({ kind: "boolean", code });

/**
 * Compiles a formula over `names`, whose values a frame holds in that order. Everything that is not arithmetic,
 * comparison, `and`/`or`/`not`, `a ? b : c` or a call of a listed function is refused by name.
 *
 * Comparisons are exact; `-2^2` is −(2²) and `2^3^2` is 2^(3²). `baseline.x` and `last.x` are names with a point, nothing else.
 * Notes what is wrong in `issues`.
 * @param elsewhere Names that other formulas may use, with the advice to give who uses one here.
 */
export function compileExpression(
  parse: ExpressionParser,
  { text, place }: { readonly text: string; readonly place: Place },
  names: readonly string[],
  wanted: "number" | "boolean",
  issues: Issue[],
  elsewhere: ReadonlyMap<string, string> = new Map(),
): CompiledExpression | undefined {
  if (text.length > MOST_CHARACTERS) {
    return fail(issues, place, "expression-too-long", `this formula has ${text.length} characters`, {
      expected: `at most ${MOST_CHARACTERS}`,
    });
  }
  const tree = readSyntax(parse, text, place, issues);
  if (tree === undefined) return undefined;
  const slots = new Map(names.map((name, slot) => [name, slot]));
  const work: Compilation = { slots, elsewhere, used: new Set(), constants: [], place, issues };
  const part = compile(tree, work);
  if (part === undefined) return undefined;
  if (part.kind !== wanted) return noteMixed(part.kind, wanted, work);
  const program = { code: part.code, constants: work.constants };
  const compiled = { names: work.used, program };
  if (wanted === "number") return { kind: "number", ...compiled, run: (frame) => runProgram(program, frame) };
  return { kind: "boolean", ...compiled, run: (frame) => runProgram(program, frame) !== 0 };
}

function readSyntax(parse: ExpressionParser, text: string, place: Place, issues: Issue[]): MathNode | undefined {
  const stray = /[#;\n\r]/.exec(text);
  if (stray) {
    return fail(issues, place, "bad-expression", `"${shorten(text)}" holds ${JSON.stringify(stray[0])}`, {
      expected: "one formula on one line, without comments",
    });
  }
  try {
    return parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(issues, place, "bad-expression", `"${shorten(text)}" is no formula (${reason})`);
  }
}

function compile(node: MathNode, work: Compilation): Part | undefined {
  switch (node.type) {
    case "ConstantNode":
      return compileConstant(node as ConstantNode, work);
    case "SymbolNode":
      return compileName((node as SymbolNode).name, work);
    case "AccessorNode":
      return compileDotted(node as AccessorNode, work);
    case "ParenthesisNode":
      return compile((node as ParenthesisNode).content, work);
    case "OperatorNode":
      return compileOperator(node as OperatorNode, work);
    case "RelationalNode":
      return compileChain(node as RelationalNode, work);
    case "ConditionalNode":
      return compileConditional(node as ConditionalNode, work);
    case "FunctionNode":
      return compileCall(node as FunctionNode, work);
    default:
      return refuseNode(node, work);
  }
}

function refuseNode(node: MathNode, work: Compilation): undefined {
  return refuse(`${node.type.replace("Node", "").toLowerCase()} "${shorten(`${node}`)}"`, work);
}

function refuse(what: string, { place, issues }: Compilation): undefined {
  return fail(issues, place, "forbidden-expression", `a formula may not hold ${what}`, {
    expected: `+ - * / ^, comparisons, and, or, not, a ? b : c, and calls of ${[...FUNCTIONS.keys()].join(", ")}`,
  });
}

function noteMixed(got: Part["kind"], wanted: Part["kind"], { place, issues }: Compilation): undefined {
  const names = { number: "a number", boolean: "a comparison (true or false)" };
  return fail(issues, place, "mixed-expression", `this formula has ${names[got]} where it needs ${names[wanted]}`);
}

function compileConstant({ value }: ConstantNode, work: Compilation): Part | undefined {
  const written: unknown = value;
  if (typeof written === "number" && Number.isFinite(written)) {
    return number(OPERATION.constant, work.constants.push(written) - 1);
  }
  return refuse(
    written === undefined ? "an empty part" : `the constant ${shorten(JSON.stringify(written) ?? "?")}`,
    work,
  );
}

/** Words before the point of a name: attributes of the first year, and last year's indicators. */
const DOTTED: ReadonlySet<string> = new Set(["baseline", "last"]);

/** `baseline.x` or `last.x`, read as one name. */
function compileDotted(node: AccessorNode, work: Compilation): Part | undefined {
  const object = node.object as MathNode;
  const [key] = node.index.dimensions as readonly MathNode[];
  const isDotted = object.type === "SymbolNode" && DOTTED.has((object as SymbolNode).name) && node.index.dotNotation;
  if (!isDotted || key?.type !== "ConstantNode") return refuseNode(node, work);
  return compileName(`${(object as SymbolNode).name}.${String((key as ConstantNode).value)}`, work);
}

function compileName(name: string, { slots, elsewhere, used, place, issues }: Compilation): Part | undefined {
  const slot = slots.get(name);
  if (slot === undefined) {
    return fail(issues, place, "unknown-name", `this formula names "${shorten(name)}", which is not declared`, {
      expected: [...slots.keys()].join(", "),
      suggestion: elsewhere.get(name) ?? didYouMean(name, slots.keys(), issues),
    });
  }
  used.add(name);
  return number(OPERATION.load, slot);
}

function compileOperator(node: OperatorNode, work: Compilation): Part | undefined {
  const { op, args, implicit } = node;
  const fn: string = node.fn;
  if (implicit)
    return refuse(`"${shorten(`${node}`)}": write * between the factors; a product that is only implied`, work);
  if ((node as { isPercentage?: boolean }).isPercentage) return refuse("a percent sign: write 0.05 for 5%", work);
  const arithmetic = args.length === 2 ? ARITHMETIC.get(op) : undefined;
  if (arithmetic !== undefined) {
    const numbers = compileAll(args, "number", work);
    return numbers && number(...numbers.flat(), arithmetic, 0);
  }
  if (fn === "unaryMinus" || fn === "unaryPlus") {
    const a = compileAll(args, "number", work)?.[0];
    return a && number(...a, ...(fn === "unaryMinus" ? [OPERATION.negate, 0] : []));
  }
  if (COMPARISONS.has(fn)) return compileComparisons([fn], args, work);
  if (fn === "and" || fn === "or" || fn === "not") return compileLogic(fn, args, work);
  return refuse(`the operator ${op}`, work);
}

function compileLogic(fn: "and" | "or" | "not", args: readonly MathNode[], work: Compilation): Part | undefined {
  const truths = compileAll(args, "boolean", work);
  return truths && boolean(...truths.flat(), OPERATION[fn], 0);
}

/** `a < b <= c`: every neighbouring pair must hold. */
function compileChain(node: RelationalNode, work: Compilation): Part | undefined {
  return compileComparisons(node.conditionals, node.params, work);
}

/** Each number but the first and last is compared twice and computed once. */
function compileComparisons(signs: readonly string[], args: readonly MathNode[], work: Compilation): Part | undefined {
  const numbers = compileAll(args, "number", work);
  if (numbers === undefined) return undefined;
  const code = [...numbers[0]!];
  signs.forEach((sign, k) => {
    const test = COMPARISONS.get(sign)!;
    code.push(...numbers[k + 1]!);
    if (k < signs.length - 1) code.push(OPERATION.tuck, 0, test, 0, OPERATION.swap, 0);
    else code.push(test, 0);
  });
  for (let k = 1; k < signs.length; k++) code.push(OPERATION.and, 0);
  return boolean(...code);
}

function compileConditional({ condition, trueExpr, falseExpr }: ConditionalNode, work: Compilation): Part | undefined {
  const test = compileAll([condition], "boolean", work)?.[0];
  const branches = compileAll([trueExpr, falseExpr], "number", work);
  if (test === undefined || branches === undefined) return undefined;
  return number(...test, ...branches.flat(), OPERATION.select, 0);
}

function compileCall(node: FunctionNode, work: Compilation): Part | undefined {
  const callee = node.fn as unknown as MathNode;
  if (callee.type !== "SymbolNode") return refuse(`a call of "${shorten(`${callee}`)}"`, work);
  const { name } = callee as SymbolNode;
  const allowed = FUNCTIONS.get(name);
  if (allowed === undefined) {
    return fail(work.issues, work.place, "unknown-function", `a formula may not call "${shorten(name)}"`, {
      expected: [...FUNCTIONS.keys()].join(", "),
      suggestion: didYouMean(name, FUNCTIONS.keys(), work.issues),
    });
  }
  const [least, most] = allowed.arguments;
  if (node.args.length < least || node.args.length > most) {
    const count = least === most ? `${least}` : `${least} to ${most}`;
    return fail(work.issues, work.place, "bad-expression", `${name} has ${node.args.length} arguments`, {
      expected: count,
    });
  }
  const numbers = compileAll(node.args, "number", work);
  if (numbers === undefined) return undefined;
  const apply = [allowed.operation, 0];
  if (!allowed.isFold) return number(...numbers.flat(), ...apply);
  return number(...numbers.flatMap((code, k) => (k === 0 ? code : [...code, ...apply])));
}

/** Compiles every part, so that all problems are noted, then demands one kind. */
function compileAll(
  nodes: readonly MathNode[],
  wanted: Part["kind"],
  work: Compilation,
): readonly (readonly number[])[] | undefined {
  const parts = nodes.map((node) => compile(node, work));
  if (parts.some((part) => part === undefined)) return undefined;
  const wrong = parts.find((part) => part!.kind !== wanted);
  return wrong ? noteMixed(wrong.kind, wanted, work) : parts.map((part) => part!.code);
}
