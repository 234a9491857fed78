import { styleText } from "node:util";

/** Whether a stream shows colours: a terminal, unless `--no-color`, NO_COLOR or CI says otherwise. */
export function hasColors(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
  words: readonly string[] = process.argv,
): boolean {
  const isRefused = words.includes("--no-color") || Boolean(env["NO_COLOR"]) || Boolean(env["CI"]);
  return stream.isTTY === true && !isRefused && env["TERM"] !== "dumb";
}

/** A word of standard error in a colour, where colours are shown. */
export function painted(colour: "red" | "yellow" | "bold", text: string): string {
  return hasColors(process.stderr) ? styleText(colour, text, { validateStream: false }) : text;
}

/** Writes what a command was asked for to standard output. */
export function print(text: string): void {
  if (text !== "") process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Writes a note about the work to standard error, unless `--quiet`. */
export function note(text: string, { quiet }: { readonly quiet?: boolean }): void {
  if (!quiet) process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}
