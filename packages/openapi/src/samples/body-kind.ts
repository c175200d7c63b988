import { isObject } from '../text/json-value.ts';
import type { NamedText, SampleBody } from './sample-request.ts';

export type BodyKind =
  | { kind: 'json'; mediaType: string; value: unknown }
  | { kind: 'form'; fields: NamedText[] }
  | { kind: 'multipart'; fields: NamedText[] }
  | { kind: 'text'; mediaType: string; text: string };

/** How a sample body is sent. */
export function bodyKind({ mediaType, value }: SampleBody): BodyKind {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (isObject(value) && type === 'application/x-www-form-urlencoded')
    return { kind: 'form', fields: fieldsOf(value) };
  if (isObject(value) && type === 'multipart/form-data')
    return { kind: 'multipart', fields: fieldsOf(value) };
  if (/[/+]json$/.test(type) || typeof value !== 'string') return { kind: 'json', mediaType, value };
  return { kind: 'text', mediaType, text: value };
}

function fieldsOf(value: object): NamedText[] {
  return Object.entries(value).map(([name, field]) => ({
    name,
    value: typeof field === 'string' ? field : JSON.stringify(field),
  }));
}
