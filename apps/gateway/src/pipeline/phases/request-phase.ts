import { isEncoded, isJsonType } from '@tollgate/policies/media-type';
import { type Caller, CONTINUE, type Decision, type Principal, type Reject } from '@tollgate/policies/policy';
import type { BodyReader, RequestBody } from '../../http/exchange.ts';
import type { Authorisation } from '../../snapshot/entries.ts';
import type { CompiledPolicies } from '../compile-policies.ts';
import type { PolicyEngine, PolicyObserver } from '../policy-engine.ts';
import type { PolicyView } from '../policy-view.ts';
import type { BodyBudget } from './body-budget.ts';

/** What request policies run with. */
export interface RequestPhase {
  readonly engine: PolicyEngine;
  readonly bodies: BodyBudget;
  readonly policies: CompiledPolicies;
  readonly view: PolicyView;
  readonly observer: PolicyObserver;
  readonly body: RequestBody | null;
  /** The most a body may have, whoever sees it. */
  readonly maxBodyBytes: number;
}

const ENCODED: Reject = {
  kind: 'reject',
  problem: 'request_refused',
  detail: 'The body cannot be read here: send it without Content-Encoding.',
};
const NO_ROOM: Reject = {
  kind: 'reject',
  problem: 'overloaded',
  detail: 'Too many bodies are being read at once: try again shortly.',
  headers: ['retry-after', '1'],
};

/** Runs a version's request policies; a JSON body is read first where one of them needs it. */
export function runRequestPhase(phase: RequestPhase): Decision | Promise<Decision> {
  const { engine, policies, view, observer, body } = phase;
  const isRead =
    policies.requestBodyBytes > 0 && body !== null && isJsonType(view.headerValues('content-type'));
  if (!isRead) return engine.run(policies.request, view, observer);
  if (isEncoded(view.headerValues('content-encoding'))) return ENCODED;
  return readThenRun(phase, body);
}

async function readThenRun(phase: RequestPhase, body: RequestBody): Promise<Decision> {
  const { engine, policies, view, observer, bodies, maxBodyBytes } = phase;
  const maxBytes = Math.min(policies.requestBodyBytes, maxBodyBytes);
  const tooLarge: Reject = {
    kind: 'reject',
    problem: 'body_too_large',
    detail: `The body may have at most ${maxBytes} bytes.`,
  };
  if ((body.declaredBytes ?? 0) > maxBytes) return tooLarge;
  // A body of unknown length may take all it is allowed.
  const reserved = body.declaredBytes ?? maxBytes;
  if (!bodies.take(reserved)) return NO_ROOM;
  try {
    const read = await readWhole(body, maxBytes);
    if (read === 'too_large') return tooLarge;
    if (read === 'aborted') return CONTINUE;
    view.body = read;
    return await engine.run(policies.request, view, observer);
  } finally {
    bodies.giveBack(reserved);
  }
}

function readWhole(body: RequestBody, maxBytes: number): Promise<Uint8Array | 'aborted' | 'too_large'> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    const reader: BodyReader = {
      // The codec may use its buffer again once this returns.
      onChunk: (chunk) => void chunks.push(Uint8Array.from(chunk)),
      onEnd: () => resolve(Buffer.concat(chunks)),
      onFailure: resolve,
    };
    body.start(reader, maxBytes);
  });
}

/** Who calls, as policies from admission on see it. */
export function callerOf({ subscription, planVersion }: Authorisation, principal: Principal): Caller {
  return {
    appId: principal.appId,
    keyId: principal.keyId,
    subscriptionId: subscription.record.id,
    planId: planVersion.planId,
    environment: principal.environment,
    credentialHeaders: principal.credentialHeaders,
  };
}
