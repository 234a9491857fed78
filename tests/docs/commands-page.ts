import type { BilingualCommand } from "../../src/cli/bilingual-command.ts";
import { createProgram } from "../../src/cli/program.ts";

const INTRODUCTION = `# Commands

**摘要** 先用 \`junheng init\` 建一个研究文件夹，改 \`scenarios/\` 里的情景文件；\`validate\` 检查写法，\`resolve\` 看每个取值来自哪个文件哪一行，\`run\` 运行一个情景，
\`compare\` 让几个情景在同一批世界里对比；运行之后，\`explain\` 说明为什么是这个结果，\`report\` 写成网页、图、表或 PDF，\`verify\` 核对结果有没有被改动、能不能重算出来。
\`assess\` 用认定标准衡量一个县的真实填报数据；\`params\` 列出可以改动的参数。加 \`--locale zh\`（或设环境变量 \`JUNHENG_LOCALE=zh\`）后，帮助、提示和错误说明都是中文；
每个命令都有 \`--help\`。出错时给出文件、行、列和最接近的写法，并说明错误代码的含义和改法。

This page is made of the program's own help, in English; \`--locale zh\` gives the same in Chinese. A test holds the two together;
\`npm run docs\` writes the page anew.

## Conventions

| | |
|---|---|
| Language | \`--locale\`, then JUNHENG_LOCALE, then the settings file, then the first of LC_ALL, LC_MESSAGES and LANG that is set; English where none of them is Chinese |
| Values of options | the command line, then JUNHENG_* variables, then the settings file, then the default; \`--verbose\` says which |
| Settings file | \`junheng.config.ts\`, \`.js\` or \`.mjs\` in the folder the command works in (\`--cwd\`), or the file that \`--config\` names; keys \`locale\`, \`jobs\`, \`out\`, \`sample\`, \`worlds\`, \`counties\`, \`seed\`; paths are relative to the file |
| Standard output | the result: tables, text, or JSON with \`--json\` |
| Standard error | progress, notes, warnings, errors; \`--quiet\` leaves progress and notes out |
| Colours | on a terminal only, and not with \`--no-color\`, NO_COLOR or CI |
| Questions | only \`init\` asks, and only on a terminal and without \`--yes\` |
| Mistakes | unknown commands, options, keys and names are errors, with the nearest name; a stack is shown only if JUNHENG_DEBUG is set |

| Exit code | Meaning |
|---|---|
| 0 | done |
| 1 | a check failed: warnings under \`validate --strict\`, a county that cannot be certified, a run that is not what it was, a machine that lacks what runs need |
| 2 | bad input or usage |
| 3 | the program itself failed |
| 130 | stopped by Ctrl-C |

A run is named by its folder, by its id or the beginning of it, or by its scenario or comparison if that was run once. A scenario is named by a path, by its
id in the study of the working folder (\`scenarios/\`, \`packages/\`, \`comparisons/\`, \`goals/\`), or by its id in the catalogue.
`;

/** The text of docs/commands.md: conventions, then the help of every command. */
export function commandsPage(): string {
  const program = createProgram("en");
  const sections = [program, ...inOrder(program)].map((command) => sectionOf(command));
  return `${INTRODUCTION}\n${sections.join("\n")}`;
}

function inOrder(command: BilingualCommand): BilingualCommand[] {
  return (command.commands as unknown as BilingualCommand[]).flatMap((child) => [child, ...inOrder(child)]);
}

function sectionOf(command: BilingualCommand): string {
  const isProgram = command.parent === null;
  const title = isProgram ? "Options of every command" : command.path().replace("junheng ", "");
  const examples = command.examples.map(
    ({ line, meaning }) => `# ${meaning.en}\n${line.replace("junheng", "npx junheng")}`,
  );
  const blocks = [
    `## ${title}\n`,
    ...(isProgram ? [] : [`${sentence(command.description())}\n`]),
    `\`\`\`text\n${helpOf(command)}\n\`\`\`\n`,
    ...(isProgram ? [] : [`\`\`\`\n${examples.join("\n")}\n\`\`\`\n`]),
  ];
  return blocks.join("\n");
}

const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

/** The help of a command without the options of every command and its description. */
function helpOf(command: BilingualCommand): string {
  const help = command.createHelp();
  help.showGlobalOptions = false;
  help.prepareContext({ helpWidth: 110 });
  return help
    .formatHelp(command, help)
    .replace(`\n\n${help.boxWrap(command.description(), 110)}\n`, "\n")
    .trimEnd();
}
