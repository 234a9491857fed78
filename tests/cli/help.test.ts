import { describe, expect, it } from "vitest";
import type { Locale } from "../../src/core/bilingual.ts";
import type { BilingualCommand } from "../../src/cli/bilingual-command.ts";
import { allCommands } from "../../src/cli/config.ts";
import { createProgram } from "../../src/cli/program.ts";
import { SAMPLER_NAMES } from "../../src/cli/run-options.ts";
import { SAMPLERS } from "../../src/scenarios/scenario.ts";
import { faultOf, wordsOf } from "../docs/command-lines.ts";

const HAN = /\p{Script=Han}/u;
const helpOf = (command: BilingualCommand) => {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
};
const leaves = (locale: Locale) => allCommands(createProgram(locale)).filter(({ commands }) => commands.length === 0);

describe("help in Chinese", () => {
  const program = createProgram("zh");

  it.each(allCommands(program).map((command) => [command.path(), command] as const))(
    "%s describes itself, its arguments and options in Chinese",
    (_path, command) => {
      expect(command.description()).toMatch(HAN);
      for (const argument of command.registeredArguments)
        expect([argument.name(), argument.description]).toEqual([argument.name(), expect.stringMatching(HAN)]);
      for (const { flags, description } of command.options)
        expect([flags, description]).toEqual([flags, expect.stringMatching(HAN)]);
      for (const { meaning } of command.examples) expect(meaning.zh).toMatch(HAN);
    },
  );

  it.each(allCommands(program).map((command) => [command.path(), command] as const))(
    "%s has none of the library's English",
    (_path, command) => {
      const text = helpOf(command);
      expect(text).toMatch(/^用法：/);
      expect(text).toContain("显示帮助");
      expect(text).not.toMatch(
        /Usage:|Options:|Commands:|Arguments:|Examples:|display|default|choices|\[options\]|\[command\]/,
      );
    },
  );

  it("counts a Chinese character as two columns, so that no line is wider than the page", async () => {
    const { displayWidth } = await import("../../src/core/display-width.ts");
    const lines = allCommands(program).flatMap((command) => helpOf(command).split("\n"));
    expect(lines.length).toBeGreaterThan(200);
    // Command lines of examples are not folded.
    expect(lines.filter((line) => displayWidth(line) > 112 && !line.startsWith("  junheng "))).toEqual([]);
  });
});

describe("columns", () => {
  it("begin where those of other lines do, though a term holds Chinese", async () => {
    const { displayWidth } = await import("../../src/core/display-width.ts");
    const lines = helpOf(createProgram("zh")).split("\n");
    const columnOf = (term: string) => {
      const line = lines.find((one) => one.startsWith(`  ${term}`))!;
      return displayWidth(/^ {2}.*? {2,}/.exec(line)![0]);
    };
    expect(columnOf("help [命令]")).toBe(columnOf("doctor"));
  });
});

describe("help in English", () => {
  it.each(allCommands(createProgram("en")).map((command) => [command.path(), command] as const))(
    "%s speaks English",
    (_path, command) => {
      const text = helpOf(command);
      expect(text).toMatch(/^Usage: junheng/);
      // A province may be named in Chinese.
      expect(text.replaceAll("四川", "")).not.toMatch(HAN);
    },
  );
});

describe("examples", () => {
  it.each(leaves("en").map((command) => [command.path(), command] as const))(
    "%s has two to four",
    (_path, { examples }) => {
      expect(examples.length).toBeGreaterThanOrEqual(2);
      expect(examples.length).toBeLessThanOrEqual(4);
    },
  );

  const lines = allCommands(createProgram("en")).flatMap(({ examples }) => examples.map(({ line }) => line));
  it.each([...new Set(lines)])("%s can be typed as it stands", async (line) => {
    const words = wordsOf(line);
    expect(words[0]).toBe("junheng");
    expect(faultOf(createProgram("en"), words.slice(1))).toBeUndefined();
    // The program itself reads it too; what the command would do is left out.
    const program = createProgram("en");
    for (const command of allCommands(program)) {
      command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
      if (command.commands.length === 0) command.action(() => undefined);
    }
    const outcome = await program.parseAsync(["node", ...words]).then(
      () => "read",
      (error: { code: string }) => error.code,
    );
    expect(["read", "commander.helpDisplayed"]).toContain(outcome);
  });
});

describe("usage errors", () => {
  const said = async (locale: Locale, words: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const program = createProgram(locale);
    let text = "";
    for (const command of allCommands(program)) {
      command.configureOutput({ writeErr: (part) => (text += part), writeOut: () => undefined });
      if (command.commands.length === 0) command.action(() => undefined);
    }
    Object.assign(process.env, env);
    try {
      await program.parseAsync(["node", "junheng", ...words]);
    } catch {
      // What it said is what counts.
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
    return text;
  };

  it.each([
    [
      ["rnu"],
      "error: unknown command rnu; did you mean run?\nsee junheng --help\n",
      "错误：没有命令 rnu；是否想写 run？\n用法见 junheng --help\n",
    ],
    [
      ["params", "list", "a", "--rol", "x"],
      "unknown option --rol; did you mean --role?\nsee junheng params list --help",
      "没有选项 --rol；是否想写 --role？",
    ],
    [["run", "a", "--locle", "zh"], "did you mean --locale?", "是否想写 --locale？"],
    [["resolve"], "missing argument <scenario> (scenario file", "缺少参数 <scenario>（情景文件"],
    [["resolve", "a", "b"], "too many arguments: at most 1, got 2 (a b)", "参数太多：最多 1 个，收到 2 个（a b）"],
    [["run", "a", "--seed"], "option --seed <phrase> has no value", "选项 --seed <phrase> 缺少取值"],
    [
      ["run", "a", "--sample", "2"],
      '--sample <share> is "2": expected a number above 0',
      "--sample <share> 的取值“2”不对：应为大于 0",
    ],
    [["run", "a", "--worlds", ""], '--worlds <n> is "": expected a whole number', "应为 1 到 100000 的整数"],
    [["run", "a", "--years", "2030-2027"], "expected school years, such as 2027", "应为学年，如 2027"],
    [["run", "a", "--trace", "pupils=0"], "this follows nobody", "一个人也没有跟踪"],
    [["run", "a", "--trace", "cats=3"], '"cats=3" does not say whom to follow', "“cats=3”没有说明跟踪谁"],
    [["run", "a", "--locale", "fr"], "expected zh or en", "应为 zh 或 en"],
    [
      ["report", "a", "--to", "html,doc"],
      "expected one of html, svg, png, pdf, csv",
      "应为 html、svg、png、pdf、csv 之一",
    ],
    [["verify", "a", "--tolerance", "1"], "expected a number from 0 to 1", "应为 0 到 1 的数"],
    [
      ["run", "a", "--sampler", "halton"],
      "expected one of lhs, random, sobol, oat",
      "应为 lhs、random、sobol、oat 之一",
    ],
    [["run", "a", "--resume", "--force"], "--resume cannot be used with --force", "--resume 不能和 --force 同用"],
    [["completion", "tcsh"], "expected one of bash, zsh, fish", "应为 bash、zsh、fish 之一"],
    [["assess", "a", "--edition", "1999"], "expected one of 2012, 2017", "应为 2012、2017 之一"],
  ] as const)("junheng %j", async (words, en, zh) => {
    expect(await said("en", words)).toContain(en);
    expect(await said("zh", words)).toContain(zh);
  });

  it("offers the samplers there are", () => {
    expect(SAMPLER_NAMES).toEqual(SAMPLERS);
  });

  it("names the variable where an environment variable is wrong", async () => {
    expect(await said("en", ["run", "a"], { JUNHENG_JOBS: "many" })).toContain(
      'JUNHENG_JOBS is "many": expected a whole',
    );
  });

  it("takes options of every command before the verb and after it", async () => {
    expect(await said("en", ["--quiet", "run", "a", "--json", "--no-color", "-C", "x", "--verbose"])).toBe(
      'options:\n  --out: "outputs" (default)\n',
    );
  });
});
