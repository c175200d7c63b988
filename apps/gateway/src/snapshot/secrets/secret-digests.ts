import { hash } from 'node:crypto';

const MOST_SECRETS = 10_000;

/**
 * SHA-256 of secrets that callers send, by which they are looked up. Those that led somewhere come again with every
 * request, so their digests are kept.
 */
export class SecretDigests {
  readonly #kept = new Map<string, string>();

  /** The digest in lower-case hex. */
  digest(secret: string): string {
    return this.#kept.get(secret) ?? hash('sha256', secret, 'latin1');
  }

  /** Whether its digest is kept. */
  has(secret: string): boolean {
    return this.#kept.has(secret);
  }

  /** Keeps the digest of a secret that is one. */
  keep(secret: string, digest: string): void {
    if (this.#kept.has(secret)) return;
    if (this.#kept.size >= MOST_SECRETS) this.#kept.clear();
    // A copy: the secret as it came is part of a request's head, and would keep all of it.
    this.#kept.set(Buffer.from(secret, 'latin1').toString('latin1'), digest);
  }
}
