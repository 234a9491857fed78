import type { Bilingual } from "../core/bilingual.ts";
import type { StageOutcome } from "./certify-resources.ts";
import type { Cure } from "./cure.ts";
import type { Answered, Measured, Subject } from "./verdict.ts";

/** The difference rate is reported to three decimals; this is the largest that is still below its limit. */
const STEP_BELOW = 0.001;

/** What cures a county's number or answer. */
export function countyCure(field: string, finding: Measured | Answered, unit: Bilingual): Cure {
  if (finding.kind === "answered") return { kind: "answer", field, answer: finding.required };
  return { kind: "raise", field, by: finding.by, to: finding.threshold, unit };
}

/** What cures a subject of the national monitoring. */
export function monitoringCure(
  { subject, measure }: Extract<Subject, { kind: "monitoring" }>,
  finding: Measured | Answered,
): Cure {
  const limit = finding.kind === "measured" ? finding.threshold : 0;
  return { kind: "monitoring", subject, measure, to: measure === "level" ? limit : limit - STEP_BELOW };
}

/** What cures a test that is repeated for every school. */
export function schoolCheckCure(
  subject: Extract<Subject, { kind: "school" }>,
  finding: Measured | Answered,
  outcomes: readonly StageOutcome[],
): Cure {
  const { school, check, stage } = subject;
  if (finding.kind !== "measured") return { kind: "several" };
  const missing = Math.ceil(finding.by - 1e-9);
  switch (check) {
    case "music-rooms":
      return { kind: "add-rooms", school, room: "music", rooms: missing };
    case "art-rooms":
      return { kind: "add-rooms", school, room: "art", rooms: missing };
    case "music-area":
      return { kind: "enlarge-room", school, room: "music", area: missing };
    case "art-area":
      return { kind: "enlarge-room", school, room: "art", area: missing };
    case "school-size":
      return { kind: "move-pupils", school, pupils: missing };
    case "class-size":
      return splitClasses(school, stage ?? "primary", finding, outcomes);
    default:
      return check satisfies never;
  }
}

/**
 * The fewest classes that could do: the largest class in parts that fit, and as many classes as the stage's pupils need.
 * The sizes of the other classes are not in the return, so more may be needed.
 */
function splitClasses(
  school: { readonly code: string; readonly name: string },
  stage: "primary" | "junior",
  { value, threshold }: Measured,
  outcomes: readonly StageOutcome[],
): Cure {
  const row = outcomes.find((outcome) => outcome.stage === stage)?.rows.find(({ code }) => code === school.code);
  const parts = Math.ceil(value / threshold);
  const pupils = row?.pupils[stage];
  const classes = row?.classes?.[stage];
  const forAll = pupils === undefined || classes === undefined ? 0 : Math.ceil(pupils / threshold) - classes;
  const more = Math.max(parts - 1, forAll);
  return {
    kind: "split-classes",
    school,
    stage,
    classes: more,
    splitClass: value,
    largestClass: Math.max(
      Math.ceil(value / parts),
      pupils === undefined || classes === undefined ? 0 : Math.ceil(pupils / (classes + more)),
    ),
  };
}
