import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Rung, WhereLostRow } from "../experiment/where-lost.ts";
import { percent } from "../plots/format.ts";
import { BINDING_TITLES, say } from "../plots/labels.ts";
import { PROVINCE_GRID } from "../plots/province-grid.ts";
import { markup, section, table, type Html } from "./html.ts";
import { SECTIONS } from "./words.ts";

/** Where the odds are lost, and which item binds: the nation under every scenario, then provinces and counties, folded. */
export function lostSection(summary: ComparisonSummary, locale: Locale): Html {
  const years = [...new Set(summary.whereLost.map(({ year }) => year))];
  const nation = years.map((year) => {
    const rows = summary.whereLost.filter((row) => row.level === "nation" && row.year === year);
    const caption = say(locale, `到 ${year} 年：机会失在哪一步`, `By ${year}: where the odds are lost`);
    return lostTable(
      rows,
      (row) => scenarioName(summary, row, locale),
      say(locale, "情景", "Scenario"),
      caption,
      locale,
    );
  });
  const provinces = folded(summary, "province", locale);
  const counties = folded(summary, "county", locale);
  return section("lost", SECTIONS.lost[locale], [
    markup`<p>${introduction(locale)}</p>`,
    ...nation,
    ...provinces,
    ...counties,
  ]);
}

function introduction(locale: Locale): string {
  return say(
    locale,
    "一个县要拿到证书，先要达标，再要申报，再要通过，还要轮到评估。前三列的比例相乘就是已认定比例；后六列是当年各县所处的位置，相加为 100%。“达标”按县自己的上报判断，可能含虚报。",
    "To hold a certificate a county must be ready, apply, pass, and have its turn in the review. The first three shares multiply to the share certified; the next six say where counties stand in that year and add to 100%. Ready is judged by a county's own report, misreporting included.",
  );
}

/** One table per scenario of the rows of a level in the last year, closed until asked for. */
function folded(summary: ComparisonSummary, level: WhereLostRow["level"], locale: Locale): Html[] {
  const year = Math.max(...summary.whereLost.map((row) => row.year));
  const rows = summary.whereLost.filter((row) => row.level === level && row.year === year);
  if (rows.length === 0) return [];
  const isProvince = level === "province";
  const title = isProvince
    ? say(locale, `各省，${year} 年`, `Provinces, ${year}`)
    : say(locale, `各县，${year} 年`, `Counties, ${year}`);
  const head = isProvince ? say(locale, "省份", "Province") : say(locale, "县代码", "County code");
  const tables = summary.scenarios.map((scenario) =>
    lostTable(
      rows.filter((row) => row.scenario === scenario.id),
      (row) => (isProvince ? provinceName(row.region, locale) : row.region),
      head,
      scenario.title[locale],
      locale,
    ),
  );
  const note = say(locale, "全部年份见 where-lost.csv。", "All goal years: where-lost.csv.");
  return [
    markup`<details><summary>${title}</summary><p class="note">${note}</p><div class="long">${tables}</div></details>`,
  ];
}

const CHAIN = ["ready", "applies", "passes"] as const;
const STANDINGS: readonly Rung[] = ["certified", "tierCertified", "queued", "failed", "notApplied", "notReady"];

function lostTable(
  rows: readonly WhereLostRow[],
  name: (row: WhereLostRow) => string,
  head: string,
  caption: string,
  locale: Locale,
): Html {
  const columns = [
    { title: head },
    ...[...CHAIN, ...STANDINGS].map((key) => ({ title: HEADINGS[key][locale], isNumber: true })),
    { title: say(locale, "最常卡住的项（占全部）", "What binds most often (of all)") },
  ];
  const cells = rows.map((row) => [
    name(row),
    ...CHAIN.map((key) => chainText(row, key)),
    ...STANDINGS.map((key) => percent(row[key])),
    row.binds
      .map(({ item, share }) => `${BINDING_TITLES[item][locale]} ${percent(share)}`)
      .join(say(locale, "、", ", ")) || "—",
  ]);
  return table(columns, cells, caption);
}

/** A step of the chain; nothing where no county came as far as the step before. */
function chainText(row: WhereLostRow, key: (typeof CHAIN)[number]): string {
  const isReached = key === "ready" || (row.ready > 0 && (key === "applies" || row.applies > 0));
  return isReached ? percent(row[key]) : "—";
}

const HEADINGS = {
  ready: { zh: "曾达标", en: "Ready" },
  applies: { zh: "达标后申报", en: "Applies if ready" },
  passes: { zh: "申报后认定", en: "Certified if applied" },
  certified: { zh: "已认定", en: "Certified" },
  tierCertified: { zh: "分层认定", en: "Certified by tier" },
  queued: { zh: "排队待评", en: "In the queue" },
  failed: { zh: "未通过", en: "Failed this year" },
  notApplied: { zh: "达标未申报", en: "Ready, not applied" },
  notReady: { zh: "未达标", en: "Not ready" },
} as const;

function scenarioName(summary: ComparisonSummary, row: WhereLostRow, locale: Locale): string {
  return summary.scenarios.find(({ id }) => id === row.scenario)?.title[locale] ?? row.scenario;
}

function provinceName(code: string, locale: Locale): string {
  return PROVINCE_GRID.find((tile) => tile.code === code)?.name[locale] ?? code;
}
