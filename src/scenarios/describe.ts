import type { Bilingual } from "../core/bilingual.ts";
import type { ParameterId } from "../model/parameters.ts";
import { valueText } from "./choices.ts";
import { firstYearOfRule } from "./evaluate.ts";
import type { ChangeSpec, Interpolation, Path, RuleSpec, Target } from "./spec.ts";
import type { AppliedChange } from "./scenario.ts";

const SHAPE_NAMES: Readonly<Record<Interpolation, Bilingual>> = {
  linear: { zh: "线性", en: "linear" },
  step: { zh: "阶跃", en: "step" },
  smooth: { zh: "平滑", en: "smooth" },
  growth: { zh: "匀速增长", en: "constant growth" },
};

/** The changes of a scenario, one line a rule, as its table shows them. */
export function describeChange(change: ChangeSpec): AppliedChange[] {
  return change.rules.map((rule) => {
    const where = [change.where, rule.where].flatMap((target) => (target ? [describeTarget(target)] : [])).join("; ");
    return {
      parameter: change.parameter,
      operation: rule.operation.kind,
      text: describeRule(change, rule),
      from: firstYearOfRule(change, rule),
      ...(change.to !== undefined && { to: change.to }),
      ...(where !== "" && { where }),
      ...(rule.note && { note: rule.note }),
      ...(rule.source && { source: rule.source }),
      origin: { file: rule.place.file, line: rule.place.line ?? 1, id: change.writtenIn },
    };
  });
}

/** A rule in words and numbers, such as `0.15 from 2025, over 3 years`. */
function describeRule(change: ChangeSpec, rule: RuleSpec): Bilingual {
  const from = firstYearOfRule(change, rule);
  const { to, after, phaseIn } = change;
  const { zh, en } = describeOperation(change.parameter, rule);
  const isStraight = phaseIn?.shape === "linear";
  const shape = phaseIn && SHAPE_NAMES[phaseIn.shape];
  const window =
    to === undefined ? `from ${from}` : `from ${from} to ${to}, then ${after === "hold" ? "held" : "back"}`;
  const period = to === undefined ? `${from} 年起` : `${from}—${to} 年`;
  return {
    en: `${en} ${window}${phaseIn ? `, over ${phaseIn.years} years${isStraight ? "" : ` (${shape!.en})`}` : ""}`,
    zh: [
      `${period}${zh}`,
      ...(phaseIn ? [`${phaseIn.years} 年到位${isStraight ? "" : `（${shape!.zh}）`}`] : []),
      ...(to === undefined ? [] : [after === "hold" ? "此后保持" : "此后恢复"]),
    ].join("，"),
  };
}

function describeOperation(parameter: ParameterId, { operation }: RuleSpec): Bilingual {
  switch (operation.kind) {
    case "set":
      return { zh: `设为 ${valueText(parameter, operation.value).zh}`, en: valueText(parameter, operation.value).en };
    case "add":
      return { zh: `加 ${operation.value}`, en: `${operation.value < 0 ? "" : "+"}${operation.value}` };
    case "scale":
      return { zh: `乘以 ${operation.value}`, en: `× ${operation.value}` };
    case "path":
      return describePath(operation.as, operation.path);
    case "expr":
      return operation.formula.level === "school"
        ? { zh: `逐校按公式 ${operation.formula.text}`, en: `formula ${operation.formula.text}, school by school,` }
        : { zh: `按公式 ${operation.formula.text}`, en: `formula ${operation.formula.text}` };
    default:
      return operation satisfies never;
  }
}

function describePath(as: "set" | "add" | "scale", { years, values, interp }: Path): Bilingual {
  const verb = { set: { zh: "设为", en: "" }, add: { zh: "加", en: "+ " }, scale: { zh: "乘以", en: "× " } }[as];
  const shape = SHAPE_NAMES[interp];
  return {
    zh: `${verb.zh} ${years.map((year, k) => `${values[k]}（${year}）`).join("、")}，${shape.zh}`,
    en: `${verb.en}${years.map((year, k) => `${values[k]} in ${year}`).join(", ")} (${shape.en}),`,
  };
}

function describeTarget(target: Target): string {
  const { province, prefecture, county, tag, stage, type, region, setting, condition, except } = target;
  const lists = Object.entries({ province, prefecture, county, tag, stage, type, region, setting }).filter(
    ([, values]) => values !== undefined,
  );
  return [
    ...lists.map(([name, values]) => `${name} ${values!.join(", ")}`),
    ...(condition ? [`if ${condition.text}`] : []),
    ...(except ? [`except (${describeTarget(except)})`] : []),
  ].join("; ");
}
