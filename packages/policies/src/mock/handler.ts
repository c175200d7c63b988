import { isAmong } from '../path-patterns.ts';
import {
  type Answer,
  CONTINUE,
  type PolicyHandler,
  type PolicyRequest,
  type PreparedAnswer,
  type Reject,
} from '../policy.ts';
import { createAcceptance } from './accept.ts';
import { type Preference, readPrefer } from './prefer.ts';
import type { MockConfig } from './schema.ts';

const NO_PREFERENCE: Preference = { status: null, example: null };
const BODYLESS: ReadonlySet<number> = new Set([204, 205, 304]);

type Body = PreparedAnswer['bodies'][number];

/** Makes the handler of the mock policy. */
export function createMockHandler(): PolicyHandler<MockConfig> {
  return (request, config) => {
    if (!isAmong(config.paths, request.rest)) return CONTINUE;
    if (config.keys === 'test' && request.caller?.environment !== 'test') return CONTINUE;
    // Without them there is nothing to answer with, and the upstream must not be reached.
    if (request.answers === null) throw new Error('the operation has no examples');
    return answer(request, request.answers, config);
  };
}

function answer(
  request: PolicyRequest,
  answers: readonly PreparedAnswer[],
  config: MockConfig,
): Answer | Reject {
  const preference = config.prefer ? readPrefer(request.headerValues('prefer')) : NO_PREFERENCE;
  const preferred = preference.status === null ? undefined : findAnswer(answers, preference.status);
  const chosen = preferred ?? usualAnswer(answers, config.status);
  if (chosen === undefined) return missing(config.status);
  const status = preferred ? (preference.status as number) : (config.status ?? usualStatus(chosen.status));
  const applied = preferred ? [`status=${status}`] : [];
  if (chosen.bodies.length === 0 || BODYLESS.has(status)) {
    return { kind: 'answer', status, headers: headersOf(chosen, applied, config), isMocked: true };
  }
  const named = namedBodies(chosen.bodies, preference.example);
  if (named.length > 0) applied.push(`example=${quoted(preference.example as string)}`);
  const configured = named.length > 0 ? named : namedBodies(chosen.bodies, config.example);
  const candidates = configured.length > 0 ? configured : chosen.bodies;
  const body = accepted(request, candidates);
  if (body === undefined) return notAcceptable(candidates);
  const headers = ['content-type', body.mediaType, ...headersOf(chosen, applied, config)];
  return { kind: 'answer', status, headers, body: body.bytes, isMocked: true };
}

/** A status itself, else its class, else `default`. */
function findAnswer(answers: readonly PreparedAnswer[], status: number): PreparedAnswer | undefined {
  for (const name of [String(status), `${Math.floor(status / 100)}XX`, 'default']) {
    const found = answers.find((one) => one.status === name);
    if (found) return found;
  }
  return undefined;
}

function usualAnswer(
  answers: readonly PreparedAnswer[],
  status: number | undefined,
): PreparedAnswer | undefined {
  if (status !== undefined) return findAnswer(answers, status);
  // A class stands behind every code of it: letters sort after digits.
  const sorted = answers.toSorted((a, b) => (a.status < b.status ? -1 : 1));
  return (
    sorted.find((one) => /^[23]/.test(one.status)) ??
    sorted.find((one) => one.status === 'default') ??
    sorted.find((one) => !one.status.startsWith('1'))
  );
}

function usualStatus(name: string): number {
  if (name === 'default') return 200;
  return Number(name.replace('XX', '00'));
}

function namedBodies(bodies: readonly Body[], name: string | null): readonly Body[] {
  return name === null || name === '' ? [] : bodies.filter((body) => body.name === name);
}

/** The most wanted of the bodies, and of several the first. */
function accepted(request: PolicyRequest, bodies: readonly Body[]): Body | undefined {
  const quality = createAcceptance(request.headerValues('accept'));
  let best: Body | undefined;
  let most = 0;
  for (const body of bodies) {
    const wanted = quality(body.mediaType);
    if (wanted > most) {
      best = body;
      most = wanted;
    }
  }
  return best;
}

function headersOf({ headers }: PreparedAnswer, applied: readonly string[], { prefer }: MockConfig) {
  const vary = prefer ? 'accept, prefer' : 'accept';
  const preferences = applied.length > 0 ? ['preference-applied', applied.join(', ')] : [];
  return ['vary', vary, ...preferences, ...headers];
}

function quoted(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '?');
  return /^[\w.-]+$/.test(plain) ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`;
}

function missing(status: number | undefined): Reject {
  const which = status === undefined ? '' : ` with status ${status}`;
  return {
    kind: 'reject',
    problem: 'mock_missing',
    detail: `The description of this operation has no answer${which} to mock.`,
  };
}

function notAcceptable(bodies: readonly Body[]): Reject {
  const types = [...new Set(bodies.map(({ mediaType }) => mediaType))].slice(0, 20).join(', ');
  return {
    kind: 'reject',
    problem: 'not_acceptable',
    detail: `The examples of this operation are ${types}: send an Accept header that takes one.`,
  };
}
