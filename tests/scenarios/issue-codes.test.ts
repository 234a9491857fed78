import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ISSUE_CODES } from "../../src/scenarios/issue-codes.ts";
import { filesUnder, readPage } from "../docs/pages.ts";

/** Codes a file gives its issues: the third argument of `fail` and `warn`, and the value of every `code:`. */
function codesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readPage(file), ts.ScriptTarget.Latest, true);
  const codes: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const at = { fail: 2, warn: 2, wrong: 0 }[node.expression.text];
      const argument = at === undefined ? undefined : node.arguments[at];
      if (argument) codes.push(...wordsOf(argument, source));
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === "code" && ts.isStringLiteral(node.initializer))
      codes.push(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return codes;
}

/** The texts an expression can be: a literal, either side of a choice, or those of the constant it names. */
function wordsOf(expression: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isStringLiteral(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression))
    return [...wordsOf(expression.whenTrue, source), ...wordsOf(expression.whenFalse, source)];
  if (!ts.isIdentifier(expression)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === expression.text && node.initializer)
      found.push(...wordsOf(node.initializer, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const FILES = ["src/scenarios", "src/data", "src/cli"]
  .flatMap((folder) => filesUnder(folder))
  .filter((file) => file.endsWith(".ts") && !file.includes("/issue-codes"));

describe("codes of issues", () => {
  it("are found in the sources", () => {
    expect(codesIn("src/scenarios/bind.ts")).toEqual(["override-no-effect", "not-a-number", "value-out-of-range"]);
    expect(codesIn("src/scenarios/stack.ts")).toContain("changed-again");
    expect(codesIn("src/data/returns-cells.ts")).toContain("not-yes-or-no");
    expect(codesIn("src/cli/outputs.ts")).toEqual(["bad-output-folder"]);
  });

  it("are all explained: what is listed here is to be added to src/scenarios/issue-codes*.ts", () => {
    const used = [...new Set(FILES.flatMap(codesIn))].sort();
    expect(used.length).toBeGreaterThan(90);
    expect(used.filter((code) => !Object.hasOwn(ISSUE_CODES, code))).toEqual([]);
  });

  it("that are explained are used", () => {
    const used = new Set(FILES.flatMap(codesIn));
    expect(Object.keys(ISSUE_CODES).filter((code) => !used.has(code))).toEqual([]);
  });

  it.each(Object.entries(ISSUE_CODES))(
    "%s says what it means and what to do, in a sentence of both languages",
    (_code, { meaning, remedy }) => {
      for (const { zh, en } of [meaning, remedy]) {
        expect(zh).toMatch(/\p{Script=Han}.*。$/u);
        expect(en).toMatch(/^[A-Za-z].*[.?]$/);
        expect(en).not.toMatch(/\p{Script=Han}/u);
      }
    },
  );
});
