import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Environment } from '@tollgate/domain/environment';
import type { BodyDigest, Decision, PolicyHandler, PolicyRequest, Reject } from '../policy.ts';
import { readContentDigest, readSignature, type SentSignature } from './read-signature.ts';
import { ReplayGuard } from './replay-guard.ts';
import type { HmacConfig } from './schema.ts';
import { signatureBase } from './signature-base.ts';

/** What the handler needs to know of a client that signs. */
export interface SignerFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly environment: Environment;
  readonly revokedAt: string | null;
  /** The secret as text; null when this gateway could not open it. */
  readonly secret: string | null;
  readonly oldSecret: string | null;
  /** RFC 3339; until then the old secret works. */
  readonly oldSecretEndsAt: string | null;
}

export interface HmacDeps {
  /** Looks a client that signs up in memory. */
  findSigner(id: string): SignerFacts | undefined;
  /** Whether the clients in memory are all there are. */
  isComplete(): boolean;
}

const CHALLENGE = ['www-authenticate', 'Signature realm="api"'];
/** What the signature of a client that does not exist is held against, so that both take the same time. */
const NOBODY = randomBytes(32).toString('base64');
const MISSING: Reject = {
  ...refuse('credentials_missing', 'Sign the request by RFC 9421 and send Signature-Input and Signature.'),
  credential: 'absent',
};
const WRONG = refuse(
  'signature_wrong',
  'The signature is not that of a client here over this request: compare the text that was signed, and the secret.',
);
const REVOKED = refuse('token_revoked', 'This client was revoked: create another in the portal.');
const REPLAYED = refuse('signature_replayed', 'This signature was used before: sign each request anew.');

/** Makes the handler of the hmac policy. */
export function createHmacHandler(deps: HmacDeps): PolicyHandler<HmacConfig> {
  const replays = new ReplayGuard();
  return (request, config) => {
    const sent = readSignature(request);
    if (!sent) return MISSING;
    if ('fault' in sent) {
      const malformed = refuse('signature_malformed', sent.fault);
      return sent.isForeign ? { ...malformed, credential: 'foreign' } : malformed;
    }
    const refusal = refuseByTime(sent, request.nowMs, config) ?? refuseByCover(sent, request, config);
    if (refusal) return refusal;
    const isBodyCovered = covers(sent, 'content-digest');
    const bodyDigests = isBodyCovered ? readContentDigest(request) : undefined;
    if (isBodyCovered && !bodyDigests) {
      return refuse('signature_malformed', 'Content-Digest holds no sha-256=:…: or sha-512=:…:.');
    }
    const found = signatureBase(request, sent.covered);
    if ('missing' in found) {
      return refuse('signature_malformed', `The signature covers ${found.missing}, which is not there.`);
    }
    const client = deps.findSigner(sent.clientId);
    const signer = client?.tenantId === request.tenantId ? client : undefined;
    const isRight = isSigned(sent, found.base, signer, request.nowMs);
    if (signer?.secret === null || (!signer && !deps.isComplete())) return notReady();
    if (!signer || !isRight) return WRONG;
    if (signer.revokedAt !== null) return REVOKED;
    if (config.refuseReplays && isReplayed(sent, signer, request, config, replays)) return REPLAYED;
    return admit(signer, bodyDigests, config);
  };
}

function admit(
  signer: SignerFacts,
  bodyDigests: readonly BodyDigest[] | undefined,
  config: HmacConfig,
): Decision {
  return {
    kind: 'continue',
    principal: {
      keyId: signer.id,
      appId: signer.appId,
      environment: signer.environment,
      credentialHeaders: ['signature', 'signature-input'],
      ...(bodyDigests ? { bodyDigests } : {}),
    },
    ...(bodyDigests ? { maxBodyBytes: config.maxBodyBytes } : {}),
  };
}

function refuseByTime(sent: SentSignature, nowMs: number, config: HmacConfig): Reject | undefined {
  const skewMs = config.clockSkewSeconds * 1000;
  const createdMs = sent.createdAt * 1000;
  if (createdMs > nowMs + skewMs) {
    return refuse('signature_expired', 'created lies in the future: check the clock of the caller.');
  }
  if (endOf(sent, config) <= nowMs) {
    return refuse(
      'signature_expired',
      `A signature is accepted for ${config.maxAgeSeconds} seconds: sign anew.`,
    );
  }
  return undefined;
}

function endOf({ createdAt, expiresAt }: SentSignature, config: HmacConfig): number {
  const end = Math.min(createdAt + config.maxAgeSeconds, expiresAt ?? Number.POSITIVE_INFINITY);
  return (end + config.clockSkewSeconds) * 1000;
}

function refuseByCover(sent: SentSignature, request: PolicyRequest, config: HmacConfig): Reject | undefined {
  const missing = config.components.filter((name) => {
    if (name === 'content-digest' && !request.hasBody) return false;
    const isInTarget = (name === '@path' || name === '@query') && covers(sent, '@request-target');
    return !isInTarget && !covers(sent, name);
  });
  if (missing.length === 0) return undefined;
  return refuse('signature_incomplete', `The signature must also cover ${missing.join(', ')}.`);
}

function covers({ covered }: SentSignature, name: string): boolean {
  return covered.items.some(({ value, params }) => value === name && params.size === 0);
}

// Both secrets are always tried, whether there is a client or not.
function isSigned(
  sent: SentSignature,
  base: string,
  signer: SignerFacts | undefined,
  nowMs: number,
): boolean {
  const isCurrent = isSame(sent.signature, signer?.secret ?? NOBODY, base);
  const isOld = isSame(sent.signature, signer?.oldSecret ?? NOBODY, base);
  const oldEndsAtMs = signer?.oldSecretEndsAt ? Date.parse(signer.oldSecretEndsAt) : 0;
  return isCurrent || (isOld && oldEndsAtMs > nowMs);
}

function isSame(signature: Uint8Array, secret: string, base: string): boolean {
  const right = createHmac('sha256', secret).update(base, 'latin1').digest();
  return signature.length === right.length && timingSafeEqual(signature, right);
}

function isReplayed(
  sent: SentSignature,
  signer: SignerFacts,
  request: PolicyRequest,
  config: HmacConfig,
  replays: ReplayGuard,
): boolean {
  const once = sent.nonce ?? Buffer.from(sent.signature).toString('latin1');
  const use = `${signer.id} ${sent.nonce === null ? 's' : 'n'} ${once}`;
  return !replays.isFirst(request.tenantId, use, endOf(sent, config), request.nowMs);
}

function notReady(): Reject {
  return {
    kind: 'reject',
    problem: 'not_ready',
    detail: 'The gateway cannot check signatures of this client yet: try again in a few seconds.',
    headers: ['retry-after', '2'],
  };
}

function refuse(problem: Reject['problem'], detail: string): Reject {
  return { kind: 'reject', problem, detail, headers: CHALLENGE };
}
