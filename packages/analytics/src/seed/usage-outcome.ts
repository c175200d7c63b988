import { normal, type Random, seededRandom, weighted } from './seeded-random.ts';

/** How one exchange ended. */
export interface UsageOutcome {
  status: number;
  problem: string;
  billable: 0 | 1;
  upstreamUs: number;
  durationUs: number;
  attempts: number;
  requestBytes: number;
  responseBytes: number;
}

const ENDINGS = [
  { weight: 9_480, status: 200, problem: '' },
  { weight: 260, status: 404, problem: '' },
  { weight: 130, status: 400, problem: '' },
  { weight: 70, status: 429, problem: 'rate_limited' },
  { weight: 30, status: 500, problem: '' },
  { weight: 8, status: 502, problem: 'upstream_unreachable' },
  { weight: 3, status: 504, problem: 'upstream_timeout' },
];
const BAD_HOUR_ENDINGS = [
  { weight: 880, status: 200, problem: '' },
  { weight: 70, status: 500, problem: '' },
  { weight: 50, status: 502, problem: 'upstream_unreachable' },
];
const ONE_HOUR_IN = 160;
const UPSTREAM_TIMEOUT_US = 30_000_000;

/** Whether the upstream had a bad hour, in which more answers fail and all are slower. */
export function isBadHour(seed: string, hourMs: number): boolean {
  return seededRandom(`${seed}/bad/${hourMs}`)() * ONE_HOUR_IN < 1;
}

/** Draws an outcome. The operation's id decides how slow it is and how much it answers. */
export function drawOutcome(
  random: Random,
  operation: { id: string; method: string },
  isBad: boolean,
): UsageOutcome {
  const { status, problem } = weighted(random, isBad ? BAD_HOUR_ENDINGS : ENDINGS);
  const character = seededRandom(operation.id);
  const typicalUs = 6_000 + character() ** 2 * 70_000;
  const typicalBytes = 300 + character() ** 2 * 24_000;
  const overheadUs = Math.round(120 + 380 * random() ** 2);
  const isForwarded = problem === '' || problem.startsWith('upstream_');
  const upstreamUs = isForwarded ? upstreamTime(random, typicalUs * (isBad ? 4 : 1), problem) : 0;
  const isWrite = operation.method !== 'GET' && operation.method !== 'HEAD';
  const isAnswer = problem === '' && status < 400;
  return {
    status: isAnswer && operation.method === 'POST' ? 201 : status,
    problem,
    billable: problem === '' && status < 500 ? 1 : 0,
    upstreamUs,
    durationUs: upstreamUs + overheadUs,
    attempts: isForwarded ? 1 : 0,
    requestBytes: Math.round(350 + 200 * random() + (isWrite ? 900 * random() : 0)),
    responseBytes: Math.round(isAnswer ? typicalBytes * (0.5 + random()) : 240 + 160 * random()),
  };
}

function upstreamTime(random: Random, typicalUs: number, problem: string): number {
  if (problem === 'upstream_timeout') return UPSTREAM_TIMEOUT_US;
  const tail = random() < 0.012 ? 3 + 9 * random() : 1;
  return Math.round(typicalUs * Math.exp(0.4 * normal(random)) * tail);
}
