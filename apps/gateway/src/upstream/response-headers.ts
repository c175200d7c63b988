import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts';

const OURS: ReadonlySet<string> = new Set(['x-request-id', 'ratelimit', 'ratelimit-policy', 'via']);

const MOST_HEADERS = 200;

/**
 * Headers of an upstream's answer as undici gives them, without those of its connection and those that are ours.
 * Throws when there are more than any honest answer has.
 */
export function clientResponseHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  ours: readonly string[],
): string[] {
  const { connection } = headers;
  const named = connection === undefined ? null : namedByConnection([connection].flat());
  const result: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || HOP_BY_HOP.has(name) || named?.has(name)) continue;
    if (OURS.has(name) || name.startsWith('tollgate-') || isRepeated(ours, name)) continue;
    if (typeof value === 'string') result.push(name, value);
    else for (const one of value) result.push(name, one);
  }
  if (result.length > 2 * MOST_HEADERS) throw new Error('the answer has too many headers');
  for (let i = 0; i < ours.length; i++) result.push(ours[i] as string);
  return result;
}

/** Lists that may stand more than once: ours and the upstream's do not exclude each other. */
const JOINABLE: ReadonlySet<string> = new Set(['server-timing', 'vary', 'link']);

function isRepeated(ours: readonly string[], name: string): boolean {
  if (JOINABLE.has(name)) return false;
  for (let i = 0; i < ours.length; i += 2) if (ours[i] === name) return true;
  return false;
}
