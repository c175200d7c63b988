import type { OperationRecord } from '@tollgate/domain/snapshot';
import type { RequestHead } from '../../http/exchange.ts';
import type { ConfigurationIndex } from '../../snapshot/configuration-index.ts';
import type { Authorisation, VersionEntry } from '../../snapshot/entries.ts';
import type { CompiledPolicies } from '../compile-policies.ts';
import type { Location } from '../locate.ts';

/** The policies of the operation that a request is for; those of its version where the operation has none of its own. */
export function policiesAt(version: VersionEntry, location: Location, head: RequestHead): CompiledPolicies {
  const own = version.operationPolicies;
  if (own === null) return version.policies;
  const operation = location.operation ?? operationAsked(version, location, head);
  return own.get(operation?.id ?? '') ?? version.policies;
}

/**
 * The policies of an operation for who calls; the same where neither product nor plan has any. Null when they cannot be
 * run: a request does not go on without them.
 */
export function policiesOfCaller(
  index: ConfigurationIndex | null,
  base: CompiledPolicies | null,
  authorisation: Authorisation | null,
  location: Location | null,
): CompiledPolicies | null {
  if (!authorisation) return null;
  const { product, planVersion } = authorisation;
  if (product.record.policies === undefined && planVersion.policies === undefined) return base;
  if (!base || !index || !location?.version) return null;
  return index.callerPolicies.of(base, product, planVersion, location.version);
}

// A preflight is about the request that comes after it, whose operation decides whether it may.
function operationAsked(
  version: VersionEntry,
  location: Location,
  head: RequestHead,
): OperationRecord | undefined {
  if (head.method !== 'OPTIONS') return undefined;
  const [method] = head.lines.values('access-control-request-method');
  if (method === undefined) return undefined;
  return version.operations.match(method, location.rest, head, location.query)?.route?.operation;
}
