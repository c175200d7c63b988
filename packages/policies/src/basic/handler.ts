import { timingSafeEqual } from 'node:crypto';
import type { Environment } from '@tollgate/domain/environment';
import { hashSecret, isWellFormedSecret } from '@tollgate/domain/secrets';
import type { PolicyHandler, PolicyRequest, Reject } from '../policy.ts';
import type { BasicConfig } from './schema.ts';

/** What the handler needs to know of a client. */
export interface ClientSecretFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly environment: Environment;
  readonly revokedAt: string | null;
  /** SHA-256 in lower-case hex. */
  readonly secretHash: string;
  readonly oldSecretHash: string | null;
  /** RFC 3339; until then the old secret works. */
  readonly oldSecretEndsAt: string | null;
}

export interface BasicDeps {
  /** Looks a client up in memory. */
  findClient(id: string): ClientSecretFacts | undefined;
  /** Whether the clients in memory are all there are. */
  isComplete(): boolean;
}

const BASIC = /^basic +/i;
const CREDENTIAL = /^basic +([A-Za-z0-9+/]{1,400}={0,2})$/i;
const CHALLENGE = ['www-authenticate', 'Basic realm="api", charset="UTF-8"'];
/** What the secret of a client that does not exist is held against, so that both take the same time. */
const NOBODY = '0'.repeat(64);
const MISSING: Reject = {
  ...refuse(
    'credentials_missing',
    'Send the id and secret of your client as "Authorization: Basic <base64>".',
  ),
  credential: 'absent',
};
const WRONG = refuse('secret_wrong', 'There is no such client with this secret.');
const REVOKED = refuse('token_revoked', 'This client was revoked: create another in the portal.');

/** Makes the handler of the basic policy. */
export function createBasicHandler(deps: BasicDeps): PolicyHandler<BasicConfig> {
  return (request) => {
    const values = request.headerValues('authorization').filter((value) => BASIC.test(value));
    if (values.length === 0) return MISSING;
    const sent = values.length === 1 ? readCredential(values[0] ?? '') : undefined;
    if (!sent || !isWellFormedSecret(sent.secret, 'tg_cs')) return WRONG;
    const found = deps.findClient(sent.id);
    const client = found?.tenantId === request.tenantId ? found : undefined;
    const isRight = hasSecret(client, hashSecret(sent.secret), request);
    if (!client && !deps.isComplete()) return notReady();
    if (!client || !isRight) return WRONG;
    if (client.revokedAt !== null) return REVOKED;
    return {
      kind: 'continue',
      principal: {
        keyId: client.id,
        appId: client.appId,
        environment: client.environment,
        credentialHeaders: ['authorization'],
      },
    };
  };
}

function readCredential(value: string): { id: string; secret: string } | undefined {
  const encoded = CREDENTIAL.exec(value)?.[1];
  const text = encoded ? Buffer.from(encoded, 'base64').toString('latin1') : '';
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

// Both hashes are always compared, whether there is a client or not.
function hasSecret(client: ClientSecretFacts | undefined, hash: string, request: PolicyRequest): boolean {
  const isCurrent = isSame(client?.secretHash ?? NOBODY, hash);
  const isOld = isSame(client?.oldSecretHash ?? NOBODY, hash);
  const oldEndsAtMs = client?.oldSecretEndsAt ? Date.parse(client.oldSecretEndsAt) : 0;
  return isCurrent || (isOld && oldEndsAtMs > request.nowMs);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function notReady(): Reject {
  return {
    kind: 'reject',
    problem: 'not_ready',
    detail: 'The gateway does not know all clients yet: try again in a few seconds.',
    headers: ['retry-after', '2'],
  };
}

function refuse(problem: Reject['problem'], detail: string): Reject {
  return { kind: 'reject', problem, detail, headers: CHALLENGE };
}
