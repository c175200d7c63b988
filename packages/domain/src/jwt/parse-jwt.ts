import type { JwtAlgorithm } from './algorithm-names.ts';
import { isJwtAlgorithm } from './algorithms.ts';

/** A signed JWT taken apart; nothing of it is proved yet. */
export interface ParsedJwt {
  readonly algorithm: JwtAlgorithm | null;
  readonly keyId: string | null;
  /** `typ` of the header in lower case. */
  readonly type: string | null;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The bytes that are signed. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Longer tokens are refused unread. */
export const MAX_JWT_LENGTH = 8192;
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** Takes a compact signed JWT apart; undefined for what is none, such as an encrypted one or one with `crit`. */
export function parseJwt(text: string): ParsedJwt | undefined {
  if (text.length > MAX_JWT_LENGTH || !COMPACT.test(text)) return undefined;
  const [head, body, signature] = text.split('.') as [string, string, string];
  const header = parsePart(head);
  const claims = parsePart(body);
  if (!header || !claims || 'crit' in header || 'b64' in header) return undefined;
  return {
    algorithm: isJwtAlgorithm(header.alg) ? header.alg : null,
    keyId: typeof header.kid === 'string' ? header.kid : null,
    type: typeof header.typ === 'string' ? header.typ.toLowerCase() : null,
    claims,
    signed: Buffer.from(text.slice(0, head.length + 1 + body.length), 'latin1'),
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** A claim as a text; undefined when it is absent or something else. */
export function textClaim(claims: ParsedJwt['claims'], name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A claim as whole texts: a list of them, or one. */
export function listClaim(claims: ParsedJwt['claims'], name: string): readonly string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** A time claim in Unix milliseconds; undefined when absent, NaN when it is no time. */
export function timeClaim(claims: ParsedJwt['claims'], name: string): number | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (value === undefined) return undefined;
  return typeof value === 'number' ? value * 1000 : Number.NaN;
}

function parsePart(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')),
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
