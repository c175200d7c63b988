import type { UpstreamCredentialInput } from '@tollgate/contract/apis';
import type { KeptCredential } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { credentialFault, credentialSealedFor } from '@tollgate/domain/upstreams/upstream-credential';
import type { ApiVersionRow } from '../api-versions/to-api-version.ts';
import type { Ctx } from '../context/ctx.ts';
import { openFor, sealFor } from '../sealing/seal-for.ts';

const SECRET = 'credential.secret';

/**
 * What is kept of an upstream's credential. Without a new secret the one before stays. Throws `validation_failed` with the
 * field for one that could not be sent.
 */
export function sealCredential(
  ctx: Ctx,
  before: ApiVersionRow,
  { in: place, name, secret }: UpstreamCredentialInput,
): KeptCredential {
  const sealedFor = credentialSealedFor(ctx.tenantId, before.id);
  if (secret === undefined && !before.credential) throw refuse(SECRET, 'is needed');
  const text = secret ?? openFor(ctx, SECRET, sealedFor, before.credential?.sealed ?? '');
  const fault = credentialFault({ in: place, name }, text);
  if (fault) throw refuse(`credential.${fault.field}`, fault.message);
  const setAt = secret === undefined ? before.credential?.setAt : undefined;
  return {
    in: place,
    name,
    sealed: sealFor(ctx, SECRET, sealedFor, text),
    setAt: setAt ?? ctx.now().toISOString(),
  };
}

/**
 * Refuses that a kept credential goes to a host it was not set for: whoever may change an address could read it there.
 * Throws `validation_failed` with the field of the address.
 */
export function requireKnownHosts(before: ApiVersionRow, change: Addresses): void {
  if (!before.credential) return;
  const known = new Set(addressesOf(before).map(([, url]) => new URL(url).origin));
  for (const [location, url] of addressesOf({ balancing: null, ...change })) {
    if (known.has(new URL(url).origin)) continue;
    throw refuse(
      location,
      'is a host that the credential was not set for',
      'Set the credential again with the same call, or turn it off first.',
    );
  }
}

type Addresses = Pick<Partial<ApiVersionRow>, 'upstreamUrl' | 'balancing' | 'routing'>;

// A mirror is not among them: it is never sent the credential.
function addressesOf({ upstreamUrl, balancing, routing }: Addresses): [string, string][] {
  const targets = (balancing?.targets ?? []).map(({ url }, index): [string, string] => [
    `balancing.targets.${index}.url`,
    url,
  ]);
  if (routing?.canary) targets.push(['routing.canary.url', routing.canary.url]);
  return upstreamUrl === undefined ? targets : [['upstreamUrl', upstreamUrl], ...targets];
}

function refuse(location: string, message: string, fix?: string): DomainError {
  return new DomainError('validation_failed', { errors: [{ location, message, ...(fix ? { fix } : {}) }] });
}
