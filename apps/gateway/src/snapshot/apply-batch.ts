import { readKeys } from '@tollgate/domain/jwt/key-set';
import type { Change, ChangeBatch, SnapshotKind, SnapshotRecord } from '@tollgate/domain/snapshot';
import type { ConfigurationIndex } from './configuration-index.ts';

/** A configuration that was not activated; the last good one stays. */
export class ConfigurationRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ConfigurationRefused';
  }
}

/** The order in which records are put, so that what they point at is there. */
const PUT_ORDER: readonly SnapshotKind[] = [
  'tenant',
  'api_version',
  'product',
  'plan_version',
  'subscription',
  'key',
  'client',
  'certificate',
  'signing_key',
];

/** Kinds that no record points at. */
const POINTED_AT_BY_NONE: ReadonlySet<string> = new Set([
  'key',
  'client',
  'certificate',
  'signing_key',
  'subscription',
]);

/** Applies a batch whole, or throws `ConfigurationRefused` with the index untouched. */
export function applyBatch(index: ConfigurationIndex, batch: ChangeBatch): void {
  if (batch.after !== index.changeNumber) {
    throw new ConfigurationRefused(`a batch after ${batch.after} does not follow ${index.changeNumber}`);
  }
  if (batch.changeNumber < batch.after) throw new ConfigurationRefused('a batch leads back in time');
  const latest = latestChanges(batch.changes);
  checkReferences(index, latest);
  // Routes that go or move make room first, so that two versions may swap their paths in one batch.
  for (const change of latest.values()) {
    if (change.record === null) index.remove(change.kind, change.id);
    else if (change.kind === 'api_version') index.makeRoom(change.id);
  }
  const tenants = tenantsWithOtherPolicies(index, latest);
  for (const kind of PUT_ORDER) {
    for (const change of latest.values()) {
      if (change.kind === kind && change.record !== null) index.put(change.record);
    }
  }
  // Versions of the batch were built with them already.
  const built = new Set([...latest.values()].map(({ id }) => id));
  for (const id of tenants) index.rebuildVersions(id, built);
  index.changeNumber = batch.changeNumber;
}

function tenantsWithOtherPolicies(index: ConfigurationIndex, latest: Map<string, Change>): string[] {
  return [...latest.values()].flatMap(({ record }) => {
    if (record?.kind !== 'tenant') return [];
    const before = index.tenants.get(record.id)?.record.policies;
    return JSON.stringify(before) === JSON.stringify(record.policies) ? [] : [record.id];
  });
}

function latestChanges(changes: readonly Change[]): Map<string, Change> {
  const latest = new Map<string, Change>();
  for (const change of changes) {
    const { record } = change;
    if (record && (record.id !== change.id || record.kind !== change.kind)) {
      throw new ConfigurationRefused(`change of ${change.kind} ${change.id} holds another record`);
    }
    if (record) checkRecord(record);
    latest.set(`${change.kind} ${change.id}`, change);
  }
  return latest;
}

/** Refuses what has the right shape and no meaning: a date that is none would be an expiry that never comes. */
export function checkRecord(record: SnapshotRecord): void {
  for (const [name, value] of datesOf(record)) {
    if (value !== null && Number.isNaN(Date.parse(value))) {
      throw new ConfigurationRefused(`${record.kind} ${record.id} has no date in ${name}`);
    }
  }
  if (record.kind === 'key' && !/^[0-9a-f]{64}$/.test(record.hash)) {
    throw new ConfigurationRefused(`key ${record.id} has no SHA-256`);
  }
  if (record.kind === 'client' && !/^[0-9a-f]{64}$/.test(record.secretHash)) {
    throw new ConfigurationRefused(`client ${record.id} has no SHA-256`);
  }
  if (record.kind === 'certificate' && !/^[0-9a-f]{64}$/.test(record.fingerprint)) {
    throw new ConfigurationRefused(`certificate ${record.id} has no SHA-256`);
  }
  if (record.kind === 'signing_key' && !isPublicKey(record.jwk)) {
    throw new ConfigurationRefused(`signing key ${record.id} is no public key`);
  }
}

function isPublicKey(jwk: Record<string, string>): boolean {
  try {
    return readKeys([jwk]).length === 1;
  } catch {
    return false;
  }
}

function datesOf(record: SnapshotRecord): [string, string | null][] {
  switch (record.kind) {
    case 'api_version':
      return [
        ['deprecatedAt', record.deprecatedAt],
        ['sunsetAt', record.sunsetAt],
      ];
    case 'subscription':
      return [['anchorAt', record.anchorAt]];
    case 'key':
      return [
        ['expiresAt', record.expiresAt],
        ['revokedAt', record.revokedAt],
      ];
    case 'client':
      return [
        ['oldSecretEndsAt', record.oldSecretEndsAt],
        ['revokedAt', record.revokedAt],
      ];
    case 'certificate':
      return [['revokedAt', record.revokedAt]];
    default:
      return [];
  }
}

/** What a record points at. */
export function referencesOf(record: SnapshotRecord): [SnapshotKind, string][] {
  switch (record.kind) {
    case 'tenant':
      return [];
    case 'api_version':
    case 'key':
    case 'client':
    case 'certificate':
    case 'signing_key':
      return [['tenant', record.tenantId]];
    case 'product':
      return [
        ['tenant', record.tenantId],
        ...record.covers.map((cover): [SnapshotKind, string] => ['api_version', cover.apiVersionId]),
      ];
    case 'plan_version':
      return [
        ['tenant', record.tenantId],
        ['product', record.productId],
      ];
    case 'subscription':
      return [
        ['tenant', record.tenantId],
        ['product', record.productId],
        ['plan_version', record.planVersionId],
      ];
  }
}

function checkReferences(index: ConfigurationIndex, latest: Map<string, Change>): void {
  const removed = new Set<string>();
  for (const [name, { record, kind, id }] of latest) {
    if (record === null) {
      if (index.has(kind, id)) removed.add(name);
      continue;
    }
    for (const [toKind, toId] of referencesOf(record)) {
      const change = latest.get(`${toKind} ${toId}`);
      const isThere = change ? change.record !== null : index.has(toKind, toId);
      if (!isThere)
        throw new ConfigurationRefused(`${record.kind} ${record.id} points at no ${toKind} ${toId}`);
    }
  }
  if (removed.size > 0) checkNothingPointsAt(index, removed, latest);
}

function checkNothingPointsAt(
  index: ConfigurationIndex,
  removed: Set<string>,
  latest: Map<string, Change>,
): void {
  const kinds = new Set([...removed].map((name) => name.slice(0, name.indexOf(' '))));
  if (kinds.size === 0 || [...kinds].every((kind) => POINTED_AT_BY_NONE.has(kind))) return;
  for (const record of index.records({ withKeys: kinds.has('tenant') })) {
    if (latest.has(`${record.kind} ${record.id}`)) continue;
    for (const [toKind, toId] of referencesOf(record)) {
      if (removed.has(`${toKind} ${toId}`)) {
        throw new ConfigurationRefused(`${record.kind} ${record.id} still points at ${toKind} ${toId}`);
      }
    }
  }
}
