import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { QUEUE_PACKAGES } from "../../src/cli/load-bullmq.ts";
import { createProgram } from "../../src/cli/program.ts";
import { faultOf } from "./command-lines.ts";
import { readPage, ROOT } from "./pages.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-cluster-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A shell with a `junheng` that notes the words it is given. */
function wordsOf(shell: readonly string[], env: Readonly<Record<string, string>>): string[] {
  const said = join(folder, "said");
  writeFileSync(join(folder, "junheng"), `#!/bin/sh\nprintf '%s\\n' "$@" > "${said}"\n`);
  chmodSync(join(folder, "junheng"), 0o755);
  const [program, ...words] = shell;
  const path = `${folder}${delimiter}${process.env["PATH"]}`;
  execFileSync(program!, words, { cwd: ROOT, env: { PATH: path, ...env } });
  return readFileSync(said, "utf8").trim().split("\n");
}

interface Manifest {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] } };
  };
}
interface Compose {
  readonly services: Readonly<Record<string, { readonly command: string | string[]; readonly ports?: string[] }>>;
}

describe("files for clusters", () => {
  it("the array script runs one shard a task, with the words it is given", () => {
    const words = wordsOf(["sh", "docs/cluster/slurm.sh", "five-ways", "--worlds", "400"], {
      SLURM_ARRAY_TASK_ID: "3",
      SLURM_ARRAY_TASK_COUNT: "8",
      SLURM_CPUS_PER_TASK: "4",
    });
    expect(words.join(" ")).toBe("compare five-ways --worlds 400 --shard 3/8 --jobs 4 --out outputs --quiet");
    expect(faultOf(createProgram(), words)).toBeUndefined();
    expect(readPage("docs/cluster/slurm.sh")).toContain("#SBATCH --array=1-8");
  });

  it("the indexed job runs every shard, the last index being the last", () => {
    const { spec } = parse(readPage("docs/cluster/kubernetes.yaml")) as Manifest;
    const [{ command }] = spec.template.spec.containers as [{ command: string[] }];
    const shard = (index: number) => {
      const words = wordsOf(command, { JOB_COMPLETION_INDEX: `${index}` });
      expect(faultOf(createProgram(), words)).toBeUndefined();
      return words[words.indexOf("--shard") + 1];
    };
    expect([shard(0), shard(spec.completions - 1)]).toEqual(["1/8", "8/8"]);
  });

  it("the compose file keeps the server to this machine, behind a password, and forgets nothing", () => {
    const { services } = parse(readPage("docs/cluster/compose.yaml")) as Compose;
    for (const words of [
      "--appendonly yes",
      "--maxmemory-policy noeviction",
      "--requirepass ${JUNHENG_QUEUE_PASSWORD:?",
    ])
      expect(services["redis"]!.command).toContain(words);
    expect(services["redis"]!.ports).toEqual(["127.0.0.1:6379:6379"]);
    expect(faultOf(createProgram(), services["worker"]!.command as string[])).toBeUndefined();
  });

  it("name the packages the program is tested with", () => {
    const install = Object.entries(QUEUE_PACKAGES).map(([name, version]) => `${name}@${version}`);
    for (const file of ["docs/cluster.md", "docs/cluster/Dockerfile"])
      expect(readPage(file)).toContain(`npm install --no-save ${install.join(" ")}`);
    const { dependencies, devDependencies } = JSON.parse(readPage("package.json")) as Record<string, object>;
    expect(Object.keys({ ...dependencies, ...devDependencies })).not.toContain("bullmq");
  });
});
