import { say, type Locale } from "../core/bilingual.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import { SCHEMA_FILE, schemaText } from "./schema.ts";

/** The files of a new study by path, with comments and guide in one language. Texts that runs show are in both. */
export function studyTemplate(locale: Locale): ReadonlyMap<string, string> {
  return new Map([
    ["README.md", say(locale, README_ZH, README_EN)],
    ["junheng.config.ts", configText(locale)],
    ["scenarios/my-scenario.yaml", scenarioText(locale)],
    ["packages/my-package.yaml", packageText(locale)],
    ["comparisons/my-comparison.yaml", comparisonText(locale)],
    ["goals/half-by-2030.yaml", goalText(locale)],
    ["data/.gitkeep", ""],
    ["outputs/.gitignore", "*\n!.gitignore\n"],
    [SCHEMA_FILE, schemaText(undefined)],
  ]);
}

function configText(locale: Locale): string {
  const t = (zh: string, en: string) => say(locale, zh, en);
  return `import { defineConfig } from "junheng";

// ${t("本研究的设置。命令行选项和 JUNHENG_* 环境变量优先于这里。", "Settings of this study. Options of the command line and JUNHENG_* variables come first.")}
export default defineConfig({
  locale: "${locale}",
  out: "outputs",
  // ${t("模拟多大比例的县：0.02 较快，1 为全部。", "Share of counties to simulate: 0.02 is quick, 1 is all.")}
  sample: 0.02,
  // ${t("有真实县表时取消下一行的注释。", "Uncomment the next line if you have a table of real counties.")}
  // counties: "data/counties.csv",
});
`;
}

const head = (kind: string, id: string, zh: string, en: string) => `# yaml-language-server: $schema=../${SCHEMA_FILE}
junheng: 1
kind: ${kind}
id: ${id}
model: ${MODEL_VERSION}
title:
  zh: ${zh}
  en: ${en}
`;

function scenarioText(locale: Locale): string {
  const t = (zh: string, en: string) => say(locale, zh, en);
  return `${head("scenario", "my-scenario", "我的情景", "My scenario")}note:
  zh: 问题：在加快轮岗的同时提高小规模学校经费，有多少县能更早通过认定？依据：数值都是假设。
  en: >-
    Asks how many counties are certified earlier if rotation is faster and small schools get more money.
    All numbers are assumptions.

# ${t("在基准情景上改动；基准来自内置目录。", "Builds on the baseline, which comes with the program.")}
extends: baseline
include:
  - packages/my-package

goals:
  - half-by-2030

# ${t("政府能决定的事写在 levers；能改什么见 junheng params --role lever。", "What a government decides goes under levers; `junheng params --role lever` lists what there is.")}
levers:
  funding.small_school_floor:
    set: 150
    from: 2026
    source:
      basis: assumption
      title: ${t("示例——不足150人的学校按150人拨款", "an example in which schools under 150 pupils are funded as 150")}
`;
}

function packageText(locale: Locale): string {
  const t = (zh: string, en: string) => say(locale, zh, en);
  return `${head("package", "packages/my-package", "稍快的轮岗", "Somewhat faster rotation")}
# ${t("政策包是可以被几个情景共用的一组改动。", "A package is a set of changes that several scenarios can share.")}
source:
  basis: assumption
  title: ${t("示例数值", "numbers of an example")}

levers:
  rotation.share:
    set: 0.15
    from: 2026
    # ${t("三年到位", "reached in three years")}
    phase_in:
      years: 3
`;
}

function comparisonText(locale: Locale): string {
  return `${head("comparison", "my-comparison", "我的情景与基准", "My scenario and the baseline")}
# ${say(locale, "这些情景在同一批世界里运行，差别只来自政策。", "These scenarios run in the same worlds, so that they differ by policy alone.")}
baseline: baseline
scenarios:
  - my-scenario
  - faster-rotation
`;
}

function goalText(locale: Locale): string {
  return `${head("goal", "half-by-2030", "2030年过半县通过认定", "Half of counties certified by 2030")}metric: certifiedShare
test:
  op: ">="
  value: 0.5
  year: 2030
source:
  basis: assumption
  title: ${say(locale, "示例目标", "goal of an example")}
`;
}

const README_ZH = `# 我的研究

这个文件夹由 \`junheng init\` 建立，各部分是：

| 位置 | 内容 |
|---|---|
| \`junheng.config.ts\` | 本研究的设置：语言、样本、结果文件夹 |
| \`scenarios/\` | 情景：在基准上改了什么 |
| \`packages/\` | 政策包：几个情景共用的改动 |
| \`comparisons/\` | 对比：哪些情景放在一起运行 |
| \`goals/\` | 目标：哪一年、哪个结果、达到多少 |
| \`data/\` | 真实县的表（可选） |
| \`outputs/\` | 运行结果，不进版本库 |

在这个文件夹里依次输入：

\`\`\`
junheng validate
junheng resolve my-scenario
junheng run my-scenario --sample 0.003 --worlds 2
junheng compare my-comparison
\`\`\`

\`validate\` 只检查文件；\`resolve\` 列出每个取值来自哪个文件哪一行；\`run\` 用很小的样本试跑；\`compare\` 正式对比并写出报告。
数值没有出处时，\`basis\` 写 \`assumption\`；报告会把这些假设单独列出。
`;

const README_EN = `# My study

\`junheng init\` made this folder. Its parts:

| place | what it holds |
|---|---|
| \`junheng.config.ts\` | settings of the study: language, sample, folder of results |
| \`scenarios/\` | scenarios: what is changed against the baseline |
| \`packages/\` | packages: changes that several scenarios share |
| \`comparisons/\` | comparisons: which scenarios run together |
| \`goals/\` | goals: which outcome, how much, by when |
| \`data/\` | tables of real counties, if you have them |
| \`outputs/\` | results of runs, left out of version control |

Type in this folder:

\`\`\`
junheng validate
junheng resolve my-scenario
junheng run my-scenario --sample 0.003 --worlds 2
junheng compare my-comparison
\`\`\`

\`validate\` checks the files; \`resolve\` says which file and line every value comes from; \`run\` tries the scenario on a tiny sample;
\`compare\` runs the comparison in earnest and writes a report. Where nobody published a number, write \`basis: assumption\`: the report
lists these apart.
`;
