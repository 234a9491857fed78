import type { BilingualCommand } from "./bilingual-command.ts";

/** Shells a completion script can be made for. */
export const COMPLETION_SHELLS = ["bash", "zsh", "fish"] as const;
export type CompletionShell = (typeof COMPLETION_SHELLS)[number];

/** What can follow a command: its subcommands and options, or files. */
interface Place {
  /** Words after the program's name, such as `params show`. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly about: string }[];
}

/** A completion script for a shell, made from the program itself. */
export function completionScript(program: BilingualCommand, shell: CompletionShell): string {
  const places = placesOf(program, "");
  switch (shell) {
    case "bash":
      return bashScript(places);
    case "zsh":
      return zshScript(places);
    case "fish":
      return fishScript(places);
    default:
      return shell satisfies never;
  }
}

function placesOf(command: BilingualCommand, path: string): Place[] {
  const children = command.commands as unknown as BilingualCommand[];
  const options = [...command.options, ...(path === "" ? [] : rootOf(command).options)];
  const words = [
    ...children.map((child) => ({ word: child.name(), about: child.description() })),
    ...options.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : [])),
    { word: "--help", about: "" },
  ];
  return [
    { path, words },
    ...children.flatMap((child) => placesOf(child, path === "" ? child.name() : `${path} ${child.name()}`)),
  ];
}

function rootOf(command: BilingualCommand): BilingualCommand {
  const parent = command.parent as unknown as BilingualCommand | null;
  return parent ? rootOf(parent) : command;
}

const caseLines = (places: readonly Place[]) =>
  places.map(({ path, words }) => `    "${path}") words="${words.map(({ word }) => word).join(" ")}" ;;`).join("\n");

/** The verbs typed so far, as far as they name a command, are joined in `place`. */
function bashScript(places: readonly Place[]): string {
  return `# junheng completion for bash
_junheng() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place="" words="" word next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${place:+$place }$word"
    case "$next" in
      ${places
        .filter(({ path }) => path !== "")
        .map(({ path }) => `"${path}"`)
        .join("|")}) place="$next" ;;
    esac
  done
  case "$place" in
${caseLines(places)}
  esac
  if [[ "$current" != -* && "$place" != "" ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -o filenames -F _junheng junheng
`;
}

function zshScript(places: readonly Place[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''").replaceAll(":", "\\:")}'`;
  const cases = places.map(({ path, words }) => {
    const list = words.map(({ word, about }) => quoted(word) + (about ? `':'${quoted(about)}` : ""));
    return `    ${quoted(path)}) candidates=(${list.join(" ")}) ;;`;
  });
  return `#compdef junheng
# junheng completion for zsh
_junheng() {
  local place="" word next
  local -a candidates
  for word in "\${words[@]:1:$((CURRENT-2))}"; do
    next="\${place:+$place }$word"
    case "$next" in
      ${places
        .filter(({ path }) => path !== "")
        .map(({ path }) => quoted(path))
        .join("|")}) place="$next" ;;
    esac
  done
  case "$place" in
${cases.join("\n")}
  esac
  _describe 'junheng' candidates
  [[ -n "$place" ]] && _files
}
compdef _junheng junheng
`;
}

function fishScript(places: readonly Place[]): string {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = places.flatMap(({ path, words }) => {
    const verbs = path.split(" ").filter(Boolean);
    const children = places.filter(
      (other) => other.path.startsWith(path === "" ? "" : `${path} `) && other.path !== path,
    );
    const next = children.map((child) => child.path.split(" ")[verbs.length]!);
    const seen = verbs.map((verb) => `__fish_seen_subcommand_from ${verb}`);
    const unseen = next.length > 0 ? [`not __fish_seen_subcommand_from ${[...new Set(next)].join(" ")}`] : [];
    const condition = [...seen, ...unseen].join("; and ");
    return words.map(({ word, about }) => {
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-a ${word}`;
      return `complete -c junheng${condition ? ` -n ${quoted(condition)}` : ""} ${what}${about ? ` -d ${quoted(about)}` : ""}`;
    });
  });
  return `# junheng completion for fish\n${lines.join("\n")}\n`;
}
