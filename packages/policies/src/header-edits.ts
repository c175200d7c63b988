import { z } from 'zod';
import { FreeHeaderName } from './header-names.ts';
import type { HeaderPairs, PolicyRequest } from './policy.ts';
import { renderTemplate, Template, VARIABLES_HINT } from './templates.ts';

const MOST_EDITS = 30;
const MOST_VALUE_BYTES = 4096;

/** Values by the names of what is edited. */
export function editsOf<Value extends z.ZodType>(value: Value) {
  return z
    .record(z.string().max(500), value)
    .refine((edits) => Object.keys(edits).length <= MOST_EDITS, `at most ${MOST_EDITS}`)
    .default({});
}

function byHeader<Value extends z.ZodType<string>>(value: Value) {
  return editsOf(value).superRefine((edits, context) => {
    for (const name of Object.keys(edits)) {
      const issue = FreeHeaderName.safeParse(name).error?.issues[0];
      if (issue) context.addIssue({ code: 'custom', path: [name], message: issue.message });
    }
  });
}

/** The settings by which policies edit headers. */
export const HEADER_EDITS = {
  removeHeaders: z.array(FreeHeaderName).max(MOST_EDITS).default([]).describe('Headers to remove.'),
  renameHeaders: byHeader(FreeHeaderName).describe('Headers to rename, one a line: old-name: new-name.'),
  setHeaders: byHeader(Template).describe(
    `Headers to set in place of what is there, one a line: name: value. ${VARIABLES_HINT}`,
  ),
  addHeaders: byHeader(Template).describe('Headers to add to what is there, one a line: name: value.'),
};

export interface HeaderEdits {
  readonly removeHeaders: readonly string[];
  readonly renameHeaders: Readonly<Record<string, string>>;
  readonly setHeaders: Readonly<Record<string, string>>;
  readonly addHeaders: Readonly<Record<string, string>>;
}

/** Whether a configuration edits any header. */
export function editsHeaders(edits: HeaderEdits): boolean {
  const { removeHeaders, renameHeaders, setHeaders, addHeaders } = edits;
  return (
    removeHeaders.length > 0 ||
    [renameHeaders, setHeaders, addHeaders].some((record) => Object.keys(record).length > 0)
  );
}

/** Headers after removing, renaming, setting and adding, in this order; names in lower case. */
export function editHeaders(headers: HeaderPairs, edits: HeaderEdits, request: PolicyRequest): string[] {
  const renamed = new Map(
    Object.entries(edits.renameHeaders).map(([from, to]) => [from.toLowerCase(), to.toLowerCase()]),
  );
  const set = lowerCased(edits.setHeaders);
  const result: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (edits.removeHeaders.includes(name)) continue;
    const now = renamed.get(name) ?? name;
    if (!set.has(now)) result.push(now, headers[i + 1] as string);
  }
  for (const [name, value] of [...set, ...lowerCased(edits.addHeaders)]) {
    result.push(name, toHeaderValue(renderTemplate(value, request)));
  }
  return result;
}

function lowerCased(record: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
}

// What a caller sent must not end the line.
function toHeaderValue(text: string): string {
  return text
    .replace(/[^\t\x20-\x7e]/g, '')
    .slice(0, MOST_VALUE_BYTES)
    .trim();
}
