import { InvalidArgumentError } from "commander";
import { say, type Locale } from "../core/bilingual.ts";
import type { FollowPlan } from "../model/follow.ts";
import { SERVER_PATTERN } from "./server-address.ts";
import type { Shard } from "./shard.ts";

/** Most worlds or threads that make sense. */
const MOST = 100_000;
/** Most people of a kind a run follows. */
const MOST_FOLLOWED = 5000;

/** Reads a whole number of 1 or more. */
export const wholeNumber = (locale: Locale) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 1 && value <= MOST) return value;
  throw new InvalidArgumentError(say(locale, `应为 1 到 ${MOST} 的整数`, `expected a whole number from 1 to ${MOST}`));
};

/** Reads a share above 0 and at most 1. */
export const share = (locale: Locale) => (text: string) => {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError(
    say(locale, "应为大于 0、不超过 1 的数，如 0.1", "expected a number above 0 and at most 1, such as 0.1"),
  );
};

/** Reads a relative tolerance: 0 or more. */
export const tolerance = (locale: Locale) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value < 1) return value;
  throw new InvalidArgumentError(
    say(locale, "应为 0 到 1 的数，如 1e-9", "expected a number from 0 to 1, such as 1e-9"),
  );
};

/** Reads a shard: `3/8` is the third of eight. */
export const shard =
  (locale: Locale) =>
  (text: string): Shard => {
    const match = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text);
    const [part, parts] = [Number(match?.[1]), Number(match?.[2])];
    if (part >= 1 && part <= parts) return { part, parts };
    throw new InvalidArgumentError(
      say(locale, "应为第几片/共几片，从 1 数起，如 3/8", "expected part/parts, counted from 1, such as 3/8"),
    );
  };

/** Reads the address of a server that queues worlds. */
export const queueServer = (locale: Locale) => (text: string) => {
  if (SERVER_PATTERN.test(text)) return text;
  const forms = "redis://host:6379, rediss://user:password@host:6379, /run/redis/redis.sock";
  throw new InvalidArgumentError(
    say(locale, `应为 Redis 服务器的地址，如 ${forms}`, `expected the address of a Redis server, such as ${forms}`),
  );
};

/** Reads one of a few words. */
export const oneOf =
  <T extends string>(locale: Locale, words: readonly T[]) =>
  (text: string): T => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(say(locale, `应为 ${words.join("、")} 之一`, `expected one of ${words.join(", ")}`));
  };

/** Reads words separated by commas, each one of a few. */
export const listOf =
  <T extends string>(locale: Locale, words: readonly T[]) =>
  (text: string): readonly T[] => [...new Set(text.split(",").map((word) => oneOf(locale, words)(word.trim())))];

/** Reads years: `2027`, `2027,2030` or `2024-2030`. */
export const yearList = (locale: Locale) => (text: string) => {
  const years = text.split(",").flatMap((part) => {
    const match = /^\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*$/.exec(part);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    return match && last >= first && last - first < 100
      ? Array.from({ length: last - first + 1 }, (_, k) => first + k)
      : [NaN];
  });
  if (!years.includes(NaN)) return [...new Set(years)].sort((a, b) => a - b);
  throw new InvalidArgumentError(
    say(
      locale,
      "应为学年，如 2027、2027,2035 或 2024-2030",
      "expected school years, such as 2027, 2027,2035 or 2024-2030",
    ),
  );
};

/** Reads `pupils=200,teachers=100`; who is not named is not followed. */
export const followPlan =
  (locale: Locale) =>
  (text: string): FollowPlan => {
    const plan = { pupils: 0, teachers: 0 };
    for (const part of text.split(",")) {
      const match = /^\s*(pupils|teachers)\s*=\s*(\d{1,6})\s*$/.exec(part);
      const count = match ? Number(match[2]) : NaN;
      if (!(count >= 0 && count <= MOST_FOLLOWED))
        throw new InvalidArgumentError(
          say(
            locale,
            `“${part}”没有说明跟踪谁；应为 pupils=N 或 teachers=N，N 不超过 ${MOST_FOLLOWED}，如 pupils=200,teachers=200`,
            `"${part}" does not say whom to follow; expected pupils=N or teachers=N with N up to ${MOST_FOLLOWED}, such as pupils=200,teachers=200`,
          ),
        );
      plan[match![1] as keyof typeof plan] = count;
    }
    if (plan.pupils + plan.teachers === 0)
      throw new InvalidArgumentError(
        say(
          locale,
          "一个人也没有跟踪；至少一人，如 pupils=200,teachers=200",
          "this follows nobody; expected at least one, such as pupils=200,teachers=200",
        ),
      );
    return plan;
  };
