import type { Bilingual } from "../core/bilingual.ts";
import type { Cure } from "./cure.ts";
import { roundedAsReported } from "./reporting.ts";

/** A number with thousands separators and no more decimals than asked. */
export function quantityText(value: number, decimals = 0): string {
  const [whole, fraction] = String(roundedAsReported(value, decimals)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** A share as a percentage with at most two decimals. */
export function percentText(share: number): string {
  return `${quantityText(share * 100, 2)}%`;
}

const ROOM: Readonly<Record<"music" | "art", Bilingual>> = {
  music: { zh: "音乐教室", en: "music" },
  art: { zh: "美术教室", en: "art" },
};

/** A cure in one short phrase, without the school it belongs to. */
export function cureText(cure: Cure): Bilingual {
  switch (cure.kind) {
    case "add":
      return additionText(cure);
    case "level-up":
      return {
        zh: `为${cure.additions.length}所学校合计增加${quantityText(cure.total)}${cure.unit.zh}，最低校达到${quantityText(cure.floor, 2)}`,
        en: `${quantityText(cure.total)} more ${cure.unit.en} at ${cure.additions.length} ${cure.additions.length === 1 ? "school" : "schools"}, none then below ${quantityText(cure.floor, 2)}`,
      };
    case "add-rooms":
      return { zh: `增加${cure.rooms}间${ROOM[cure.room].zh}`, en: `${cure.rooms} more ${ROOM[cure.room].en} room(s)` };
    case "enlarge-room":
      return {
        zh: `最小${ROOM[cure.room].zh}扩大${quantityText(cure.area)}平方米`,
        en: `enlarge the smallest ${ROOM[cure.room].en} room by ${quantityText(cure.area)} m²`,
      };
    case "split-classes":
      return {
        zh: `至少增加${cure.classes}个班（拆分${cure.splitClass}人的班）`,
        en: `at least ${cure.classes} more ${cure.classes === 1 ? "class" : "classes"}: the class of ${cure.splitClass} split`,
      };
    case "move-pupils":
      return {
        zh: `分流${quantityText(cure.pupils)}名学生`,
        en: `${quantityText(cure.pupils)} pupils to be taught elsewhere`,
      };
    case "raise":
      return raiseText(cure);
    case "monitoring":
      return cure.measure === "level"
        ? { zh: `达到${cure.to}级`, en: `reach level ${cure.to}` }
        : { zh: `校际差异率降到${cure.to}`, en: `bring the difference down to ${cure.to}` };
    case "answer":
      return cure.answer
        ? { zh: "落实该项要求", en: "put the requirement in place" }
        : { zh: "整改到位，不再发生", en: "put right and keep from happening again" };
    case "meet-baseline":
      return { zh: "达到本省基本办学标准", en: "meet the provincial baseline" };
    case "wait":
      return { zh: `${cure.until}年起可申报`, en: `may apply from ${cure.until}` };
    case "several":
      return { zh: "降低其中较大的差异系数", en: "lower the larger of its coefficients" };
    default:
      return cure satisfies never;
  }
}

/** How much more one school needs, and how much would do if the indicator is the one it may miss. */
function additionText({ amount, amountToFloor, unit }: Extract<Cure, { kind: "add" }>): Bilingual {
  const zh = `增加${quantityText(amount)}${unit.zh}`;
  const en = `${quantityText(amount)} more ${unit.en}`;
  if (amountToFloor === 0 || amountToFloor === amount) return { zh, en };
  return {
    zh: `${zh}（到85%底线为${quantityText(amountToFloor)}）`,
    en: `${en} (${quantityText(amountToFloor)} to the 85% floor)`,
  };
}

function raiseText({ by, to, unit }: Extract<Cure, { kind: "raise" }>): Bilingual {
  if (unit.en === "share") {
    return { zh: `提高到${percentText(to)}`, en: `raise to ${percentText(to)}` };
  }
  return {
    zh: `提高${quantityText(by, 2)}${unit.zh}，到${quantityText(to, 2)}`,
    en: `raise by ${quantityText(by, 2)} ${unit.en} to ${quantityText(to, 2)}`,
  };
}
