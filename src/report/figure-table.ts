import type { Bilingual, Locale } from "../core/bilingual.ts";
import {
  OUTCOMES,
  type BindingItem,
  type ComparisonSummary,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import { CONSTRAINTS, DECISIONS, type Constraint, type Decision } from "../model/constraints.ts";
import { REGIONS } from "../plots/county-regions.ts";
import type { Figure } from "../plots/figure.ts";
import { significant } from "../plots/format.ts";
import { BINDING_GROUPS, BINDING_TITLES, say } from "../plots/labels.ts";
import { ENDING_WORDS, INCOME_WORDS, RESIDENCY_WORDS, SETTING_WORDS, SUBJECT_WORDS } from "../plots/life-words.ts";
import { unitName } from "../plots/outcome-format.ts";
import { COLUMN_TITLES, KIND_WORDS, NUMBER_NAMES, STATUS_WORDS, TITLE_WORDS, VERDICTS } from "./column-words.ts";
import { STAGE_TITLES } from "./equity-words.ts";

/** The data of a figure as a plain table: headings and names in the reader's language, a text a cell. */
export interface FigureTable {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** The table view of a figure drawn from a summary, for readers who want numbers in place of marks. */
export function figureTable({ rows }: Pick<Figure, "rows">, summary: ComparisonSummary, locale: Locale): FigureTable {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns: keys.map((key) => ({
      key,
      title: COLUMN_TITLES[key]?.[locale] ?? key,
      isNumber: rows.some((row) => typeof row[key] === "number"),
    })),
    rows: rows.map((row) => keys.map((key) => cellText(key, row[key], summary, locale))),
  };
}

function cellText(
  key: string,
  value: string | number | boolean | undefined,
  summary: ComparisonSummary,
  locale: Locale,
): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? say(locale, "是", "yes") : say(locale, "否", "no");
  if (typeof value === "string") return nameOf(key, value, summary, locale);
  return NUMBER_NAMES.has(key) ? String(value) : significant(value, 4);
}

/** The reader's word for an id in a column of ids; other texts, such as codes and sources, stay as they are. */
function nameOf(key: string, value: string, summary: ComparisonSummary, locale: Locale): string {
  if (key === "unit") return unitName(value, locale);
  return NAMES[key]?.(value, summary)?.[locale] ?? value;
}

type Names = (value: string, summary: ComparisonSummary) => Bilingual | undefined;

const NAMES: Readonly<Record<string, Names>> = {
  scenario: (value, { scenarios }) => scenarios.find(({ id }) => id === value)?.title,
  item: (value) => BINDING_TITLES[value as BindingItem],
  group: (value) => BINDING_GROUPS.find(({ id }) => id === value)?.title,
  outcome: (value) => OUTCOMES[value as OutcomeId]?.title,
  series: (value, { hindcast }) => hindcast.find(({ series }) => series === value)?.title,
  package: (value, { attribution }) => attribution?.find((row) => row.package === value)?.title,
  parameter: (value, { tornado }) => tornado?.find((row) => row.parameter === value)?.title,
  constraint: (value, { ladder }) =>
    CONSTRAINTS[value as Constraint] ?? ladder?.find((row) => (row.constraint ?? "none") === value)?.title,
  decision: (value) => DECISIONS[value as Decision]?.title,
  region: (value) => REGIONS.find(({ id }) => id === value)?.title,
  verdict: (value) => VERDICTS[value],
  status: (value) => STATUS_WORDS[value] ?? ENDING_WORDS[value],
  residency: (value) => RESIDENCY_WORDS[value],
  income: (value) => INCOME_WORDS[value],
  home: (value) => SETTING_WORDS[value],
  setting: (value) => SETTING_WORDS[value],
  kind: (value) => KIND_WORDS[value],
  stage: (value) => STAGE_TITLES[value],
  subject: (value) => SUBJECT_WORDS[value],
  title: (value) => TITLE_WORDS[value],
};
