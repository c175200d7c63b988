import type { PolicyRequest } from '../policy.ts';
import { type InnerList, type Item, serializeInnerList, serializeItem } from '../structured-fields.ts';

/** What a component is taken from. */
export type SignedRequest = Pick<PolicyRequest, 'method' | 'target' | 'headerValues'>;

const DEFAULT_PORT = /:(?:80|443)$/;
const ORIGIN = /^https?:\/\/[^/?]*/i;
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/**
 * The text that is signed (RFC 9421, 2.5), a line each component; or the component that has no value here, as it was
 * written.
 */
export function signatureBase(
  request: SignedRequest,
  covered: InnerList,
): { base: string } | { missing: string } {
  let base = '';
  for (const item of covered.items) {
    const name = serializeItem(item);
    const value = componentValue(request, item);
    if (value === undefined) return { missing: name };
    base += `${name}: ${value}\n`;
  }
  return { base: `${base}"@signature-params": ${serializeInnerList(covered)}` };
}

function componentValue(request: SignedRequest, { value: name, params }: Item): string | undefined {
  if (typeof name !== 'string') return undefined;
  if (name === '@query-param') return queryParam(request, params.get('name'), params.size);
  // Parameters choose another form of a value, or that of another message; none is known here.
  if (params.size > 0) return undefined;
  if (!name.startsWith('@')) return fieldValue(request, name);
  const { path, query } = splitTarget(request.target);
  switch (name) {
    case '@method':
      return request.method;
    case '@authority':
      return request.headerValues('host')[0]?.trim().toLowerCase().replace(DEFAULT_PORT, '');
    case '@path':
      return path;
    case '@query':
      return query === '' ? '?' : query;
    case '@request-target':
      return request.target;
    default:
      return undefined;
  }
}

function fieldValue(request: SignedRequest, name: string): string | undefined {
  const values = FIELD_NAME.test(name) ? request.headerValues(name) : [];
  return values.length === 0 ? undefined : values.map((value) => value.trim()).join(', ');
}

function queryParam({ target }: SignedRequest, name: unknown, params: number): string | undefined {
  if (typeof name !== 'string' || params !== 1) return undefined;
  const values = [...new URLSearchParams(splitTarget(target).query)]
    .filter(([key]) => encodeParam(key) === name)
    .map(([, value]) => encodeParam(value));
  // One that is there twice is not to be signed by its name (RFC 9421, 2.2.8).
  return values.length === 1 ? values[0] : undefined;
}

function encodeParam(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function splitTarget(target: string): { path: string; query: string } {
  const local = target.replace(ORIGIN, '');
  const at = local.indexOf('?');
  const path = at === -1 ? local : local.slice(0, at);
  return { path: path || '/', query: at === -1 ? '' : local.slice(at) };
}
