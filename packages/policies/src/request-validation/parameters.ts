import type { OperationDescription, ParameterDescription } from '@tollgate/domain/operation-description';
import type { PlacedError, PolicyRequest } from '../policy.ts';
import { resolveSchema, type Schemas, validate } from './validate.ts';

/** Headers that OpenAPI says are described elsewhere. */
const NOT_DESCRIBED: ReadonlySet<string> = new Set(['accept', 'authorization', 'content-type']);
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What of path, query and headers does not fit the description. */
export function judgeParameters(
  { parameters }: OperationDescription,
  schemas: Schemas,
  template: string,
  request: PolicyRequest,
  unknownQuery: 'allow' | 'refuse',
): PlacedError[] {
  const path = pathValues(template, request.rest);
  const query = new URLSearchParams(request.query);
  const errors = parameters.flatMap((parameter) => {
    if (parameter.in === 'header' && NOT_DESCRIBED.has(parameter.name.toLowerCase())) return [];
    const values = valuesOf(parameter, path, query, request);
    return judgeOne(parameter, schemas, values);
  });
  if (unknownQuery === 'allow') return errors;
  const known = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
  const unknown = [...new Set(query.keys())].filter(
    // `filter[name]` belongs to the parameter `filter`.
    (name) => !known.includes(name) && !known.includes(name.replace(/\[.*$/, '')),
  );
  return [...errors, ...unknown.map((name) => ({ location: `query.${name}`, message: 'is not known' }))];
}

function valuesOf(
  { in: place, name }: ParameterDescription,
  path: ReadonlyMap<string, string>,
  query: URLSearchParams,
  request: PolicyRequest,
): readonly string[] {
  if (place === 'path') return path.has(name) ? [path.get(name) as string] : [];
  if (place === 'header') return request.headerValues(name.toLowerCase());
  return query.getAll(name);
}

function judgeOne(
  parameter: ParameterDescription,
  schemas: Schemas,
  values: readonly string[],
): PlacedError[] {
  const location = `${parameter.in}.${parameter.name}`;
  const schema = resolveSchema(schemas, parameter.schema);
  // An object is written as several parameters, in ways that are not looked into.
  if (isOf(schema, 'object')) return [];
  if (values.length === 0) return parameter.required ? [{ location, message: 'is required' }] : [];
  if (parameter.mediaType !== null) return judgeDocument(parameter, schemas, values[0] as string);
  if (isOf(schema, 'array')) {
    const items = splitList(parameter, values).map((text) => readAs(schemas, schema?.items, text));
    return validate(schemas, parameter.schema, items, location);
  }
  if (values.length > 1 && parameter.in === 'query') return [{ location, message: 'must be sent once' }];
  return validate(schemas, parameter.schema, readAs(schemas, parameter.schema, values.join(', ')), location);
}

function isOf(schema: Readonly<Record<string, unknown>> | undefined, type: string): boolean {
  return [schema?.type].flat().includes(type);
}

function judgeDocument(parameter: ParameterDescription, schemas: Schemas, text: string): PlacedError[] {
  const location = `${parameter.in}.${parameter.name}`;
  if (!/json/i.test(parameter.mediaType ?? '')) return [];
  try {
    return validate(schemas, parameter.schema, JSON.parse(text), location);
  } catch {
    return [{ location, message: 'must be JSON' }];
  }
}

function splitList({ in: place, style, explode }: ParameterDescription, values: readonly string[]): string[] {
  const separator = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
  const isExploded = place === 'query' && (explode ?? (style === null || style === 'form'));
  if (isExploded) return [...values];
  return values
    .flatMap((value) => value.split(separator))
    .map((value) => (place === 'header' ? value.trim() : value));
}

/** A text as the JSON value it stands for: of those it may be, the first that fits, else the one of the schema's type. */
function readAs(schemas: Schemas, schema: unknown, text: string): unknown {
  const readings: unknown[] = [text];
  if (NUMBER.test(text)) readings.unshift(Number(text));
  if (text === 'true' || text === 'false') readings.unshift(text === 'true');
  if (text === 'null') readings.unshift(null);
  const fitting = readings.findIndex((reading) => validate(schemas, schema, reading, '').length === 0);
  if (fitting !== -1) return readings[fitting];
  return isOf(resolveSchema(schemas, schema), 'string') ? text : readings[0];
}

/** The values that a path has where its template has names. Nothing is decoded twice: the path is canonical. */
function pathValues(template: string, path: string): Map<string, string> {
  const values = new Map<string, string>();
  const segments = path.split('/');
  for (const [i, part] of template.split('/').entries()) {
    const names = [...part.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] as string);
    const literals = part.split(/\{[^{}]*\}/);
    let at = (literals[0] as string).length;
    const segment = segments[i] ?? '';
    for (const [j, name] of names.entries()) {
      const next = literals[j + 1] as string;
      const isLast = j === names.length - 1;
      const end = isLast ? segment.length - next.length : segment.indexOf(next, at + 1);
      values.set(name, decode(segment.slice(at, end)));
      at = end + next.length;
    }
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
