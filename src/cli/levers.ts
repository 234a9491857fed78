import type { Ledger } from "../model/state.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { PARAMETERS, PARAMETER_IDS, registryValue, FIRST_POLICY_YEAR, type ParameterId } from "../model/parameters.ts";

/** A family of levers: what a planner would call one policy. */
interface Family {
  readonly title: string;
  /** Beginnings of ids; a lever belongs to the first family that names it. */
  readonly of: readonly string[];
}

const FAMILIES: readonly Family[] = [
  { title: "Schooling in town", of: ["demography.", "choice.free_share", "choice.housing_cost"] },
  { title: "Migrant entry", of: ["migration.", "choice.residence_tier_share"] },
  { title: "Places", of: ["places.overflow", "places.travel", "places.capital", "places.new_schools"] },
  { title: "Rotation and county-held employment", of: ["rotation."] },
  {
    title: "Establishment under falling rolls",
    of: [
      "teachers.pupils_per_teacher",
      "teachers.replacement_rate",
      "teachers.surplus_policy",
      "teachers.small_class_size",
    ],
  },
  {
    title: "Specialist, itinerant and backbone teachers, training",
    of: ["teachers.specialist", "teachers.itinerant", "teachers.backbone_share", "teachers.training_share"],
  },
  { title: "Rural pay, housing and titles", of: ["teachers.rural", "teachers.first_title", "teachers.senior_title"] },
  { title: "Consolidation, boarding, buses", of: ["consolidation.", "boarding.", "places.beds_programme"] },
  { title: "Equipment programme", of: ["funding.equipment_programme"] },
  { title: "Formula, transfers, capital", of: ["funding."] },
  { title: "Groups, lessons by screen, principals", of: ["groups.", "ict.", "principals."] },
  { title: "Rules and procedure of certification", of: ["certification."] },
];

/** Lines of the county's ledger on which a lever itself spends (rules FIN-1 to FIN-11); the others spend nothing of their own. */
export const LINES: Readonly<Partial<Record<ParameterId, readonly (keyof Ledger)[]>>> = {
  "places.capital_share": ["places"],
  "places.new_schools": ["places"],
  "places.beds_programme": ["beds"],
  "rotation.share": ["rotationSubsidy"],
  "rotation.spell_years": ["rotationSubsidy"],
  "rotation.subsidy": ["rotationSubsidy"],
  "teachers.pupils_per_teacher_primary": ["pay"],
  "teachers.pupils_per_teacher_junior": ["pay"],
  "teachers.replacement_rate": ["pay"],
  "teachers.surplus_policy": ["pay"],
  "teachers.training_share": ["training"],
  "teachers.rural_bonus_share": ["ruralBonus"],
  "teachers.rural_housing": ["ruralHousing"],
  "consolidation.bus_share": ["buses"],
  "funding.equipment_programme": ["equipment"],
  "funding.per_pupil_primary": ["operating", "training"],
  "funding.per_pupil_junior": ["operating", "training"],
  "funding.boarder_supplement": ["operating", "training"],
  "funding.small_school_floor": ["operating", "training"],
  "funding.remoteness_supplement": ["operating", "training"],
  "funding.equalisation": ["provincialTransfer"],
  "funding.weakest_third_grant": ["provincialTransfer"],
  "funding.central_share_tier1": ["centralTransfer"],
  "funding.central_share_tier2": ["centralTransfer"],
  "funding.central_share_tier3": ["centralTransfer"],
  "funding.central_share_tier4": ["centralTransfer"],
  "funding.central_share_tier5": ["centralTransfer"],
  "funding.provincial_share": ["provincialTransfer"],
  "funding.capital_share": ["otherRecurrent"],
  "funding.preparation_share": ["otherRecurrent"],
  "groups.share": ["groups"],
  "ict.share": ["ict"],
};

/** Family a lever belongs to. */
function familyOf(id: ParameterId): Family | undefined {
  return FAMILIES.find(({ of }) => of.some((start) => id.startsWith(start)));
}

/** Rules of docs/ODD.md that name a parameter in code font, in the order of the document. */
export function rulesOf(odd: string, id: ParameterId): string[] {
  return [...odd.matchAll(/^- \*\*([A-Z]{3}-\d+)\*\* [^\n]*(?:\n {2}[^\n]*)*/gm)]
    .filter(([text]) => text.includes(`\`${id}\``))
    .map(([, rule]) => rule!);
}

/**
 * All levers as Markdown, one table per family: who decides, from what to what, which rules use it and what it costs.
 *
 * @param odd Text of docs/ODD.md.
 * @param deciderOf Who may change a parameter.
 * @throws Error if a lever belongs to no family.
 */
export function leverPage(odd: string, deciderOf: (parameter: Parameter) => string): string {
  const levers = PARAMETER_IDS.filter((id) => PARAMETERS[id].role === "lever");
  const stray = levers.find((id) => familyOf(id) === undefined);
  if (stray !== undefined) throw new Error(`the lever ${stray} belongs to no family of src/cli/levers.ts`);
  const tables = FAMILIES.map((family) => {
    const rows = levers.filter((id) => familyOf(id) === family).map((id) => rowOf(id, odd, deciderOf));
    return [`## ${family.title}`, "", HEAD, ...rows, ""].join("\n");
  });
  return `${INTRODUCTION}\n${tables.join("\n").trimEnd()}\n`;
}

const INTRODUCTION = `# Levers

What a scenario may decide from 2025 on, by policy. Default is the value of ${FIRST_POLICY_YEAR}, before any scenario; rules are those of [ODD.md](ODD.md).
Cost names the line of the county's ledger on which the lever spends, or through which another payer's money comes; lines outside
grants are paid out of other recurrent spending, and beyond that by the province (FIN-5). This page is the output of
\`junheng params --levers\`.
`;

const HEAD = `| lever | meaning | who decides | default | range | rules | cost |
|---|---|---|---|---|---|---|`;

function rowOf(id: ParameterId, odd: string, deciderOf: (parameter: Parameter) => string): string {
  const parameter = PARAMETERS[id];
  const { title, range, unit, choices } = parameter;
  const usual = registryValue(id, FIRST_POLICY_YEAR);
  const cells = [
    `\`${id}\``,
    `${title.zh} / ${title.en}`,
    deciderOf(parameter),
    choices ? choices[usual]!.id : `${usual}`,
    choices ? choices.map((choice) => choice.id).join(", ") : `${range[0]}–${range[1]} ${unit}`,
    rulesOf(odd, id).join(", "),
    LINES[id]?.map((line) => `\`${line}\``).join(", ") ?? "no money of its own",
  ];
  return `| ${cells.join(" | ")} |`;
}
