import { Help, type Argument, type Command, type Option } from "commander";
import { say, type Locale } from "../core/bilingual.ts";
import { displayWidth } from "../core/display-width.ts";
import { foldText } from "../core/fold-text.ts";

const TITLES_ZH: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Global Options:": "各命令通用的选项：",
  "Commands:": "命令：",
};

/** Widest a help text gets, however wide the terminal. */
const WIDEST = 110;

/** Help pages in one language, with Chinese characters counted as two columns. */
export class BilingualHelp extends Help {
  readonly locale: Locale;

  constructor(locale: Locale) {
    super();
    this.locale = locale;
    this.showGlobalOptions = true;
  }

  override prepareContext(context: { helpWidth?: number }): void {
    this.helpWidth = Math.min(WIDEST, context.helpWidth ?? 100);
  }

  override styleTitle(title: string): string {
    return say(this.locale, TITLES_ZH[title] ?? title, title.replace("Global Options", "Options of every command"));
  }

  override commandUsage(command: Command): string {
    const usage = super.commandUsage(command);
    return say(this.locale, usage.replace("[options]", "[选项]").replace("[command]", "[命令]"), usage);
  }

  override subcommandTerm(command: Command): string {
    const term = super.subcommandTerm(command).replace(" [options]", "");
    return say(this.locale, term.replace("[command]", "[命令]"), term);
  }

  override argumentDescription(argument: Argument): string {
    const { description, defaultValue } = argument;
    if (defaultValue === undefined) return description;
    const shown = [defaultValue].flat().join(" ");
    return say(this.locale, `${description}（默认 ${shown}）`, `${description} (default ${shown})`);
  }

  override formatHelp(command: Command, helper: Help): string {
    // A full-width colon brings its own space.
    return super.formatHelp(command, helper).replace(/^用法： /, "用法：");
  }

  override optionDescription(option: Option): string {
    const { locale } = this;
    const more: string[] = [];
    if (option.argChoices) more.push(option.argChoices.join(" | "));
    if (option.defaultValue !== undefined && typeof option.defaultValue !== "boolean")
      more.push(`${say(locale, "默认", "default")} ${option.defaultValueDescription ?? String(option.defaultValue)}`);
    if (option.envVar) more.push(`${say(locale, "环境变量", "or")} ${option.envVar}`);
    if (more.length === 0) return option.description;
    return say(locale, `${option.description}（${more.join("；")}）`, `${option.description} (${more.join("; ")})`);
  }

  override displayWidth(text: string): number {
    return displayWidth(text);
  }

  override boxWrap(text: string, width: number): string {
    return text
      .split("\n")
      .flatMap((line) => foldText(line, Math.max(width, this.minWidthToWrap)))
      .join("\n");
  }
}
