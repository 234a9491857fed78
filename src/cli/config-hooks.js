// Module hooks for the settings file of a study folder: it may say `import { defineConfig } from "junheng"` without having
// installed anything, and it is read as a module whatever the folder's package.json says.
const LIBRARY = new URL("../index.ts", import.meta.url).href;

export async function resolve(specifier, context, next) {
  if (specifier === "junheng") return { url: LIBRARY, format: "module", shortCircuit: true };
  const found = await next(specifier, context);
  return found.url.endsWith("?junheng-config") ? { ...found, format: "module" } : found;
}
