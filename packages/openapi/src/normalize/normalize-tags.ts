import type { ApiTag, ImportedOperation, TagGroup } from '../imported-api.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { isObject, ownValue } from '../text/json-value.ts';
import type { Reading } from './reading.ts';

/** The tags in the order of the document, and after them those that only operations name. */
export function normalizeTags(reading: Reading, operations: ImportedOperation[]): ApiTag[] {
  const tags = new Map<string, ApiTag>();
  const declared = ownValue(reading.root, 'tags');
  if (declared !== undefined && !Array.isArray(declared)) {
    reading.problems.add('#/tags', 'tags must be a list.', 'Write each tag as a list entry with a name.');
  }
  for (const entry of Array.isArray(declared) ? declared : []) {
    if (!isObject(entry)) continue;
    const name = cleanTagName(ownValue(entry, 'name'));
    if (!name || tags.has(name)) continue;
    const tag: ApiTag = {
      name,
      description: cleanText(ownValue(entry, 'description'), reading.limits.maxDescriptionLength),
    };
    const displayName = cleanLine(ownValue(entry, 'x-displayName') ?? ownValue(entry, 'summary'), 200);
    if (displayName) tag.displayName = displayName;
    tags.set(name, tag);
  }
  for (const operation of operations) {
    for (const name of operation.tags) if (!tags.has(name)) tags.set(name, { name, description: '' });
  }
  return [...tags.values()];
}

/** The groups of `x-tagGroups`; empty when there are none. */
export function normalizeTagGroups(reading: Reading): TagGroup[] {
  const declared = ownValue(reading.root, 'x-tagGroups');
  if (!Array.isArray(declared)) return [];
  return declared.filter(isObject).flatMap((entry) => {
    const name = cleanLine(ownValue(entry, 'name'), 200);
    return name ? [{ name, tags: cleanTagNames(ownValue(entry, 'tags')) }] : [];
  });
}

/** Tag names, each once. */
export function cleanTagNames(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.map(cleanTagName).filter(Boolean))];
}

function cleanTagName(value: unknown): string {
  return cleanLine(value, 200);
}
