import type { Bilingual } from "../core/bilingual.ts";
import type { ConditionRule, Relaxation } from "./editions/edition.ts";
import { measured } from "./findings.ts";
import { compulsoryPupils, isCombined, stagesOf, sumOverStages, type SchoolReturn } from "./school-return.ts";
import type { ConditionVerdict, Finding, SchoolCheck } from "./verdict.ts";

/** The conditions that are tested school by school. */
export type SchoolConditionRule = Extract<ConditionRule, { kind: "special-rooms" | "school-size" | "class-size" }>;

const PUPILS: Bilingual = { zh: "人", en: "pupils" };
const ROOMS: Bilingual = { zh: "间", en: "rooms" };
const AREA: Bilingual = { zh: "平方米", en: "m²" };

const LABELS: Readonly<Record<SchoolCheck, Bilingual>> = {
  "music-rooms": { zh: "音乐专用教室", en: "music rooms" },
  "art-rooms": { zh: "美术专用教室", en: "art rooms" },
  "music-area": { zh: "最小音乐教室面积", en: "smallest music room" },
  "art-area": { zh: "最小美术教室面积", en: "smallest art room" },
  "school-size": { zh: "学校规模", en: "school size" },
  "class-size": { zh: "最大班额", en: "largest class" },
};

/** Tests one condition at one school, with the relaxations granted to it. */
export function schoolConditions(
  rule: SchoolConditionRule,
  school: SchoolReturn,
  granted: readonly Relaxation[],
): readonly ConditionVerdict[] {
  switch (rule.kind) {
    case "special-rooms":
      return [...roomConditions("music", rule, school, granted), ...roomConditions("art", rule, school, granted)];
    case "school-size":
      return [sizeCondition(rule, school, granted)];
    case "class-size":
      return stagesOf(school.kind)
        .filter((stage) => school.pupils[stage] !== 0)
        .map((stage) => {
          const finding = measured(school.largestClass?.[stage], "at-most", rule.limit[stage]);
          return condition(school, "class-size", PUPILS, finding, { subject: { stage } });
        });
    default:
      return rule satisfies never;
  }
}

/** Enough rooms of one kind for the classes, and none of them too small. */
function roomConditions(
  room: "music" | "art",
  rule: Extract<SchoolConditionRule, { kind: "special-rooms" }>,
  school: SchoolReturn,
  granted: readonly Relaxation[],
): readonly ConditionVerdict[] {
  const rooms = room === "music" ? school.musicRooms : school.artRooms;
  const smallest = room === "music" ? school.smallestMusicRoom : school.smallestArtRoom;
  const classes = sumOverStages(school, activeClasses(school));
  const needed = classes === undefined ? NaN : Math.ceil(classes / rule.classesPerRoom);
  const count = measured(Number.isNaN(needed) ? undefined : rooms, "at-least", needed);
  const verdicts = [condition(school, `${room}-rooms`, ROOMS, count)];
  // A school without rooms has no smallest one; that it lacks them is found above.
  if (rooms === 0) return verdicts;
  let area = measured(smallest, "at-least", rule[room]);
  let relaxedBy: Relaxation["id"] | undefined;
  for (const relaxation of granted) {
    const least = relaxedArea(relaxation, room, school);
    if (least === undefined || area.status !== "missed" || area.kind !== "measured" || least >= area.threshold)
      continue;
    area = measured(smallest, "at-least", least);
    relaxedBy = relaxation.id;
  }
  return [...verdicts, condition(school, `${room}-area`, AREA, area, relaxedBy ? { relaxedBy } : {})];
}

/** Classes by stage, a stage without pupils having none. */
function activeClasses(school: SchoolReturn): SchoolReturn["classes"] {
  const { primary, junior } = school.pupils;
  return { ...school.classes, ...(primary === 0 ? { primary: 0 } : {}), ...(junior === 0 ? { junior: 0 } : {}) };
}

/** Area a relaxation asks of a room (m²); undefined if it is about something else. */
function relaxedArea({ effect }: Relaxation, room: "music" | "art", school: SchoolReturn): number | undefined {
  if (effect.kind === "room-area") return effect[room];
  if (effect.kind !== "room-area-by-stage") return undefined;
  return effect.area[stagesOf(school.kind).includes("junior") ? "junior" : "primary"];
}

function sizeCondition(
  rule: Extract<SchoolConditionRule, { kind: "school-size" }>,
  school: SchoolReturn,
  granted: readonly Relaxation[],
): ConditionVerdict {
  const limitOf = (sizes: { readonly ordinary: number; readonly combined: number }) =>
    isCombined(school.kind) ? sizes.combined : sizes.ordinary;
  const pupils = compulsoryPupils(school);
  const full = measured(pupils, "at-most", limitOf(rule));
  const relaxation = granted.find(({ effect }) => effect.kind === "school-size");
  if (full.status !== "missed" || relaxation?.effect.kind !== "school-size") {
    return condition(school, "school-size", PUPILS, full);
  }
  const relaxed = measured(pupils, "at-most", limitOf(relaxation.effect));
  return condition(school, "school-size", PUPILS, relaxed, { relaxedBy: relaxation.id });
}

function condition(
  { code, name }: SchoolReturn,
  check: SchoolCheck,
  unit: Bilingual,
  finding: Finding,
  more: { readonly relaxedBy?: Relaxation["id"]; readonly subject?: { readonly stage: "primary" | "junior" } } = {},
): ConditionVerdict {
  const subject = { kind: "school", school: { code, name }, check, ...more.subject } as const;
  return { label: LABELS[check], unit, subject, finding, ...(more.relaxedBy ? { relaxedBy: more.relaxedBy } : {}) };
}
