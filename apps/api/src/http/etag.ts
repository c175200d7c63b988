import { createHash } from 'node:crypto';

/** The strong ETag of a body: a hash of its bytes. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`;
}

/** Whether a list of ETags, as If-Match and If-None-Match carry it, names this one. `isWeak` ignores `W/`. */
export function matchesEtag(header: string, etag: string, isWeak = false): boolean {
  return header
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => entry === '*' || (isWeak ? entry.replace(/^W\//, '') : entry) === etag);
}
