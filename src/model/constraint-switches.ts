import type { Bilingual } from "../core/bilingual.ts";
import type { CountyParameterId } from "./parameters.ts";

/** Limits that a run may take away to tell what they cost, in the order in which a ladder puts them back. */
export const SWITCHES = {
  applicants: { parameter: "constraints.applicants", title: { zh: "教师来源", en: "applicants" } },
  posts: { parameter: "constraints.posts", title: { zh: "编制", en: "posts" } },
  travel: { parameter: "constraints.travel", title: { zh: "路程上限", en: "travel limit" } },
  seats: { parameter: "constraints.seats", title: { zh: "学位", en: "places" } },
  budget: { parameter: "constraints.budget", title: { zh: "经费", en: "money" } },
} as const satisfies Record<string, { parameter: CountyParameterId; title: Bilingual }>;
export type Switch = keyof typeof SWITCHES;
export const SWITCH_IDS = Object.keys(SWITCHES) as readonly Switch[];

/** Position of the choice that takes a limit away. */
export const OFF = 1;

/** True where the limit has been taken away (rules LOG-8 to LOG-12). */
export function isOff(value: (id: CountyParameterId) => number, limit: Switch): boolean {
  return value(SWITCHES[limit].parameter) === OFF;
}
