import { z } from 'zod';
import { editsOf } from './header-edits.ts';
import type { PolicyRequest } from './policy.ts';
import { renderTemplate, Template } from './templates.ts';

const Pointer = z
  .string()
  .max(500)
  .regex(/^(?:\/(?:[^~/]|~[01])*)+$/, 'must be a JSON pointer such as /customer/name')
  .refine((pointer) => !segmentsOf(pointer).includes('__proto__'), 'must not name __proto__');

/** The settings by which policies edit a JSON body. */
export const BODY_EDITS = {
  setBody: editsOf(Template)
    .superRefine((edits, context) => {
      for (const pointer of Object.keys(edits)) {
        const issue = Pointer.safeParse(pointer).error?.issues[0];
        if (issue) context.addIssue({ code: 'custom', path: [pointer], message: issue.message });
      }
    })
    .describe(
      'Places in a JSON body to set, one a line: /pointer: value. What is JSON is set as JSON, all else as text; variables as above.',
    ),
  removeBody: z
    .array(Pointer)
    .max(30)
    .default([])
    .meta({ format: 'lines' })
    .describe('Places in a JSON body to remove, one JSON pointer a line.'),
  maxBodyBytes: z
    .int()
    .min(1)
    .max(1_048_576)
    .default(262_144)
    .describe('Most bytes of a JSON body that is changed; a larger one is refused.'),
};

export interface BodyEdits {
  readonly setBody: Readonly<Record<string, string>>;
  readonly removeBody: readonly string[];
  readonly maxBodyBytes: number;
}

/** Whether a configuration edits bodies. */
export function editsBody({ setBody, removeBody }: BodyEdits): boolean {
  return removeBody.length > 0 || Object.keys(setBody).length > 0;
}

const DECODER = new TextDecoder('utf-8', { fatal: true });
const ENCODER = new TextEncoder();

/**
 * A JSON body after removing and setting, in this order; what leads nowhere is left as it is. Null when the body is not
 * JSON. Numbers keep the digits they came with, also those a double cannot hold.
 */
export function editBody(body: Uint8Array, edits: BodyEdits, request: PolicyRequest): Uint8Array | null {
  try {
    const root = { value: parseExactly(DECODER.decode(body)) };
    for (const pointer of edits.removeBody) remove(root, segmentsOf(pointer));
    for (const [pointer, text] of Object.entries(edits.setBody)) {
      set(root, segmentsOf(pointer), renderValue(text, request));
    }
    return ENCODER.encode(JSON.stringify(root.value));
  } catch (error) {
    // No JSON, no UTF-8, or nested deeper than can be walked.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      return null;
    throw error;
  }
}

interface RawJson {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): boolean;
}
const { rawJSON, isRawJSON } = JSON as unknown as RawJson;

function parseExactly(text: string): unknown {
  const exact = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
      ? rawJSON(context.source)
      : value;
  return JSON.parse(text, exact);
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

// Variables are filled in after the setting was read as JSON: nothing a caller sends becomes JSON.
function renderValue(text: string, request: PolicyRequest): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return renderTemplate(value, request);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)]));
  };
  try {
    return fill(JSON.parse(text));
  } catch {
    return renderTemplate(text, request);
  }
}

function isContainer(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === 'object' && value !== null && !isRawJSON(value);
}

function remove(root: { value: unknown }, segments: readonly string[]): void {
  let at: unknown = root.value;
  for (const segment of segments.slice(0, -1)) {
    if (!isContainer(at) || !Object.hasOwn(at, segment)) return;
    at = (at as Record<string, unknown>)[segment];
  }
  const last = segments.at(-1) as string;
  if (!isContainer(at)) return;
  if (!Array.isArray(at)) delete at[last];
  else if (isIndex(last) && Number(last) < at.length) at.splice(Number(last), 1);
}

function set(root: { value: unknown }, segments: readonly string[], value: unknown): void {
  let at: unknown = root.value;
  for (const [depth, segment] of segments.entries()) {
    if (!isContainer(at)) return;
    const isLast = depth === segments.length - 1;
    if (Array.isArray(at)) {
      const index = segment === '-' ? at.length : isIndex(segment) ? Number(segment) : -1;
      if (index < 0 || index > at.length) return;
      if (isLast) at[index] = value;
      else if (index === at.length) return;
      at = at[index];
    } else {
      if (isLast) at[segment] = value;
      else if (!Object.hasOwn(at, segment)) at[segment] = {};
      at = at[segment];
    }
  }
}

function isIndex(segment: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(segment);
}
