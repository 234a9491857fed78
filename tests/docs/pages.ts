import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Folders that are not part of the sources: installed, generated, or kept by other tools. */
const LEFT_OUT = new Set(["node_modules", "coverage", "dist"]);

/** Files of the repository under a folder, relative to the root with forward slashes; hidden folders and results of runs are left out. */
export function filesUnder(folder = "."): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isResult = folder === "outputs" && entry.isDirectory();
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name) && !entry.name.startsWith(".") && !isResult) out.push(...filesUnder(path));
    } else out.push(path.split(sep).join("/"));
  }
  return out.sort();
}

export function readPage(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** Pages of documentation in Markdown. */
export function pages(): string[] {
  return filesUnder().filter((file) => file.endsWith(".md"));
}

/** Text of the fenced blocks of a page, each with its language in front. */
export function codeBlocks(text: string): string[] {
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => `${language}\n${code}`);
}

/** A page without its fenced blocks. */
export function prose(text: string): string {
  return text.replace(/^```.*\n[\s\S]*?^```$/gm, "");
}

/** Levels of the headings, in order. */
export function headingLevels(text: string): number[] {
  return [...prose(text).matchAll(/^(#+) /gm)].map(([, marks]) => marks!.length);
}

/** Anchors a page offers, as they are made from its headings. */
export function anchors(text: string): Set<string> {
  return new Set([...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, title]) => anchorOf(title!)));
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** Relative links of a page that lead nowhere: to no file, or to no heading. */
export function brokenLinks(file: string, text: string): string[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return links
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path, anchor] = target.split("#") as [string, string?];
      const to =
        path === ""
          ? file
          : relative(ROOT, join(ROOT, dirname(file), path))
              .split(sep)
              .join("/");
      if (to.startsWith("..") || !existsSync(join(ROOT, to))) return true;
      return anchor !== undefined && !anchors(path === "" ? text : readPage(to)).has(anchor);
    });
}

/** A README without the block that holds the headline of the main run, which is in the language of its page. */
export function withoutHeadline(text: string): string {
  return text.replace(/<!-- headline -->[\s\S]*?<!-- \/headline -->/, "");
}
