import type { Config } from "./cli/config.ts";
export type { Config };
/** Settings of a study folder, checked by the type of \`Config\`. */
export function defineConfig(config: Config): Config {
  return config;
}
