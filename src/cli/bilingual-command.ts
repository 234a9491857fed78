import { Command, InvalidArgumentError, type Argument, type Option } from "commander";
import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { nearestName } from "../core/issue.ts";
import { BilingualHelp } from "./bilingual-help.ts";

/** A command line that works as typed, and what it is for. */
export interface Example {
  readonly line: string;
  readonly meaning: Bilingual;
}

/** A command whose help and usage errors are in one language, chosen before the program is built. */
export class BilingualCommand extends Command {
  readonly locale: Locale;
  readonly examples: Example[] = [];

  constructor(name: string | undefined, locale: Locale) {
    super(name);
    this.locale = locale;
    this.helpOption("-h, --help", this.say("显示帮助", "show this help"));
    this.helpCommand(false);
    this.addHelpText("after", () => this.exampleText());
  }

  /** The first of two texts for a Chinese reader, the second for an English one. */
  say(zh: string, en: string): string {
    return say(this.locale, zh, en);
  }

  /** Adds an example to the end of the help. */
  example(line: string, zh: string, en: string): this {
    this.examples.push({ line, meaning: { zh, en } });
    return this;
  }

  private exampleText(): string {
    if (this.examples.length === 0) return "";
    const lines = this.examples.map(({ line, meaning }) => `  ${line}\n      ${meaning[this.locale]}`);
    return `\n${this.say("例：", "Examples:")}\n${lines.join("\n")}\n`;
  }

  override createCommand(name?: string): BilingualCommand {
    return new BilingualCommand(name, this.locale);
  }

  override createHelp(): BilingualHelp {
    return new BilingualHelp(this.locale);
  }

  override error(problem: string, options?: { code?: string; exitCode?: number }): never {
    const hint = this.say(`用法见 ${this.path()} --help`, `see ${this.path()} --help`);
    return super.error(`${this.say("错误：", "error: ")}${problem}\n${hint}`, options);
  }

  /** Name with those of its parents, as typed. */
  path(): string {
    return this.parent ? `${(this.parent as unknown as BilingualCommand).path()} ${this.name()}` : this.name();
  }

  /** Ends with a usage error if an option of every command was given that means nothing here. */
  refuse(option: "json"): void {
    if (this.optsWithGlobals()[option] !== true) return;
    this.error(this.say(`${this.path()} 不支持 --${option}`, `${this.path()} has no --${option}`));
  }

  // The methods below are those in which commander words its usage errors.

  missingArgument(name: string): never {
    const what = this.registeredArguments.find((argument) => argument.name() === name)?.description ?? "";
    return this.error(this.say(`缺少参数 <${name}>（${what}）`, `missing argument <${name}> (${what})`));
  }

  optionMissingArgument({ flags }: Option): never {
    return this.error(this.say(`选项 ${flags} 缺少取值`, `option ${flags} has no value`));
  }

  unknownOption(flag: string): never {
    const near = nearestName(flag.split("=")[0]!, this.knownOptions());
    return this.error(this.say(`没有选项 ${flag}`, `unknown option ${flag}`) + this.didYouMean(near));
  }

  unknownCommand(): never {
    const name = this.args[0]!;
    const names = this.commands.map((command) => command.name());
    return this.error(
      this.say(`没有命令 ${name}`, `unknown command ${name}`) + this.didYouMean(nearestName(name, names)),
    );
  }

  _conflictingOption({ flags }: Option, other: Option): never {
    return this.error(this.say(`${flags} 不能和 ${other.flags} 同用`, `${flags} cannot be used with ${other.flags}`));
  }

  _excessArguments(received: readonly string[]): void {
    const most = this.registeredArguments.length;
    this.error(
      this.say(
        `参数太多：最多 ${most} 个，收到 ${received.length} 个（${received.join(" ")}）`,
        `too many arguments: at most ${most}, got ${received.length} (${received.join(" ")})`,
      ),
    );
  }

  _callParseArg(target: Option | Argument, value: string, previous: unknown, commandersWords: string): unknown {
    const parse = target.parseArg as (value: string, previous: unknown) => unknown;
    try {
      return parse(value, previous);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const variable = / from env '(\w+)'/.exec(commandersWords)?.[1];
      const name = variable ?? ("flags" in target ? target.flags : `<${target.name()}>`);
      return this.error(
        this.say(`${name} 的取值“${value}”不对：${error.message}`, `${name} is "${value}": ${error.message}`),
      );
    }
  }

  private knownOptions(): string[] {
    const own = [...this.options.flatMap(({ long }) => long ?? []), "--help"];
    return this.parent ? [...own, ...(this.parent as unknown as BilingualCommand).knownOptions()] : own;
  }

  private didYouMean(near: string | undefined): string {
    if (near === undefined) return "";
    return this.say(`；是否想写 ${near}？`, `; did you mean ${near}?`);
  }
}
