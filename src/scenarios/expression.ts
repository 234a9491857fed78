import type { ConditionalNode, ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode } from "mathjs";
import type { RelationalNode, SymbolNode } from "mathjs";
import type { Issue } from "../core/issue.ts";
import type { BooleanRun, NumberRun } from "./expression-functions.ts";
import { ARITHMETIC, COMPARISONS, FUNCTIONS } from "./expression-functions.ts";
import { didYouMean, shorten } from "./fields.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";

/** Turns text into a mathjs syntax tree, and nothing more: mathjs never evaluates anything here. */
export type ExpressionParser = (text: string) => MathNode;

/** A formula ready to run: a closure over the slots of a frame. */
export type CompiledExpression = { readonly names: ReadonlySet<string> } & (
  { readonly kind: "number"; readonly run: NumberRun } | { readonly kind: "boolean"; readonly run: BooleanRun }
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
  readonly used: Set<string>;
  readonly place: Place;
  readonly issues: Issue[];
}

type Part = { kind: "number"; run: NumberRun } | { kind: "boolean"; run: BooleanRun };

/**
 * Compiles a formula over `names`, whose values a frame holds in that order. Everything that is not arithmetic,
 * comparison, `and`/`or`/`not`, `a ? b : c` or a call of a listed function is refused by name.
 *
 * Comparisons are exact; `-2^2` is −(2²) and `2^3^2` is 2^(3²). Notes what is wrong in `issues`.
 */
export function compileExpression(
  parse: ExpressionParser,
  { text, place }: { readonly text: string; readonly place: Place },
  names: readonly string[],
  wanted: "number" | "boolean",
  issues: Issue[],
): CompiledExpression | undefined {
  if (text.length > MOST_CHARACTERS) {
    return fail(issues, place, "expression-too-long", `this formula has ${text.length} characters`, {
      expected: `at most ${MOST_CHARACTERS}`,
    });
  }
  const tree = readSyntax(parse, text, place, issues);
  if (tree === undefined) return undefined;
  const slots = new Map(names.map((name, slot) => [name, slot]));
  const work: Compilation = { slots, used: new Set(), place, issues };
  const part = compile(tree, work);
  if (part === undefined) return undefined;
  if (part.kind !== wanted) return noteMixed(part.kind, wanted, work);
  return { ...part, names: work.used };
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
      return refuse(`${node.type.replace("Node", "").toLowerCase()} "${shorten(`${node}`)}"`, work);
  }
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
  const number: unknown = value;
  if (typeof number === "number" && Number.isFinite(number)) return { kind: "number", run: () => number };
  return refuse(
    number === undefined ? "an empty part" : `the constant ${shorten(JSON.stringify(number) ?? "?")}`,
    work,
  );
}

function compileName(name: string, { slots, used, place, issues }: Compilation): Part | undefined {
  const slot = slots.get(name);
  if (slot === undefined) {
    return fail(issues, place, "unknown-name", `this formula names "${shorten(name)}", which is not declared`, {
      expected: [...slots.keys()].join(", "),
      suggestion: didYouMean(name, slots.keys(), issues),
    });
  }
  used.add(name);
  return { kind: "number", run: (frame) => frame[slot]! };
}

function compileOperator(node: OperatorNode, work: Compilation): Part | undefined {
  const { op, args, implicit } = node;
  const fn: string = node.fn;
  if (implicit)
    return refuse(`"${shorten(`${node}`)}": write * between the factors; a product that is only implied`, work);
  if ((node as { isPercentage?: boolean }).isPercentage) return refuse("a percent sign: write 0.05 for 5%", work);
  const arithmetic = args.length === 2 ? ARITHMETIC.get(op) : undefined;
  if (arithmetic) {
    const numbers = compileNumbers(args, work);
    return numbers && { kind: "number", run: arithmetic(numbers[0]!, numbers[1]!) };
  }
  if (fn === "unaryMinus" || fn === "unaryPlus") {
    const a = compileNumbers(args, work)?.[0];
    return a && { kind: "number", run: fn === "unaryMinus" ? (frame) => -a(frame) : a };
  }
  if (COMPARISONS.has(fn)) return compileComparisons([fn], args, work);
  if (fn === "and" || fn === "or" || fn === "not") return compileLogic(fn, args, work);
  return refuse(`the operator ${op}`, work);
}

function compileLogic(fn: "and" | "or" | "not", args: readonly MathNode[], work: Compilation): Part | undefined {
  const truths = compileAll(args, "boolean", work) as BooleanRun[] | undefined;
  if (truths === undefined) return undefined;
  const [a, b] = truths as [BooleanRun, BooleanRun];
  if (fn === "not") return { kind: "boolean", run: (frame) => !a(frame) };
  return { kind: "boolean", run: fn === "and" ? (frame) => a(frame) && b(frame) : (frame) => a(frame) || b(frame) };
}

/** `a < b <= c`: every neighbouring pair must hold. */
function compileChain(node: RelationalNode, work: Compilation): Part | undefined {
  return compileComparisons(node.conditionals, node.params, work);
}

function compileComparisons(signs: readonly string[], args: readonly MathNode[], work: Compilation): Part | undefined {
  const numbers = compileNumbers(args, work);
  const tests = signs.map((sign) => COMPARISONS.get(sign)!);
  if (numbers === undefined) return undefined;
  return {
    kind: "boolean",
    run: (frame) => tests.every((test, k) => test(numbers[k]!(frame), numbers[k + 1]!(frame))),
  };
}

function compileConditional({ condition, trueExpr, falseExpr }: ConditionalNode, work: Compilation): Part | undefined {
  const test = compileAll([condition], "boolean", work)?.[0] as BooleanRun | undefined;
  const branches = compileNumbers([trueExpr, falseExpr], work);
  if (test === undefined || branches === undefined) return undefined;
  const [yes, no] = branches as [NumberRun, NumberRun];
  return { kind: "number", run: (frame) => (test(frame) ? yes(frame) : no(frame)) };
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
  const numbers = compileNumbers(node.args, work);
  return numbers && { kind: "number", run: allowed.build(numbers) };
}

function compileNumbers(nodes: readonly MathNode[], work: Compilation): readonly NumberRun[] | undefined {
  return compileAll(nodes, "number", work) as readonly NumberRun[] | undefined;
}

/** Compiles every part, so that all problems are noted, then demands one kind. */
function compileAll(
  nodes: readonly MathNode[],
  wanted: Part["kind"],
  work: Compilation,
): readonly Part["run"][] | undefined {
  const parts = nodes.map((node) => compile(node, work));
  if (parts.some((part) => part === undefined)) return undefined;
  const wrong = parts.find((part) => part!.kind !== wanted);
  return wrong ? noteMixed(wrong.kind, wanted, work) : parts.map((part) => part!.run);
}
