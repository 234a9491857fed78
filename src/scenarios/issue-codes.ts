import type { Bilingual } from "../core/bilingual.ts";
import { CHANGE_CODES } from "./issue-codes-change.ts";
import { CLUSTER_CODES } from "./issue-codes-cluster.ts";
import { FILE_CODES } from "./issue-codes-file.ts";
import { FORMULA_CODES } from "./issue-codes-formula.ts";
import { TABLE_CODES } from "./issue-codes-table.ts";

/** What the code of an issue means, in one sentence, and what to do about it. */
export interface IssueCode {
  readonly meaning: Bilingual;
  readonly remedy: Bilingual;
}

/** The four texts of a code: meaning and remedy, Chinese before English. */
export type CodeTexts = readonly [meaningZh: string, meaningEn: string, remedyZh: string, remedyEn: string];

/** Every code an issue can have: those of scenario files, of what they change, of formulas and draws, of tables and options, and of runs in parts. */
export const ISSUE_CODES: Readonly<Record<string, IssueCode>> = Object.fromEntries(
  Object.entries<CodeTexts>({ ...FILE_CODES, ...CHANGE_CODES, ...FORMULA_CODES, ...TABLE_CODES, ...CLUSTER_CODES }).map(
    ([code, [meaningZh, meaningEn, remedyZh, remedyEn]]) => [
      code,
      { meaning: { zh: meaningZh, en: meaningEn }, remedy: { zh: remedyZh, en: remedyEn } },
    ],
  ),
);
