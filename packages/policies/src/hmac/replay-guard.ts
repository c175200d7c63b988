/** Signatures remembered for one tenant, at most: about 150 bytes each. */
const MAX_PER_TENANT = 50_000;

/** Remembers what was used once for as long as it could be used again, each tenant by itself. */
export class ReplayGuard {
  readonly #byTenant = new Map<string, Map<string, number>>();
  readonly #maxPerTenant: number;

  constructor(maxPerTenant = MAX_PER_TENANT) {
    this.#maxPerTenant = maxPerTenant;
  }

  /** Whether this is the first use; `endsAtMs` is when it could not be used again anyway. The oldest is forgotten first. */
  isFirst(tenantId: string, use: string, endsAtMs: number, nowMs: number): boolean {
    let used = this.#byTenant.get(tenantId);
    if (!used) {
      used = new Map();
      this.#byTenant.set(tenantId, used);
    }
    const knownEndsAtMs = used.get(use);
    if (knownEndsAtMs !== undefined && knownEndsAtMs > nowMs) return false;
    used.delete(use);
    used.set(use, endsAtMs);
    for (const [oldest, oldestEndsAtMs] of used) {
      if (oldestEndsAtMs > nowMs && used.size <= this.#maxPerTenant) break;
      used.delete(oldest);
    }
    return true;
  }

  get size(): number {
    let size = 0;
    for (const used of this.#byTenant.values()) size += used.size;
    return size;
  }
}
