import type { CodeTexts } from "./issue-codes.ts";

/** Codes about runs whose worlds are run apart: on other machines, or in shards. */
export const CLUSTER_CODES = {
  "damaged-world": [
    "存盘的世界已损坏，又没有另一份。",
    "A stored world is damaged, and there is no other copy of it.",
    "再次运行它所在的那一片，只会重算损坏的世界。",
    "Run its shard again; only what is damaged is run.",
  ],
  "missing-worlds": [
    "有的世界在任何一个文件夹里都没有。",
    "Some worlds are in none of the folders.",
    "补上没有跑完的片，或把它们的文件夹也写上。",
    "Run the shards that did not finish, or name their folders too.",
  ],
  "no-shard": [
    "这个文件夹里没有这次运行的片。",
    "The folder holds no shard of the run.",
    "写 run --shard 时用作 --out 的文件夹。",
    "Name the folder that was --out when the shard was run.",
  ],
  "other-program": [
    "这次运行出自程序的另一个版本或另一份数据表。",
    "The run was prepared by another version of the program, or with other tables.",
    "在所有机器上安装同一版本。",
    "Install the same version on every machine.",
  ],
  "other-run": [
    "按保存的文件重算，得到的不是同一次运行。",
    "The files that came with the run do not give the same run.",
    "核对文件有没有被改动，重新提交。",
    "Check that nobody changed them, and submit the run anew.",
  ],
  "queue-packages-missing": [
    "没有安装 --queue 所需的程序包。",
    "Packages that --queue needs are not installed.",
    "在程序所在的文件夹里运行提示的安装命令。",
    "Run the command that the message gives, in the folder of the program.",
  ],
  "queue-unreachable": [
    "分发世界的服务器连不上，或不让程序进入。",
    "The server that hands out worlds does not answer, or does not let the program in.",
    "核对地址、密码和网络；服务器装法见 docs/cluster.md。",
    "Check address, password and network; docs/cluster.md says how to set a server up.",
  ],
  "several-runs": [
    "文件夹里有几次不同的运行。",
    "The folders hold several runs.",
    "用 --run 指明其中一次。",
    "Name one with --run.",
  ],
  "worlds-differ": [
    "同一个世界的两份结果不一样。",
    "Two copies of a world are not the same.",
    "查明是哪台机器算错，删去那一份再合并。",
    "Find out which machine is at fault, delete its copy and merge again.",
  ],
} as const satisfies Readonly<Record<string, CodeTexts>>;
