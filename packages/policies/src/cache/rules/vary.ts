import { valuesIn } from '../../media-type.ts';
import type { HeaderPairs } from '../../policy.ts';

/** Headers that only the gateway gives the upstream: what an answer made of them is not known here. */
const OF_THE_GATEWAY = /^(?:tollgate-|x-forwarded-|x-real-ip$|x-request-id$|traceparent$|via$|forwarded$)/;

/** Names of the request's headers an answer was chosen by; null when it may never be given again. */
export function variedBy(headers: HeaderPairs): readonly string[] | null {
  const names: string[] = [];
  for (const line of valuesIn(headers, 'vary')) {
    for (const part of line.split(',')) {
      const name = part.trim().toLowerCase();
      if (name === '*' || OF_THE_GATEWAY.test(name)) return null;
      if (name !== '' && !names.includes(name)) names.push(name);
    }
  }
  return names;
}

/** What a request says in those headers, so that two texts are alike when the requests are. */
export function selectionOf(names: readonly string[], request: HeaderPairs): string {
  if (names.length === 0) return '';
  return JSON.stringify(names.map((name) => plainList(valuesIn(request, name))));
}

// Blanks around the parts of a list mean nothing, nor does on how many lines they stand. A header that is not there
// differs from one that is empty.
function plainList(lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  return lines
    .join(',')
    .split(',')
    .map((part) => part.trim())
    .join(',');
}
