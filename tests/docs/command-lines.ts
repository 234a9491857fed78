import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { ROOT } from "./pages.ts";

/** Command lines of our program in a page, in blocks and in the text, as words after `npx junheng`; `npm start --` is `compare`. */
export function commandLines(text: string): string[][] {
  return [...text.matchAll(/(?:^|`)(npx junheng|npm start --) ([^`\n]*)/gm)].map(([, start, rest]) => [
    ...(start === "npm start --" ? ["compare"] : []),
    ...wordsOf(rest!),
  ]);
}

/** Words of a line as a shell parts them: what stands in double quotes is one word. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** What is wrong with a command line: a command, option or number of arguments the program does not have, or a missing file. */
export function faultOf(program: Command, words: readonly string[]): string | undefined {
  let command = program;
  let at = 0;
  for (; at < words.length; at++) {
    const next = command.commands.find((one) => one.name() === words[at]);
    if (!next) break;
    command = next;
  }
  if (words.at(-1) === "--help" && at === words.length - 1) return undefined;
  // `params rotation` is `params list rotation`.
  if (command.name() === "params") command = command.commands.find((one) => one.name() === "list")!;
  if (command.commands.length > 0) return `no command "${words.slice(0, at + 1).join(" ")}"`;
  const options = [...command.options, ...program.options];
  const operands: string[] = [];
  for (; at < words.length; at++) {
    const word = words[at]!;
    if (!word.startsWith("-")) {
      operands.push(word);
      continue;
    }
    const option = options.find((one) => one.long === word || one.short === word);
    if (!option) return `${command.name()} has no option ${word}`;
    if (option.required) at++;
    if (at >= words.length) return `${word} has no value`;
  }
  return operandFault(command, operands);
}

function operandFault(command: Command, operands: readonly string[]): string | undefined {
  const own = command.registeredArguments;
  const least = own.filter((argument) => argument.required).length;
  const most = own.some((argument) => argument.variadic) ? Infinity : own.length;
  if (operands.length < least || operands.length > most) return `${command.name()} takes other arguments`;
  for (const operand of operands) {
    if (operand.includes("/") && !existsSync(join(ROOT, operand))) return `there is no ${operand}`;
    const isScenario = ["compare", "run", "validate"].includes(command.name()) && !/[./]/.test(operand);
    if (isScenario && !scenarioReader("baseline")(operand, "")) return `there is no scenario ${operand}`;
  }
  return undefined;
}

/** Long options of every command, and of the program itself. */
export function allOptions(program: Command): Set<string> {
  const flags = (command: Command): string[] => [
    ...command.options.flatMap(({ long }) => long ?? []),
    ...command.commands.flatMap(flags),
  ];
  return new Set([...flags(program), "--help"]);
}
