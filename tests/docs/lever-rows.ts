import { readPage } from "./pages.ts";

/** A lever as docs/LEVERS.md lists it. */
export interface LeverRow {
  readonly id: string;
  readonly family: string;
  readonly decider: string;
}

/** The levers of docs/LEVERS.md, which its own test holds to the registry. */
export function leverRows(): readonly LeverRow[] {
  return readPage("docs/LEVERS.md")
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const family = section.split("\n")[0]!;
      return [...section.matchAll(/^\| `([^`]+)` \| [^|]+ \| ([a-z]+) \|/gm)].map(([, id, decider]) => ({
        id: id!,
        family,
        decider: decider!,
      }));
    });
}
