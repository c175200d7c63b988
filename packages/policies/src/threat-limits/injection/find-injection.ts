import { isJsonType } from '../../media-type.ts';
import type { PolicyRequest } from '../../policy.ts';
import type { Injection } from '../schema.ts';
import { INJECTION_PATTERNS, type InjectionPattern } from './patterns.ts';

const FORM = /^\s*application\/x-www-form-urlencoded\b/i;

/** What is written by rule rather than by people, and a credential. */
const SKIPPED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'host',
  'proxy-authorization',
  'traceparent',
  'tracestate',
  'x-api-key',
]);

/** Lines are usual in bodies, and a body becomes no header. */
const NOT_IN_BODIES: ReadonlySet<Injection> = new Set(['header']);

/** Where a request holds an injection, and the name of its pattern; never what it is. Null when it holds none. */
export function findInjection(
  request: PolicyRequest,
  body: Uint8Array | null,
  kinds: readonly Injection[],
): string | null {
  const patterns = kinds.flatMap((kind) => INJECTION_PATTERNS[kind]);
  const name =
    told('path', search(decode(request.rest), patterns)) ??
    told('query', searchForm(request.query.slice(1), patterns)) ??
    searchHeaders(request, patterns);
  if (name !== null) return name;
  if (body === null) return null;
  const ofBodies = kinds
    .filter((kind) => !NOT_IN_BODIES.has(kind))
    .flatMap((kind) => INJECTION_PATTERNS[kind]);
  return told('body', searchBody(request, body, ofBodies));
}

function told(place: string, pattern: string | null): string | null {
  return pattern === null ? null : `The ${place} looks like an injection (${pattern}).`;
}

function searchHeaders({ headers }: PolicyRequest, patterns: readonly InjectionPattern[]): string | null {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (SKIPPED.has(name)) continue;
    const found = search(decode(headers[i + 1] as string), patterns);
    if (found !== null) return told(`header ${name}`, found);
  }
  return null;
}

function searchForm(text: string, patterns: readonly InjectionPattern[]): string | null {
  for (const parameter of text === '' ? [] : text.split('&')) {
    const found = search(decode(parameter.replaceAll('+', ' ')), patterns);
    if (found !== null) return found;
  }
  return null;
}

function searchBody(
  request: PolicyRequest,
  body: Uint8Array,
  patterns: readonly InjectionPattern[],
): string | null {
  const text = new TextDecoder().decode(body);
  const types = request.headerValues('content-type');
  if (types.some((type) => FORM.test(type))) return searchForm(text, patterns);
  if (!isJsonType(types)) return search(text, patterns);
  try {
    return searchJson(JSON.parse(text), patterns);
  } catch (error) {
    // No JSON, or what reads it so is more forgiving than this.
    if (error instanceof SyntaxError) return search(text, patterns);
    throw error;
  }
}

// Without recursion: how deep JSON is, is for others to limit.
function searchJson(root: unknown, patterns: readonly InjectionPattern[]): string | null {
  const left = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') {
      const found = search(value, patterns);
      if (found !== null) return found;
    } else if (Array.isArray(value)) {
      for (const item of value) left.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) left.push(name, one);
    }
  }
  return null;
}

function search(text: string, patterns: readonly InjectionPattern[]): string | null {
  // What is shorter is no injection.
  if (text.length < 3) return text.includes('\0') ? searchPlain(text, patterns) : null;
  const found = searchPlain(text, patterns);
  if (found !== null || !text.includes('/*')) return found;
  return searchPlain(withoutComments(text), patterns);
}

function searchPlain(text: string, patterns: readonly InjectionPattern[]): string | null {
  for (const { name, expression } of patterns) if (expression.test(text)) return name;
  return null;
}

/** SQL comments stand for blanks; what MySQL runs of them stays. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('/*', from);
    if (start === -1) break;
    parts.push(text.slice(from, start), ' ');
    const isRun = text[start + 2] === '!';
    const end = isRun ? -1 : text.indexOf('*/', start + 2);
    if (!isRun && end === -1) {
      from = text.length;
      break;
    }
    from = isRun ? start + 3 + digitsAt(text, start + 3) : end + 2;
  }
  parts.push(text.slice(from));
  return parts.join('').replaceAll('*/', ' ');
}

function digitsAt(text: string, at: number): number {
  let count = 0;
  while (count < 6 && /[0-9]/.test(text[at + count] ?? '')) count++;
  return count;
}

const ESCAPE = /%([0-9a-f]{2})/gi;

// Twice: what hides behind two escapes is decoded by some upstream too.
function decode(text: string): string {
  let decoded = text;
  for (let round = 0; round < 2 && decoded.includes('%'); round++) {
    decoded = decoded.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return decoded;
}
