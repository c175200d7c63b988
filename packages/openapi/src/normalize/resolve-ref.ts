import { isObject, type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import type { ProblemList } from './problem-list.ts';

type Target = { value: unknown; location: string };

/** Follows local `$ref`s to the first value that is none. Missing, circular and outside ones are noted. */
export function resolveRef(
  root: JsonObject,
  value: unknown,
  location: string,
  problems: ProblemList,
): Target | undefined {
  const seen = new Set<string>();
  let target: Target = { value, location };
  while (isObject(target.value) && typeof ownValue(target.value, '$ref') === 'string') {
    const ref = target.value.$ref as string;
    const at = memberLocation(target.location, '$ref');
    if (seen.has(ref)) {
      problems.add(at, `The reference ${quoted(ref)} leads back to itself.`, 'Point it at a definition.');
      return undefined;
    }
    seen.add(ref);
    const next = followRef(root, ref, at, problems);
    if (!next) return undefined;
    target = next;
  }
  return target;
}

/** The value that one local reference names, not following it any further. */
export function followRef(
  root: JsonObject,
  ref: string,
  at: string,
  problems: ProblemList,
): Target | undefined {
  if (!ref.startsWith('#')) {
    problems.add(
      at,
      `The reference ${quoted(ref)} leads outside the document.`,
      'Bundle the document into one file first, for example with `npx @redocly/cli bundle`.',
    );
    return undefined;
  }
  const path = pointerPath(ref);
  if (!path) {
    problems.add(
      at,
      `The reference ${quoted(ref)} is not a JSON pointer.`,
      'Write it like #/components/schemas/Name.',
    );
    return undefined;
  }
  let value: unknown = root;
  for (const key of path) {
    value = isObject(value) || Array.isArray(value) ? ownValue(value as JsonObject, key) : undefined;
    if (value === undefined) {
      problems.add(
        at,
        `The reference ${quoted(ref)} leads to nothing.`,
        'Define what it names, or correct its spelling.',
      );
      return undefined;
    }
  }
  return { value, location: path.reduce(memberLocation, '#') };
}

/** The keys of a local reference like `#/components/schemas/A~1B`, or undefined when it is not a pointer. */
export function pointerPath(ref: string): string[] | undefined {
  if (ref === '#') return [];
  if (!ref.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(ref.slice(2))
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}
