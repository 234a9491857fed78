import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { InputError } from "../core/issue.ts";

/** Names under which Chromium and its kin are on the PATH. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
/** Places outside the PATH, by system. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser that prints PDFs: JUNHENG_CHROMIUM, or one in a usual place; undefined where there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const named = env["JUNHENG_CHROMIUM"];
  if (named) {
    if (existsSync(named)) return named;
    const problem = `JUNHENG_CHROMIUM is "${named}", which does not exist`;
    throw new InputError([{ code: "no-browser", severity: "error", problem, expected: "the path of a Chromium" }]);
  }
  const onPath = (env["PATH"] ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...NAMES.map((name) => `/usr/bin/${name}`), ...PLACES].find((path) => existsSync(path));
}
