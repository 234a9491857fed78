import type { Bilingual } from "../../core/bilingual.ts";
import type { Citation, Relaxation } from "./edition.ts";
import { DECLARATION_FORM } from "./sources.ts";

const cite = (zh: string, en: string, note?: Bilingual): Citation => ({
  clause: { zh: `过渡期放宽：${zh}`, en: `transitional relaxation: ${en}` },
  source: DECLARATION_FORM,
  status: "second-hand",
  ...(note ? { note } : {}),
});

/** Years after certification within which a relaxed school must meet the full standard. */
const CURE_YEARS = 3;

/**
 * The transitional relaxations. They hold for evaluations in the three years after the working rules appeared; which
 * issue of the rules starts that period could not be established, so callers may switch them off.
 */
export const RELAXATIONS_2017: readonly Relaxation[] = [
  {
    id: "rooms-before-2017",
    label: { zh: "2016年底前规划建成学校的专用教室面积", en: "special rooms of schools planned and built by 2016" },
    anyOf: [{ kind: "built-by", year: 2016 }],
    effect: { kind: "room-area", music: 73, art: 67 },
    cureYears: CURE_YEARS,
    citation: cite("专用教室面积", "special-room area"),
  },
  {
    id: "rooms-small-rural",
    label: { zh: "班额均低于30人的农村学校专用教室面积", en: "special rooms of rural schools with classes under 30" },
    anyOf: [{ kind: "rural-largest-class-below", pupils: 30 }],
    effect: { kind: "room-area-by-stage", area: { primary: 54, junior: 61 } },
    cureYears: CURE_YEARS,
    citation: cite("专用教室面积", "special-room area", {
      zh: "九年一贯制学校按初中61平方米理解",
      en: "nine-year schools are read as needing the junior 61 m²",
    }),
  },
  {
    id: "size-old-or-migrant",
    label: {
      zh: "2010年底前建成或随迁子女过半学校的规模",
      en: "size of schools built by 2010 or with a majority of migrant children",
    },
    anyOf: [
      { kind: "built-by", year: 2010 },
      { kind: "migrant-share-above", share: 0.5 },
    ],
    effect: { kind: "school-size", ordinary: 2400, combined: 3000 },
    cureYears: CURE_YEARS,
    citation: cite("学校规模", "school size", {
      zh: "九年制的3000人也用于十二年制（本工具的理解）",
      en: "the 3000 for nine-year schools is read as holding for twelve-year schools too",
    }),
  },
  {
    id: "specialists-shared",
    label: {
      zh: "50–99人学校可计走教、兼职、交流的体艺教师",
      en: "schools of 50–99 pupils count shared PE and arts teachers",
    },
    anyOf: [{ kind: "pupils-between", from: 50, to: 99 }],
    effect: { kind: "counts-itinerant-specialists" },
    cureYears: CURE_YEARS,
    citation: cite("体艺教师", "PE and arts teachers"),
  },
  {
    id: "sports-city-core",
    label: {
      zh: "中心城区密集学校可计屋顶、地下和租用场地",
      en: "dense city-core schools count roof, underground and leased grounds",
    },
    anyOf: [{ kind: "urban-core" }],
    effect: { kind: "counts-additional-sports-area" },
    cureYears: CURE_YEARS,
    citation: cite("运动场馆", "sports grounds", {
      zh: "租用场地须步行10分钟以内",
      en: "leased venues within ten minutes' walk",
    }),
  },
];
