import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ScenarioHead } from "../experiment/comparison-summary.ts";
import type { LifeRows } from "../experiment/life-rows.ts";
import { FIRST_POLICY_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { alternativesOf, baselineOf, lastAlternative } from "./findings.ts";
import { say } from "./labels.ts";
import { addLegend, boxSign } from "./legend.ts";
import { ENDING_WORDS, INCOME_WORDS, RESIDENCY_WORDS, SETTING_WORDS, SUBJECT_WORDS } from "./life-words.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { BODY_WIDTH, INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

const MOST_SHOWN = 6;
const HEAD_WIDTH = 150;
const YEARS = LAST_YEAR - FIRST_POLICY_YEAR + 1;
const CELL = (BODY_WIDTH - HEAD_WIDTH) / YEARS;
const TRACK = 21;
const PERSON = 20 + 2 * TRACK + 10;
const LEGEND = 46;
const HEADING = 40;
/** Fills of the settings, from village to seat; letters tell them apart without colour. */
const FILLS: Readonly<Record<string, string>> = { village: "#DDCC77", town: "#9CC7E5", seat: "#2A76AC" };

/** One year of a life as the figure draws it. */
interface Step {
  readonly year: number;
  readonly setting?: string;
  /** Text of the cell: a class size, a change of site, or how the line ends. */
  readonly text: string;
  readonly isMarked: boolean;
}

interface Life {
  readonly name: string;
  readonly tracks: readonly { readonly scenario: ScenarioHead; readonly steps: readonly Step[] }[];
}

/**
 * A few of the people followed through the first world, under the baseline and under the last scenario.
 * @throws RangeError if the run followed nobody.
 */
export const lifeLines: FigureMaker = async (summary, locale) => {
  const { lives } = summary;
  if (!lives) throw new RangeError(`comparison ${summary.id} followed nobody`);
  const scenarios = shownScenarios(summary);
  const pupils = pupilLives(lives, scenarios, locale).slice(0, MOST_SHOWN);
  const teachers = teacherLives(lives, scenarios, locale).slice(0, MOST_SHOWN);
  const parts = [
    {
      title: say(
        locale,
        `学生（${FIRST_POLICY_YEAR} 年入小学一年级；格中数字为平均班额）`,
        `Pupils (entering grade 1 in ${FIRST_POLICY_YEAR}; numbers are mean class sizes)`,
      ),
      people: pupils,
    },
    {
      title: say(
        locale,
        `教师（${FIRST_POLICY_YEAR} 年在岗；格中字母后的数字为学校序号）`,
        `Teachers (in post in ${FIRST_POLICY_YEAR}; numbers are those of sites)`,
      ),
      people: teachers,
    },
  ].filter((part) => part.people.length > 0);
  const height = LEGEND + parts.reduce((sum, part) => sum + HEADING + part.people.length * PERSON, 0);
  const { followed } = lives;
  const isCompared = scenarios.length > 1;
  return drawFigure(summary, locale, {
    id: "life-lines",
    title: isCompared
      ? say(locale, "同一个孩子、同一位教师，在两种情景下", "The same child and the same teacher under two scenarios")
      : say(locale, "几个孩子、几位教师的逐年经历", "Some children and some teachers, year by year"),
    subtitle: say(
      locale,
      `第一个世界里跟踪了 ${followed.pupils} 名学生、${followed.teachers} 名教师，这里是其中${isCompared ? "各情景间差别最大" : "经历变化最多"}的几位。人物是合成的，不对应任何真人。`,
      `Of ${followed.pupils} pupils and ${followed.teachers} teachers followed through the first world, those whose lives ${isCompared ? "differ most between scenarios" : "hold most change"}. They are synthetic and stand for no real person.`,
    ),
    note: say(locale, "个别人的经历不代表平均效果。", "Single lives do not show the mean effect."),
    alt: altText([...pupils, ...teachers], locale),
    rows: [...lives.pupils, ...lives.teachers] as unknown as Row[],
    bodyHeight: height,
    draw: (body) => {
      drawLegend(body, locale);
      let top = LEGEND;
      for (const part of parts) {
        drawPart(addGroup(body, 0, top), part.title, part.people, locale);
        top += HEADING + part.people.length * PERSON;
      }
    },
  });
};

function shownScenarios(summary: ComparisonSummary): readonly ScenarioHead[] {
  return alternativesOf(summary).length > 0 ? [baselineOf(summary), lastAlternative(summary)!] : [baselineOf(summary)];
}

function pupilLives({ pupils }: LifeRows, scenarios: readonly ScenarioHead[], locale: Locale): Life[] {
  const ids = [...new Set(pupils.map((row) => row.pupil))];
  return ids.map((id) => {
    const own = pupils.filter((row) => row.pupil === id);
    const first = own.find((row) => row.status === "in-school");
    const words = first
      ? [
          RESIDENCY_WORDS[first.residency!]![locale],
          INCOME_WORDS[first.income!]![locale],
          say(locale, "家在", "home: ") + SETTING_WORDS[first.home!]![locale],
        ]
      : [];
    return {
      name: [say(locale, `学生 ${id}`, `Pupil ${id}`), own[0]!.county, ...words].join(" · "),
      tracks: scenarios.map((scenario) => ({
        scenario,
        steps: own
          .filter((row) => row.scenario === scenario.id)
          .map((row) =>
            row.status === "in-school"
              ? {
                  year: row.year,
                  setting: row.setting!,
                  text: String(Math.round(row.classSize!)),
                  isMarked: row.boards!,
                }
              : { year: row.year, text: ENDING_WORDS[row.status]![locale], isMarked: false },
          ),
      })),
    };
  });
}

function teacherLives({ teachers }: LifeRows, scenarios: readonly ScenarioHead[], locale: Locale): Life[] {
  const key = (row: (typeof teachers)[number]) => `${row.county}/${row.teacher}`;
  const ids = [...new Set(teachers.map(key))];
  return ids.map((id, k) => {
    const own = teachers.filter((row) => key(row) === id);
    const first = own.find((row) => row.setting !== undefined);
    const words = first ? [SUBJECT_WORDS[first.subject!]![locale]] : [];
    return {
      name: [say(locale, `教师 ${k + 1}`, `Teacher ${k + 1}`), own[0]!.county, ...words].join(" · "),
      tracks: scenarios.map((scenario) => ({
        scenario,
        steps: own
          .filter((row) => row.scenario === scenario.id)
          .map((row) =>
            row.setting === undefined
              ? { year: row.year, text: ENDING_WORDS[row.status]![locale], isMarked: false }
              : { year: row.year, setting: row.setting, text: `${row.site}`, isMarked: row.status === "on-exchange" },
          ),
      })),
    };
  });
}

function drawPart(group: SVGElement, title: string, people: readonly Life[], locale: Locale): void {
  addText(group, title, { x: 0, y: 14, size: SIZE.strong, isBold: true });
  for (let k = 0; k < YEARS; k++) {
    addText(group, String(FIRST_POLICY_YEAR + k), {
      x: HEAD_WIDTH + (k + 0.5) * CELL,
      y: 33,
      size: SIZE.note,
      anchor: "middle",
      fill: MUTED,
    });
  }
  people.forEach((life, k) => drawLife(addGroup(group, 0, HEADING + k * PERSON), life, locale));
}

function drawLife(group: SVGElement, life: Life, locale: Locale): void {
  addText(group, life.name, { x: 0, y: 13, isBold: true });
  life.tracks.forEach(({ scenario, steps }, k) => {
    const y = 19 + k * TRACK;
    addText(group, shorten(scenario.title[locale], locale), { x: 0, y: y + 13, size: SIZE.note, fill: MUTED });
    for (const step of steps) drawStep(group, step, y, locale);
  });
}

/** A scenario's name cut to the head of a track. */
function shorten(name: string, locale: Locale): string {
  const most = locale === "zh" ? 12 : 24;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function drawStep(group: SVGElement, step: Step, y: number, locale: Locale): void {
  const x = HEAD_WIDTH + (step.year - FIRST_POLICY_YEAR) * CELL;
  const { ownerDocument: document } = group;
  if (step.setting === undefined) {
    addText(group, step.text, { x: x + 4, y: y + 13, size: SIZE.note, isBold: true });
    return;
  }
  const isDark = step.setting === "seat";
  const box = {
    x: x + 1,
    y,
    width: CELL - 2,
    height: TRACK - 3,
    fill: FILLS[step.setting]!,
    stroke: step.isMarked ? INK : RULE,
  };
  svgElement(document, "rect", { ...box, "stroke-width": step.isMarked ? 2.5 : 0.75 }, group);
  const text = `${SETTING_WORDS[step.setting]!.letter[locale]} ${step.text}`;
  addText(group, text, { x: x + CELL / 2, y: y + 13, size: SIZE.note, anchor: "middle", fill: isDark ? PAPER : INK });
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const settings = ["village", "town", "seat"].map((setting) => ({
    text: SETTING_WORDS[setting]![locale],
    sign: boxSign(FILLS[setting]!, {
      text: SETTING_WORDS[setting]!.letter[locale],
      fill: setting === "seat" ? PAPER : INK,
    }),
  }));
  const marked = {
    text: say(locale, "粗框：寄宿的学生、交流中的教师", "thick edge: a boarder; a teacher on exchange"),
    sign: (group: SVGElement) => {
      const box = { x: -11, y: -9, width: 22, height: 18, fill: PAPER, stroke: INK, "stroke-width": 2.5 };
      svgElement(group.ownerDocument, "rect", box, group);
    },
  };
  addLegend(body, [...settings, marked], [0, 0], BODY_WIDTH);
}

function altText(people: readonly Life[], locale: Locale): string {
  const lines = people.map(({ name, tracks }) => {
    const parts = tracks.map(({ scenario, steps }) => {
      const path = steps.map(
        ({ year, setting, text }) => `${year} ${setting ? SETTING_WORDS[setting]![locale] : text}`,
      );
      return `${scenario.title[locale]}: ${path.join(", ")}`;
    });
    return `${name} — ${parts.join("; ")}`;
  });
  return say(locale, `逐年的生命线。${lines.join("。")}。`, `Life lines by year. ${lines.join(". ")}.`);
}
