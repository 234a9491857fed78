import type { Issue } from "../core/issue.ts";
import type { CountyAttributes, ParameterTable } from "../model/parameter-table.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, LAST_YEAR, type ParameterId } from "../model/parameters.ts";
import { BALANCE, SHARE_GROUPS, shareGroupOf, sharesOf, type ShareGroupId } from "../model/share-groups.ts";
import { need, readBilingual, readBounded, readFields, readSource, readYear } from "./fields.ts";
import { keyList } from "./grammar.ts";
import { SHARE } from "./grammar-shapes.ts";
import type { Members } from "./members.ts";
import type { ChangeContext } from "./parse-change.ts";
import { readTarget } from "./parse-target.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { ChangeSpec, StatedBalance, Target } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** Shares written in decimals add up to one within this. */
const CLOSE = 1e-9;

/** `funding.county_share`: a number, or `{set, from, to, where}`. It sets nothing; at bind the other shares must leave it. */
export function readStatedBalance(tree: Tree, context: ChangeContext): StatedBalance | undefined {
  const { policy, issues } = context;
  const fields = tree.kind === "map" ? readFields(tree, keyList("statedBalance"), issues) : undefined;
  const shareTree = fields ? need(fields, "set", BALANCE, issues) : tree;
  const share = shareTree && readBounded(shareTree, BALANCE, SHARE, issues);
  const [fromTree, toTree, whereTree] = ["from", "to", "where"].map((key) => fields?.get(key));
  const from = (fromTree ? readYear(fromTree, "from", issues) : policy.start?.year) ?? FIRST_POLICY_YEAR;
  const to = (toTree ? readYear(toTree, "to", issues) : policy.stop) ?? LAST_YEAR;
  const where = whereTree && readTarget(whereTree, issues);
  if (fields?.has("note")) readBilingual(fields.get("note")!, "note", issues);
  if (fields?.has("source")) readSource(fields.get("source")!, issues);
  if (to < from) {
    const place = (toTree ?? fromTree ?? tree).at;
    fail(issues, place, "window-reversed", `the window runs from ${from} to ${to}`, {
      expected: "from no later than to",
    });
  }
  const targets = [context.where, where].flatMap((target) => target ?? []);
  refuseParts(targets, issues);
  return share === undefined ? undefined : { share, from, to, where: targets, place: tree.at };
}

/** A county pays one share, whatever the stage and the setting. */
function refuseParts(targets: readonly Target[], issues: Issue[]): void {
  for (const { stage, setting, except, place } of targets) {
    if (stage) fail(issues, place, "not-by-stage", `${BALANCE} is one number for both stages; stage cannot confine it`);
    if (setting) fail(issues, place, "not-by-setting", `${BALANCE} is one value for a county, whatever the setting`);
    if (except) refuseParts([except], issues);
  }
}

/**
 * Holds the share groups of a resolved table against themselves: no balance below 0, and every stated balance met. Where several
 * statements are about a county and year, the last one counts.
 */
export function checkShares(
  table: ParameterTable,
  counties: readonly CountyAttributes[],
  changes: readonly ChangeSpec[],
  balances: readonly StatedBalance[],
  membersOf: (target: Target) => Members,
  issues: Issue[],
): void {
  refuseLiveShares(table, changes, issues);
  const touches = changes.some(({ parameter }) => isShare(parameter));
  if (!touches && balances.length === 0) return;
  const holds = balances.map(({ where }) => where.map(membersOf));
  const blamed = new Set<unknown>();
  const blame = (what: unknown, place: Place, code: string, problem: string, expected: string) => {
    if (!blamed.has(what)) fail(issues, place, code, problem, { expected });
    blamed.add(what);
  };
  counties.forEach(({ code, name, province }, c) => {
    const group = shareGroupOf(province);
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      const [central, provincial, rest] = sharesOf(group, table, c, year);
      const where = `${group} in ${name} (${code}) in ${year}: centre ${central}, province ${provincial}`;
      if (rest < -CLOSE) {
        const problem = `shares exceed one: ${where}, which leaves ${tidy(rest)} to the county`;
        blame(group, lastChangeOf(group, changes), "shares-exceed-one", problem, "shares that sum to at most 1");
      }
      const stated = balances.findLast(
        ({ from, to }, b) => year >= from && year <= to && holds[b]!.every((members) => members[c] !== 0),
      );
      if (stated && Math.abs(stated.share - rest) > CLOSE) {
        const problem = `shares do not add up: ${where}, county ${stated.share}`;
        blame(stated, stated.place, "shares-do-not-add", problem, `${BALANCE} ${tidy(rest)}, which the others leave`);
      }
    }
  });
}

const isShare = (parameter: ParameterId) =>
  Object.values(SHARE_GROUPS).some(({ central, province }) => parameter === central || parameter === province);

/** Shares must be known before the run, so that they can be held against one another. */
function refuseLiveShares({ formulas = [] }: ParameterTable, changes: readonly ChangeSpec[], issues: Issue[]): void {
  for (const parameter of new Set(formulas.map((formula) => formula.parameter))) {
    if (!isShare(parameter)) continue;
    const change = changes.find(
      (one) => one.parameter === parameter && one.rules.some(({ operation }) => operation.kind === "expr"),
    );
    fail(issues, change!.place, "share-not-fixed", `${parameter} follows a formula that only the run can evaluate`, {
      expected: "a formula over what is fixed at the start year, since the shares of a group must add up to one",
    });
  }
}

/** Where the shares of a group were last changed. */
function lastChangeOf(group: ShareGroupId, changes: readonly ChangeSpec[]): Place {
  const { central, province } = SHARE_GROUPS[group];
  return changes.findLast(({ parameter }) => parameter === central || parameter === province)!.place;
}

/** A difference of decimals without the noise of its last bits. */
const tidy = (value: number) => Number(value.toFixed(9));
