/** Names of all random streams; a name's position is its number, so names are only ever added at the end. */
export const STREAM_NAMES = [
  "world.county",
  "world.sites",
  "world.pupils",
  "world.teachers",
  "world.queue",
  "parameter.draw",
  "shock.province",
  "shock.county",
  "births",
  "entry",
  "progression",
  "dropout",
  "leave",
  "leave.group",
  "refuse",
  "return",
  "intercounty",
  "intercounty.round",
  "choice",
  "place.village",
  "place.town",
  "place.seat",
  "place.lottery",
  "place.arrival",
  "within-county",
  "closure.proposal",
  "closure.consent",
  "closure.pupils",
  "teacher.year",
  "teacher.transfer",
  "teacher.rotate",
  "teacher.hire",
  "backbone",
  "quality",
  "policy.effort",
  "monitoring",
  "satisfaction",
  "queue.slip",
  "queue.city",
  "queue.province",
  "queue.audit",
  "queue.survey",
  "queue.monitoring",
  "queue.lapse",
  "queue.order",
] as const;

export type StreamName = (typeof STREAM_NAMES)[number];

const NUMBERS = new Map<string, number>(STREAM_NAMES.map((name, i) => [name, i]));

/** Number of a stream, as its address uses it. */
export function streamNumber(name: StreamName): number {
  return NUMBERS.get(name)!;
}
