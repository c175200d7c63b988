import type { Environment } from '@tollgate/domain/environment';
import type { UsageEvent } from '@tollgate/domain/usage-event';
import { hexDigits, type Random, seededRandom, weighted } from './seeded-random.ts';
import { drawOutcome, isBadHour } from './usage-outcome.ts';

/** Who makes requests, to what, and how many on a usual day. */
export interface UsageSubject {
  tenant: string;
  environment: Environment;
  api: string;
  apiVersion: string;
  product: string;
  planVersion: string;
  subscription: string;
  app: string;
  key: string;
  /** `route` is the template with the base path. */
  operations: { id: string; method: string; route: string; weight: number }[];
  requestsPerDay: number;
  /** No request before this, such as the start of the subscription. */
  since?: Date | undefined;
}

export interface GenerateUsageInput {
  seed: string;
  from: Date;
  to: Date;
  subjects: UsageSubject[];
  region: string;
  gateway: string;
}

/** Events of one UTC day in order of time, and the name they can be inserted under. */
export interface UsageBatch {
  token: string;
  events: UsageEvent[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GROWTH_PER_WEEK = 1.06;
const ID_LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * Plausible traffic: by day and by night, less on weekends, growing, with slow and failed answers and a bad hour now
 * and then. The same input gives the same events, ids included. `requestsPerDay` is the level of a weekday at `to`.
 */
export async function* generateUsage(input: GenerateUsageInput): AsyncGenerator<UsageBatch> {
  const fromMs = input.from.getTime();
  const toMs = input.to.getTime();
  for (let dayMs = Math.floor(fromMs / DAY_MS) * DAY_MS; dayMs < toMs; dayMs += DAY_MS) {
    const startMs = Math.max(dayMs, fromMs);
    const endMs = Math.min(dayMs + DAY_MS, toMs);
    const events: UsageEvent[] = [];
    for (let hourMs = Math.floor(startMs / HOUR_MS) * HOUR_MS; hourMs < endMs; hourMs += HOUR_MS) {
      for (const subject of input.subjects) events.push(...hourOf(input, subject, hourMs));
    }
    const wanted = events.filter(({ time_us }) => time_us >= startMs * 1000 && time_us < endMs * 1000);
    wanted.sort((a, b) => a.time_us - b.time_us || (a.id < b.id ? -1 : 1));
    if (wanted.length > 0)
      yield { token: `${input.gateway}/${input.seed}/${startMs}-${endMs}`, events: wanted };
  }
}

function* hourOf(input: GenerateUsageInput, subject: UsageSubject, hourMs: number): Generator<UsageEvent> {
  const random = seededRandom(
    `${input.seed}/${subject.subscription}/${subject.environment}/${subject.key}/${hourMs}`,
  );
  const expected = (subject.requestsPerDay / 24) * rhythm(hourMs) * growth(hourMs, input.to.getTime());
  const count = Math.floor(expected * (0.75 + 0.5 * random()) + random());
  const isBad = isBadHour(input.seed, hourMs);
  const sinceUs = (subject.since?.getTime() ?? 0) * 1000;
  for (let i = 0; i < count; i++) {
    const timeUs = hourMs * 1000 + Math.floor(random() * HOUR_MS * 1000);
    const event = eventAt(input, subject, random, timeUs, isBad);
    if (timeUs >= sinceUs) yield event;
  }
}

/** Share of an average weekday hour: a peak at 14:00 UTC, a third of it at night, half on weekends. */
function rhythm(hourMs: number): number {
  const at = new Date(hourMs);
  const byHour = 1 + 0.7 * Math.cos(((at.getUTCHours() - 14) / 12) * Math.PI);
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  return byHour * (isWeekend ? 0.5 : 1);
}

function growth(hourMs: number, toMs: number): number {
  return GROWTH_PER_WEEK ** ((hourMs - toMs) / (7 * DAY_MS));
}

function eventAt(
  input: GenerateUsageInput,
  subject: UsageSubject,
  random: Random,
  timeUs: number,
  isBad: boolean,
): UsageEvent {
  const operation = weighted(random, subject.operations);
  const outcome = drawOutcome(random, operation, isBad);
  return {
    id: uuidV7At(random, Math.floor(timeUs / 1000)),
    time_us: timeUs,
    region: input.region,
    gateway: input.gateway,
    tenant: subject.tenant,
    environment: subject.environment,
    api: subject.api,
    api_version: subject.apiVersion,
    operation: operation.id,
    product: subject.product,
    plan_version: subject.planVersion,
    subscription: subject.subscription,
    app: subject.app,
    key: subject.key,
    method: operation.method,
    route: operation.route,
    status: outcome.status,
    problem: outcome.problem,
    billable: outcome.billable,
    request_bytes: outcome.requestBytes,
    response_bytes: outcome.responseBytes,
    duration_us: outcome.durationUs,
    upstream_us: outcome.upstreamUs,
    attempts: outcome.attempts,
    request_id: requestId(random),
    trace_id: hexDigits(random, 32),
  };
}

function uuidV7At(random: Random, ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const bits = hexDigits(random, 18);
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits.slice(0, 3)}-${variant}${bits.slice(3, 6)}-${bits.slice(6)}`;
}

function requestId(random: Random): string {
  let text = 'req_';
  for (let i = 0; i < 22; i++) text += ID_LETTERS[Math.floor(random() * ID_LETTERS.length)];
  return text;
}
