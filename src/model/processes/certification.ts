import { binomial } from "../../core/distributions.ts";
import { openStream, type Stream, type StreamKey } from "../../core/stream.ts";
import { giveCertificate, withdrawCertificates } from "../certificates.ts";
import { auditFinds } from "../gaming.ts";
import { findsFailing, sampleSize } from "../inspection.ts";
import { DIFFERENCE_LIMIT, measuredDifference } from "../monitoring.ts";
import { PREPARATION_YEARS } from "../queue.ts";
import { leastMargin, type Readiness } from "../readiness.ts";
import type { CountyValue } from "../context.ts";
import { QUALITY_2017, type NationalStage, type Regime } from "../regime.ts";
import type { CountyState, QueueStage } from "../state.ts";
import { streamNumber, type StreamName } from "../streams.ts";

/** Position of the field visit among the forms of review (`certification.review_form`). */
const FIELD = 0;

/** One county's standing in this year's round. */
interface Candidate {
  readonly c: number;
  readonly state: CountyState;
  readonly readiness: Readiness;
}

/** What every step of one round reads. */
interface Round {
  readonly value: CountyValue;
  readonly stream: (name: StreamName, group?: number) => Stream;
  readonly regime: Regime;
  readonly year: number;
}

/**
 * The certification round of a school year. Rules CER-7 to CER-19.
 *
 * Certificates that fail are withdrawn first. A county applies if its report meets the standard, its plan year has come or is near and its
 * own forecast reaches the threshold. City and province inspect samples of its schools; the province nominates the readiest
 * up to its plan; the ministry reviews nominees in the order in which they wait, up to its capacity. Part of a nation has its
 * part (`coverage`) of the capacity. Every county leaves the round with the stage it reached (`lastStage`).
 */
export function certify(
  counties: readonly CountyState[],
  readiness: readonly Readiness[],
  coverage: number,
  value: CountyValue,
  key: StreamKey,
  year: number,
  regime: Regime = QUALITY_2017,
): void {
  const stream = (name: StreamName, group = 0) => openStream(key, streamNumber(name), year, group);
  const round: Round = { value, stream, regime, year };
  const held = counties.map(({ queue }) => queue.certifiedYear > 0 || queue.tierYear > 0);
  withdrawCertificates(counties, readiness, value, stream("queue.recheck"), regime, year);
  const city = stream("queue.city");
  const province = stream("queue.supervision");
  const applicants: Candidate[] = [];
  counties.forEach((state, c) => {
    const { queue } = state;
    if (queue.certifiedYear > 0) return;
    // A certificate that was withdrawn this year leaves the county out of this round.
    const isWithdrawn = held[c] && queue.tierYear === 0;
    const candidate = { c, state, readiness: readiness[c]! };
    queue.lastStage = isWithdrawn ? "withdrawn" : applicationStage(candidate, round);
    if (queue.lastStage === "waiting" && queue.waitingSince === 0)
      queue.lastStage = inspect(candidate, round, city, province);
    if (queue.lastStage === "waiting") applicants.push(candidate);
    else queue.waitingSince = 0;
  });
  const yearly = regime.capacity ?? (counties.length > 0 ? value(0, "certification.capacity") : 0);
  review(nominate(applicants, counties, round), coverage * yearly, round);
  warn(counties, readiness, round);
}

/** True if a county takes part for the certificate of its tier: it meets that, not the same standard, and does not hold it yet. */
function isForTier({ state, readiness }: Candidate): boolean {
  return readiness.tier > 1 && !readiness.looksReady && readiness.looksReadyAtTier && state.queue.tierYear === 0;
}

/** Why a county is not in this year's round, or `waiting` if it is (CER-7). */
function applicationStage(candidate: Candidate, { value, regime, year }: Round): QueueStage {
  const { c, readiness: at } = candidate;
  const { queue } = candidate.state;
  if (!at.looksReady && !isForTier(candidate)) return queue.tierYear > 0 ? "certified-tier" : "not-ready";
  if (year < queue.planYear - regime.earliest) return "not-planned";
  if (year < queue.mayApplyFrom) return "suspended";
  return at.forecast < value(c, "certification.forecast_threshold") ? "did-not-apply" : "waiting";
}

/** City and province inspect a sample of the schools each (CER-8). */
function inspect(candidate: Candidate, { value, year }: Round, city: Stream, province: Stream): QueueStage {
  const { c, state, readiness } = candidate;
  const finds = (id: "certification.city_check_share" | "certification.supervision_share", stream: Stream) =>
    findsFailing(
      readiness.schools,
      failingOf(candidate),
      sampleSize(readiness.schools, value(c, id)),
      stream,
      state.id,
    );
  const stage = finds("certification.city_check_share", city)
    ? "failed-city"
    : finds("certification.supervision_share", province)
      ? "failed-province"
      : "waiting";
  if (stage !== "waiting") state.queue.mayApplyFrom = year + 1;
  return stage;
}

/** Schools that fail in truth the thresholds under which the county applies. */
function failingOf(candidate: Candidate): number {
  return isForTier(candidate) ? candidate.readiness.failingAtTier : candidate.readiness.failingSchools;
}

/** Counties already waiting keep their place; each province adds its readiest up to its yearly plan (CER-9, CER-10). */
function nominate(applicants: readonly Candidate[], counties: readonly CountyState[], round: Round): Candidate[] {
  const units = new Map<string, number>();
  for (const { attributes, weight } of counties)
    units.set(attributes.province, (units.get(attributes.province) ?? 0) + weight);
  const nominated = applicants.filter(({ state }) => state.queue.waitingSince > 0);
  const fresh = applicants
    .filter(({ state }) => state.queue.waitingSince === 0)
    .sort((a, b) => b.readiness.forecast - a.readiness.forecast || a.c - b.c);
  const given = new Map<string, number>();
  for (const candidate of fresh) {
    const { attributes, queue, weight } = candidate.state;
    const before = given.get(attributes.province) ?? 0;
    if (before >= round.regime.nominationShare * units.get(attributes.province)!) {
      queue.lastStage = "not-nominated";
      continue;
    }
    given.set(attributes.province, before + weight);
    queue.waitingSince = round.year;
    nominated.push(candidate);
  }
  return nominated.sort(
    (a, b) =>
      a.state.queue.waitingSince - b.state.queue.waitingSince ||
      b.readiness.forecast - a.readiness.forecast ||
      a.c - b.c,
  );
}

/** Judges the first of the queue, up to the capacity (CER-11). */
function review(queue: readonly Candidate[], capacity: number, round: Round): void {
  // In a sample the last place is given by lot, so that the expected number reviewed equals the capacity.
  const lot = round.stream("queue.lot");
  let used = 0;
  for (const candidate of queue) {
    const { weight } = candidate.state;
    const room = capacity - used;
    if (room < weight && lot.uniform(candidate.state.id) * weight >= room) break;
    used += weight;
    judge(candidate, round);
  }
}

/** Takes one county through the national stages in order; the first it fails ends the round (CER-12, CER-13). */
function judge(candidate: Candidate, round: Round): void {
  const { queue } = candidate.state;
  const { regime, year } = round;
  const failed = regime.stages.find((stage) => !passes(stage, candidate, round));
  queue.waitingSince = 0;
  if (failed === undefined) {
    giveCertificate(queue, candidate.readiness, regime, year);
    return;
  }
  const isMisreport = failed === "audit" || failed === "review";
  queue.lastStage = `failed-${failed}`;
  queue.mayApplyFrom = year + 1 + (isMisreport ? regime.waitAfterMisreport : regime.waitAfterFailure);
}

function passes(stage: NationalStage, candidate: Candidate, { value, stream }: Round): boolean {
  const { c, state, readiness } = candidate;
  switch (stage) {
    case "monitoring": {
      const { betweenSchoolShare, id } = state;
      const draws = stream("queue.monitoring");
      return measuredDifference(betweenSchoolShare, readiness.monitored, draws, id) < DIFFERENCE_LIMIT;
    }
    case "survey": {
      const size = value(c, "certification.survey_size");
      const draws = stream("queue.survey", state.id);
      return [0, 1].every((k) => binomial(size, state.satisfaction / 100, draws, k) >= 0.85 * size);
    }
    case "audit": {
      const chances = [value(c, "certification.audit_detection"), value(c, "certification.paper_detection")] as const;
      return !auditFinds(readiness.hidden, ...chances, stream("queue.audit"), state.id);
    }
    case "review": {
      // A panel reads papers; inspectors in the field visit schools.
      if (Math.round(value(c, "certification.review_form")) !== FIELD) return true;
      const visited = Math.min(readiness.schools, Math.round(value(c, "certification.field_schools")));
      return !findsFailing(readiness.schools, failingOf(candidate), visited, stream("queue.review"), state.id);
    }
    default:
      return stage satisfies never;
  }
}

/**
 * Early warning (CER-19): where it exists, a county whose September return falls short by the full standard is told so; one that is
 * certified prepares again, one that is not begins to prepare a year earlier.
 */
function warn(counties: readonly CountyState[], readiness: readonly Readiness[], { value, year }: Round): void {
  counties.forEach(({ queue }, c) => {
    const hasReports = value(c, "certification.early_warning") > 0.5;
    const isInReach = queue.certifiedYear > 0 || year + 1 >= queue.planYear - PREPARATION_YEARS - 1;
    queue.isWarned = hasReports && isInReach && leastMargin(readiness[c]!.strict, 0) < 0;
  });
}
