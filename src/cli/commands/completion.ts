import type { BilingualCommand } from "../bilingual-command.ts";
import { COMPLETION_SHELLS, completionScript, type CompletionShell } from "../completion.ts";
import { oneOf } from "../option-parsers.ts";

/** Adds `junheng completion bash|zsh|fish`: a script that completes commands and options. */
export function registerCompletion(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("completion")
    .description(s("打印命令行补全脚本", "print a script that completes commands and options"))
    .argument("<shell>", s("bash、zsh 或 fish", "bash, zsh or fish"), oneOf(program.locale, COMPLETION_SHELLS))
    .example(
      "junheng completion bash",
      "存为 ~/.local/share/bash-completion/completions/junheng",
      "save as ~/.local/share/bash-completion/completions/junheng",
    )
    .example("junheng completion zsh", "存为 fpath 中的 _junheng", "save as _junheng in a folder of fpath")
    .example(
      "junheng completion fish",
      "存为 ~/.config/fish/completions/junheng.fish",
      "save as ~/.config/fish/completions/junheng.fish",
    )
    .action((shell: CompletionShell, _own: unknown, self: BilingualCommand) => {
      self.refuse("json");
      process.stdout.write(completionScript(program, shell));
    });
}
