import { binomial } from "../../core/distributions.ts";
import { normal } from "../../core/normal.ts";
import { log, powInteger } from "../../core/elementary.ts";
import { openStream, type StreamKey } from "../../core/stream.ts";
import type { ParameterId } from "../parameters.ts";
import { monitoringError, SCHOOL_SIZE, type Readiness } from "../readiness.ts";
import type { CountyState } from "../state.ts";
import { streamNumber, type StreamName } from "../streams.ts";

/** First planned year, and years over which a region's counties are planned (assumed; one province's plan runs to 2030). */
const FIRST_PLAN_YEAR = 2023;
const PLAN_SPAN = { east: 7, central: 10, northeast: 10, west: 11 } as const;
/** Counties certified before 2020: two in Zhejiang in 2019 (ministry notice). */
const CERTIFIED_2019: Readonly<Record<string, number>> = { "33": 2 };
/** Years by which a county that is ready may go before its planned year (“assess the mature ones first”; the number is assumed). */
const EARLIEST = 4;
/** Most counties a province nominates in a year, as a share of its counties (assumed). */
const NOMINATION_SHARE = 0.2;
/** Years a county waits after failing, and after a detected misreport (assumed from "at least one year"). */
const WAIT_AFTER_FAILURE = 1;
const WAIT_AFTER_MISREPORT = 3;

type CountyValue = (county: number, id: ParameterId) => number;

/**
 * Gives every county its planned year: provinces take their better developed counties first, spread over the plan, and plans
 * slip by a geometric number of years. Rules CER-5 and CER-6. Draws two numbers per county, once per world.
 */
export function planCertification(counties: readonly CountyState[], value: CountyValue, key: StreamKey): void {
  const order = openStream(key, streamNumber("queue.order"), 2020, 0);
  const slip = openStream(key, streamNumber("queue.slip"), 2020, 0);
  const byProvince = new Map<string, { c: number; score: number }[]>();
  counties.forEach((state, c) => {
    const score = state.development + 0.4 * normal(order, state.id);
    const list = byProvince.get(state.attributes.province) ?? [];
    byProvince.set(state.attributes.province, list);
    list.push({ c, score });
  });
  for (const [province, list] of byProvince) {
    list.sort((a, b) => b.score - a.score || a.c - b.c);
    list.forEach(({ c }, rank) => {
      const state = counties[c]!;
      const mean = value(c, "certification.plan_slip_years");
      const years = mean > 0 ? Math.floor(log(slip.uniform(state.id)) / log(mean / (1 + mean))) : 0;
      state.queue.planYear =
        FIRST_PLAN_YEAR + Math.floor((rank / list.length) * PLAN_SPAN[state.attributes.region]) + Math.min(6, years);
      const early = (CERTIFIED_2019[province] ?? 0) / state.weight;
      if (rank < Math.floor(early + slip.uniform(state.id, 1) * (state.weight === 1 ? 0 : 1)))
        state.queue.certifiedYear = 2019;
    });
  }
}

/** One county's standing in this year's round. */
interface Candidate {
  readonly c: number;
  readonly state: CountyState;
  readonly readiness: Readiness;
}

/**
 * The certification round of a school year. Rules CER-7 to CER-14.
 *
 * A county applies if its plan year has come or is near, its report meets the standard and its own forecast reaches the threshold. The
 * province inspects a sample of schools and catches a county if it meets a failing one; it nominates the readiest up to its
 * plan. The ministry reviews nominees in the order in which they wait, up to its capacity: national monitoring, two surveys
 * and an audit that finds misreports by chance. Part of a nation has its part (`coverage`) of the capacity. Who is not reviewed keeps the place; who fails waits.
 */
export function certify(
  counties: readonly CountyState[],
  readiness: readonly Readiness[],
  coverage: number,
  value: CountyValue,
  key: StreamKey,
  year: number,
): void {
  const stream = (name: StreamName, group = 0) => openStream(key, streamNumber(name), year, group);
  lapse(counties, readiness, value, stream("queue.lapse"), year);
  const applicants: Candidate[] = [];
  const supervision = stream("queue.province");
  counties.forEach((state, c) => {
    const { queue } = state;
    if (queue.certifiedYear > 0) return;
    const at = readiness[c]!;
    queue.lastStage = applicationStage(state, at, value(c, "certification.forecast_threshold"), year);
    if (queue.lastStage !== "waiting") {
      queue.waitingSince = 0;
      return;
    }
    const missed = powInteger(1 - value(c, "certification.supervision_share"), at.failingSchools);
    if (queue.waitingSince === 0 && supervision.uniform(state.id) >= missed) {
      queue.lastStage = "failed-province";
      queue.mayApplyFrom = year + WAIT_AFTER_FAILURE;
      return;
    }
    applicants.push({ c, state, readiness: at });
  });
  const capacity = counties.length > 0 ? coverage * value(0, "certification.capacity") : 0;
  review(nominate(applicants, counties, year), capacity, value, stream, year);
}

/** Why a county is not in this year's round, or `waiting` if it is. */
function applicationStage(
  { queue }: CountyState,
  at: Readiness,
  threshold: number,
  year: number,
): CountyState["queue"]["lastStage"] {
  if (!at.looksReady) return "not-ready";
  if (year < queue.planYear - EARLIEST) return "not-planned";
  if (at.forecast < threshold || year < queue.mayApplyFrom) return "did-not-apply";
  return "waiting";
}

/** Years within which a relaxation must be cured (2017 edition, transitional rules). */
const CURE_YEARS = 3;

/**
 * Certificates withdrawn: on re-check, or because a relaxed school size was not cured in time (CER-14). The county prepares and
 * applies again after three years.
 */
function lapse(
  counties: readonly CountyState[],
  readiness: readonly Readiness[],
  value: CountyValue,
  stream: ReturnType<typeof openStream>,
  year: number,
): void {
  counties.forEach(({ queue, id }, c) => {
    if (queue.certifiedYear === 0 || queue.certifiedYear >= year) return;
    // The transitional limit does not cure: the full size is asked for.
    const isUncured = queue.cureBy === year && (readiness[c]!.isRelaxed || readiness[c]!.margins[SCHOOL_SIZE]! < 0);
    if (!isUncured && stream.uniform(id) >= value(c, "certification.lapse_rate")) return;
    queue.certifiedYear = 0;
    queue.mayApplyFrom = year + WAIT_AFTER_MISREPORT;
  });
}

/** Counties already waiting keep their place; each province adds its readiest up to its yearly plan. */
function nominate(applicants: readonly Candidate[], counties: readonly CountyState[], year: number): Candidate[] {
  const units = new Map<string, number>();
  for (const { attributes, weight } of counties)
    units.set(attributes.province, (units.get(attributes.province) ?? 0) + weight);
  const nominated = applicants.filter(({ state }) => state.queue.waitingSince > 0);
  const fresh = applicants
    .filter(({ state }) => state.queue.waitingSince === 0)
    .sort((a, b) => b.readiness.forecast - a.readiness.forecast || a.c - b.c);
  const given = new Map<string, number>();
  for (const candidate of fresh) {
    const { province } = candidate.state.attributes;
    const before = given.get(province) ?? 0;
    if (before >= NOMINATION_SHARE * units.get(province)!) continue;
    given.set(province, before + candidate.state.weight);
    candidate.state.queue.waitingSince = year;
    nominated.push(candidate);
  }
  return nominated.sort(
    (a, b) =>
      a.state.queue.waitingSince - b.state.queue.waitingSince ||
      b.readiness.forecast - a.readiness.forecast ||
      a.c - b.c,
  );
}

function review(
  queue: readonly Candidate[],
  capacity: number,
  value: CountyValue,
  stream: (name: StreamName, group?: number) => ReturnType<typeof openStream>,
  year: number,
): void {
  // In a sample the last place is given by lot, so that the expected number reviewed equals the capacity.
  const lot = stream("queue.city");
  let used = 0;
  for (const candidate of queue) {
    const { weight } = candidate.state;
    const room = capacity - used;
    if (room < weight && lot.uniform(candidate.state.id) * weight >= room) break;
    used += weight;
    judge(candidate, value, stream, year);
  }
}

/** Monitoring, questionnaire, field visits and audit of one county. */
function judge(
  { c, state, readiness }: Candidate,
  value: CountyValue,
  stream: (name: StreamName, group?: number) => ReturnType<typeof openStream>,
  year: number,
): void {
  const { queue } = state;
  const share = state.betweenSchoolShare;
  const measured = share + monitoringError(share) * normal(stream("queue.monitoring"), state.id);
  const size = value(c, "certification.survey_size");
  const survey = stream("queue.survey", state.id);
  const satisfied = [0, 1].every((k) => binomial(size, state.satisfaction / 100, survey, k) >= 0.85 * size);
  const detected =
    readiness.hides && stream("queue.audit").uniform(state.id) < value(c, "certification.audit_detection");
  queue.waitingSince = 0;
  if (measured < 0.15 && satisfied && !detected) {
    queue.certifiedYear = year;
    queue.cureBy = readiness.isRelaxed ? year + CURE_YEARS : 0;
    queue.lastStage = "certified";
  } else {
    queue.lastStage = "failed-national";
    queue.mayApplyFrom = year + 1 + (detected ? WAIT_AFTER_MISREPORT : WAIT_AFTER_FAILURE);
  }
}
