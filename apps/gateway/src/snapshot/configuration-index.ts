import { type KeySet, readKeys } from '@tollgate/domain/jwt/key-set';
import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import type {
  ClientRecord,
  OperationRecord,
  PolicyUse,
  SigningKeyRecord,
  SnapshotRecord,
} from '@tollgate/domain/snapshot';
import type { PolicyCompiler } from '../pipeline/compile-policies.ts';
import { BasePathTable } from '../routing/base-path-table.ts';
import { CallerPolicies } from './caller-policies.ts';
import { compileVersion } from './compile-version.ts';
import {
  type ApiVersionRecord,
  type Authorisation,
  KeyEntry,
  type PlanVersionRecord,
  type ProductEntry,
  type SubscriptionEntry,
  type TenantEntry,
  type TenantRecord,
  type VersionEntry,
  type VersionSlot,
} from './entries.ts';
import { CertificateBook } from './secrets/certificate-book.ts';
import type { SecretOpener } from './secrets/open-secret.ts';
import { openSigner, type SignerEntry } from './secrets/open-signer.ts';
import { SecretDigests } from './secrets/secret-digests.ts';

/** Kinds that say who calls, and not what they may. */
const SAY_WHO_CALLS: ReadonlySet<string> = new Set(['key', 'client', 'certificate', 'signing_key']);

/**
 * All a gateway knows, arranged for look-up. Records are never edited, only replaced; `put` and `remove` are called
 * between two requests and all of a batch at once, so that no request sees half a change.
 */
export class ConfigurationIndex {
  changeNumber = 0;
  readonly tenants = new Map<string, TenantEntry>();
  readonly versions = new Map<string, VersionSlot>();
  readonly products = new Map<string, ProductEntry>();
  readonly planVersions = new Map<string, PlanVersionRecord>();
  readonly subscriptions = new Map<string, SubscriptionEntry>();
  readonly keys = new Map<string, KeyEntry>();
  readonly clients = new Map<string, ClientRecord>();
  /** Clients that sign requests, with their secrets opened. */
  readonly signers = new Map<string, SignerEntry>();
  readonly certificates = new CertificateBook();
  readonly signingKeys = new Map<string, { readonly record: SigningKeyRecord; readonly keys: KeySet }>();
  readonly subscriptionsByApp = new Map<string, SubscriptionEntry[]>();
  /** What was found out by app and operation; forgotten with each change that could make it untrue. */
  readonly authorisations = new Map<string, Map<OperationRecord, Authorisation>>();
  readonly callerPolicies: CallerPolicies;
  readonly #tenantsByHost = new Map<string, TenantEntry>();
  readonly #tenantsBySlug = new Map<string, TenantEntry>();
  readonly #keysByDigest = new Map<string, KeyEntry>();
  readonly #digests = new SecretDigests();
  readonly #compilePolicies: PolicyCompiler;
  readonly #openSecret: SecretOpener;
  /** Why policies of tenants, products and plans are not those that their newest record names. */
  readonly #refusedPolicies = new Map<string, string>();

  constructor(compilePolicies: PolicyCompiler, openSecret: SecretOpener) {
    this.#compilePolicies = compilePolicies;
    this.#openSecret = openSecret;
    this.callerPolicies = new CallerPolicies(compilePolicies);
  }

  /** Whether this token led to a key lately. */
  isKnown(token: string): boolean {
    return this.#digests.has(token);
  }

  findKey(token: string): KeyEntry | undefined {
    const digest = this.#digests.digest(token);
    const key = this.#keysByDigest.get(digest);
    if (key) this.#digests.keep(token, digest);
    return key;
  }

  tenantByHost(host: string): TenantEntry | undefined {
    return this.#tenantsByHost.get(host);
  }

  tenantBySlug(slug: string): TenantEntry | undefined {
    return this.#tenantsBySlug.get(slug);
  }

  /** Why parts of the configuration are not live; null when all of it is. */
  refusal(): string | null {
    const reasons: string[] = [];
    for (const [id, slot] of this.versions) {
      if (slot.refused) reasons.push(`${id}: ${slot.refused.reason}`);
    }
    for (const { id, problem } of this.signers.values()) if (problem) reasons.push(`${id}: ${problem}`);
    for (const [id, reason] of this.#refusedPolicies) reasons.push(`${id}: ${reason}`);
    return reasons.length === 0 ? null : reasons.join('; ').slice(0, 1000);
  }

  has(kind: SnapshotRecord['kind'], id: string): boolean {
    switch (kind) {
      case 'tenant':
        return this.tenants.has(id);
      case 'api_version':
        return this.versions.has(id);
      case 'product':
        return this.products.has(id);
      case 'plan_version':
        return this.planVersions.has(id);
      case 'subscription':
        return this.subscriptions.has(id);
      case 'key':
        return this.keys.has(id);
      case 'client':
        return this.clients.has(id);
      case 'certificate':
        return this.certificates.has(id);
      case 'signing_key':
        return this.signingKeys.has(id);
    }
  }

  /** Every record that serves, those before that others point at. */
  *records({ withKeys = true } = {}): Generator<SnapshotRecord> {
    for (const entry of this.tenants.values()) yield entry.record;
    for (const slot of this.versions.values()) {
      const record = slot.active?.record ?? slot.refused?.record;
      if (record) yield record;
    }
    for (const entry of this.products.values()) yield entry.record;
    yield* this.planVersions.values();
    for (const entry of this.subscriptions.values()) yield entry.record;
    if (withKeys) for (const entry of this.keys.values()) yield entry.toRecord();
    yield* this.clients.values();
    yield* this.certificates.records();
    for (const entry of this.signingKeys.values()) yield entry.record;
  }

  /** `lender` has what serves in place of what may not, when this index never had it. */
  put(record: SnapshotRecord, lender?: ConfigurationIndex | null): void {
    this.#forget(record.kind);
    switch (record.kind) {
      case 'tenant': {
        const before = (this.tenants.get(record.id) ?? lender?.tenants.get(record.id))?.record;
        this.#putTenant(this.#withGoodPolicies('tenant', record, before));
        break;
      }
      case 'api_version':
        this.#putVersion(record, lender?.versions.get(record.id)?.active);
        break;
      case 'product': {
        const before = (this.products.get(record.id) ?? lender?.products.get(record.id))?.record;
        const covers = record.covers.map(
          (cover) => [cover.apiVersionId, cover.operationIds && new Set(cover.operationIds)] as const,
        );
        const served = this.#withGoodPolicies('product', record, before);
        this.products.set(record.id, { record: served, covers: new Map(covers) });
        break;
      }
      case 'plan_version': {
        const before = this.planVersions.get(record.id) ?? lender?.planVersions.get(record.id);
        this.planVersions.set(record.id, this.#withGoodPolicies('plan', record, before));
        break;
      }
      case 'subscription':
        this.#putSubscription({ record, anchorAt: new Date(record.anchorAt) });
        break;
      case 'key':
        this.#putKey(new KeyEntry(record, this.tenants.get(record.tenantId)?.record.id ?? record.tenantId));
        break;
      case 'client':
        this.clients.set(record.id, record);
        this.signers.delete(record.id);
        if (record.sealedSecret) this.signers.set(record.id, openSigner(record, this.#openSecret));
        break;
      case 'certificate':
        this.certificates.put(record);
        break;
      case 'signing_key':
        this.signingKeys.set(record.id, { record, keys: readKeys([record.jwk]) });
    }
  }

  /** Builds the versions of a tenant anew, but for those named: its own policies have changed. */
  rebuildVersions(tenantId: string, but: ReadonlySet<string>): void {
    for (const [id, { active, refused }] of this.versions) {
      const record = refused?.record ?? active?.record;
      if (record?.tenantId === tenantId && !but.has(id)) this.#putVersion(record);
    }
  }

  /** Takes a version off its path, so that another may have it; `put` brings it back. */
  makeRoom(versionId: string): void {
    this.#unroute(this.versions.get(versionId)?.active ?? null);
  }

  remove(kind: SnapshotRecord['kind'], id: string): void {
    this.#forget(kind);
    this.#refusedPolicies.delete(id);
    switch (kind) {
      case 'tenant':
        this.#removeTenant(id);
        break;
      case 'api_version':
        this.#unroute(this.versions.get(id)?.active ?? null);
        this.versions.delete(id);
        break;
      case 'product':
        this.products.delete(id);
        break;
      case 'plan_version':
        this.planVersions.delete(id);
        break;
      case 'subscription':
        this.#removeSubscription(id);
        break;
      case 'key':
        this.#removeKey(id);
        break;
      case 'client':
        this.clients.delete(id);
        this.signers.delete(id);
        break;
      case 'certificate':
        this.certificates.remove(id);
        break;
      case 'signing_key':
        this.signingKeys.delete(id);
    }
  }

  #forget(kind: SnapshotRecord['kind']): void {
    if (!SAY_WHO_CALLS.has(kind)) this.authorisations.clear();
  }

  #putTenant(record: TenantRecord): void {
    const known = this.tenants.get(record.id);
    this.#removeTenant(record.id);
    const entry: TenantEntry = {
      record,
      basePaths: known?.basePaths ?? new BasePathTable(),
    };
    this.tenants.set(record.id, entry);
    this.#tenantsBySlug.set(record.slug, entry);
    for (const host of record.hosts) this.#tenantsByHost.set(host.toLowerCase(), entry);
  }

  #removeTenant(id: string): void {
    const known = this.tenants.get(id);
    if (!known) return;
    this.tenants.delete(id);
    if (this.#tenantsBySlug.get(known.record.slug) === known) this.#tenantsBySlug.delete(known.record.slug);
    for (const host of known.record.hosts) {
      if (this.#tenantsByHost.get(host.toLowerCase()) === known)
        this.#tenantsByHost.delete(host.toLowerCase());
    }
  }

  #putVersion(record: ApiVersionRecord, lastGood?: VersionEntry | null): void {
    const before = this.versions.get(record.id)?.active ?? lastGood ?? null;
    this.#unroute(before);
    try {
      const ofTenant = this.tenants.get(record.tenantId)?.record.policies ?? [];
      const entry = compileVersion(record, ofTenant, this.#compilePolicies, this.#openSecret);
      this.#route(entry);
      this.versions.set(record.id, { active: entry, refused: null });
    } catch (error) {
      const active = before !== null && this.#canRoute(before) ? before : null;
      if (active) this.#route(active);
      this.versions.set(record.id, { active, refused: { record, reason: (error as Error).message } });
    }
  }

  // What cannot be run is not left out: the policies that were good stay. Where there were none, requests are refused.
  #withGoodPolicies<R extends { id: string; policies?: readonly PolicyUse[] | undefined }>(
    level: PolicyLevel,
    record: R,
    before: R | undefined,
  ): R {
    this.#refusedPolicies.delete(record.id);
    if (record.policies === undefined) return record;
    try {
      this.#compilePolicies([{ level, uses: record.policies }]);
      return record;
    } catch (error) {
      this.#refusedPolicies.set(record.id, (error as Error).message);
      return before ? { ...record, policies: before.policies } : record;
    }
  }

  #canRoute(entry: VersionEntry): boolean {
    return this.tenants.get(entry.record.tenantId)?.basePaths.refusal(entry) === null;
  }

  #route(entry: VersionEntry): void {
    const tenant = this.tenants.get(entry.record.tenantId);
    if (!tenant) throw new Error(`tenant ${entry.record.tenantId} is not known`);
    tenant.basePaths.add(entry);
  }

  #unroute(entry: VersionEntry | null): void {
    if (entry) this.tenants.get(entry.record.tenantId)?.basePaths.remove(entry);
  }

  #putSubscription(entry: SubscriptionEntry): void {
    this.#removeSubscription(entry.record.id);
    this.subscriptions.set(entry.record.id, entry);
    const others = this.subscriptionsByApp.get(entry.record.appId);
    if (others) others.push(entry);
    else this.subscriptionsByApp.set(entry.record.appId, [entry]);
  }

  #removeSubscription(id: string): void {
    const known = this.subscriptions.get(id);
    if (!known) return;
    this.subscriptions.delete(id);
    const rest = this.subscriptionsByApp.get(known.record.appId)?.filter((entry) => entry !== known) ?? [];
    if (rest.length > 0) this.subscriptionsByApp.set(known.record.appId, rest);
    else this.subscriptionsByApp.delete(known.record.appId);
  }

  #putKey(entry: KeyEntry): void {
    this.#removeKey(entry.id);
    this.keys.set(entry.id, entry);
    this.#keysByDigest.set(entry.digest, entry);
  }

  #removeKey(id: string): void {
    const known = this.keys.get(id);
    if (!known) return;
    this.keys.delete(id);
    if (this.#keysByDigest.get(known.digest) === known) this.#keysByDigest.delete(known.digest);
  }
}
