import type { CertificateRecord } from '@tollgate/domain/snapshot';

/** The certificates apps are known by, found by tenant and fingerprint. */
export class CertificateBook {
  readonly #byId = new Map<string, CertificateRecord>();
  readonly #byFingerprint = new Map<string, CertificateRecord[]>();

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  records(): Iterable<CertificateRecord> {
    return this.#byId.values();
  }

  put(record: CertificateRecord): void {
    this.remove(record.id);
    this.#byId.set(record.id, record);
    const place = placeOf(record.tenantId, record.fingerprint);
    this.#byFingerprint.set(place, [...(this.#byFingerprint.get(place) ?? []), record]);
  }

  remove(id: string): void {
    const record = this.#byId.get(id);
    if (!record) return;
    this.#byId.delete(id);
    const place = placeOf(record.tenantId, record.fingerprint);
    const others = (this.#byFingerprint.get(place) ?? []).filter((other) => other !== record);
    if (others.length === 0) this.#byFingerprint.delete(place);
    else this.#byFingerprint.set(place, others);
  }

  /** One that was revoked and registered anew is known by the new record. */
  find(tenantId: string, fingerprint: string): CertificateRecord | undefined {
    const found = this.#byFingerprint.get(placeOf(tenantId, fingerprint));
    return found?.find(({ revokedAt }) => revokedAt === null) ?? found?.[0];
  }
}

function placeOf(tenantId: string, fingerprint: string): string {
  return `${fingerprint} ${tenantId}`;
}
