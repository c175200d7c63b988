import { hash } from 'node:crypto';
import { isEncoded, isJsonType, isTextType } from '@tollgate/policies/media-type';
import {
  type BodyDigest,
  type Caller,
  CONTINUE,
  type Decision,
  type Principal,
  type Reject,
} from '@tollgate/policies/policy';
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
const DIGEST_MISMATCH: Reject = {
  kind: 'reject',
  problem: 'digest_mismatch',
  detail: 'The body is not the one that Content-Digest tells of.',
};
const NO_BYTES = new Uint8Array();
const NO_ROOM: Reject = {
  kind: 'reject',
  problem: 'overloaded',
  detail: 'Too many bodies are being read at once: try again shortly.',
  headers: ['retry-after', '1'],
};

/** Whether an admitted request needs nothing but to be forwarded. */
export function isForwardedAsItIs({ request, response }: CompiledPolicies, principal: Principal): boolean {
  return request.length === 0 && response.length === 0 && principal.bodyDigests === undefined;
}

/**
 * Runs a version's request policies. A body is read first where one of them needs its JSON, or where the credential
 * says what it must be.
 */
export function runRequestPhase(phase: RequestPhase): Decision | Promise<Decision> {
  const { engine, policies, view, observer, body } = phase;
  const isSeen = policies.requestBodyBytes > 0 && body !== null && isReadable(policies, view);
  if (isSeen && isEncoded(view.headerValues('content-encoding'))) return ENCODED;
  if (body !== null && (isSeen || view.caller?.bodyDigests)) return readThenRun(phase, body, isSeen);
  if (!hasDigests(NO_BYTES, view.caller?.bodyDigests)) return DIGEST_MISMATCH;
  return engine.run(policies.request, view, observer);
}

function isReadable({ readsText }: CompiledPolicies, view: PolicyView): boolean {
  const types = view.headerValues('content-type');
  return isJsonType(types) || (readsText && isTextType(types));
}

async function readThenRun(phase: RequestPhase, body: RequestBody, isSeen: boolean): Promise<Decision> {
  const { engine, policies, view, observer, bodies, maxBodyBytes } = phase;
  const maxBytes = isSeen ? Math.min(policies.requestBodyBytes, maxBodyBytes) : maxBodyBytes;
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
    if (!hasDigests(read, view.caller?.bodyDigests)) return DIGEST_MISMATCH;
    if (isSeen) view.body = read;
    else view.heldBody = read;
    return await engine.run(policies.request, view, observer);
  } finally {
    bodies.giveBack(reserved);
  }
}

function hasDigests(body: Uint8Array, digests: readonly BodyDigest[] | undefined): boolean {
  return (digests ?? []).every(({ algorithm, digest }) => hash(algorithm, body, 'buffer').equals(digest));
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
    ...(principal.bodyDigests ? { bodyDigests: principal.bodyDigests } : {}),
  };
}
