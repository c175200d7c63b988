import type { HeaderLines } from '../http/wire/header-lines.ts';
import { rememberNames } from '../http/wire/remember-names.ts';
import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts';

const OURS: ReadonlySet<string> = new Set(['x-request-id', 'ratelimit', 'ratelimit-policy', 'via']);

const isDropped = rememberNames(
  (name) => HOP_BY_HOP.has(name) || OURS.has(name) || name.startsWith('tollgate-'),
);

/**
 * Headers of an upstream's answer, names in lower case, without those of its connection and those that are ours; then
 * ours.
 */
export function clientResponseHeaders({ headers, names }: HeaderLines, ours: readonly string[]): string[] {
  const named = namedByConnection(names, headers);
  const result: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (isDropped(name) || named?.has(name) || isRepeated(ours, name)) continue;
    result.push(name, headers[2 * i + 1] as string);
  }
  for (let i = 0; i < ours.length; i++) result.push(ours[i] as string);
  return result;
}

/** Lists that may stand more than once: ours and the upstream's do not exclude each other. */
const JOINABLE: ReadonlySet<string> = new Set(['server-timing', 'vary', 'link']);

function isRepeated(ours: readonly string[], name: string): boolean {
  for (let i = 0; i < ours.length; i += 2) if (ours[i] === name) return !JOINABLE.has(name);
  return false;
}
