import type { PolicyRequest } from '../policy.ts';
import { renderTemplate } from '../templates.ts';

export interface QueryEdits {
  readonly removeQuery: readonly string[];
  readonly renameQuery: Readonly<Record<string, string>>;
  readonly setQuery: Readonly<Record<string, string>>;
}

/** A query after removing, renaming and setting, in this order; what is not named stays as it was written. */
export function editQuery(query: string, edits: QueryEdits, request: PolicyRequest): string {
  const renamed = new Map(Object.entries(edits.renameQuery));
  const set = Object.entries(edits.setQuery);
  const parts: string[] = [];
  for (const part of query.length > 1 ? query.slice(1).split('&') : []) {
    const end = part.indexOf('=');
    const name = decode(end === -1 ? part : part.slice(0, end));
    if (edits.removeQuery.includes(name)) continue;
    const now = renamed.get(name);
    if (set.some(([other]) => other === (now ?? name))) continue;
    if (now === undefined) parts.push(part);
    else parts.push(encodeURIComponent(now) + (end === -1 ? '' : part.slice(end)));
  }
  for (const [name, value] of set) {
    parts.push(
      `${encodeURIComponent(name)}=${encodeURIComponent(renderTemplate(value, request).toWellFormed())}`,
    );
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
