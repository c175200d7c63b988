import { hasBody, pathFields, type Route } from '../routes/route.ts';
import { bodyName, inputSchema, type JsonSchema, outputRef } from './component-schemas.ts';
import { problemResponses } from './describe-problems.ts';

/** The OpenAPI operation of a route. */
export function describeRoute(route: Route, apiUrl: string): JsonSchema {
  const role = `Needs the role \`${route.role}\`.`;
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: route.description ? `${route.description}\n\n${role}` : role,
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(hasBody(route) ? { requestBody: requestBody(route) } : {}),
    responses: { [route.status]: success(route), ...problemResponses(route, apiUrl) },
  };
}

function pathParameters(route: Route): JsonSchema[] {
  const { properties } = inputSchema(route.input) as { properties: Record<string, JsonSchema> };
  return pathFields(route).map((name) => ({ name, in: 'path', required: true, schema: properties[name] }));
}

function queryParameters(route: Route): JsonSchema[] {
  if (route.method !== 'GET') return [];
  const inPath = pathFields(route);
  const schema = inputSchema(route.input) as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !inPath.includes(name))
    .flatMap(([name, field]) => {
      const inner = field.properties as Record<string, JsonSchema> | undefined;
      if (!inner) return [queryParameter(name, field, schema.required?.includes(name) ?? false)];
      return Object.entries(inner).map(([key, value]) => queryParameter(`${name}[${key}]`, value, false));
    });
}

const NOTES: Record<string, string> = {
  'page[size]': 'How many things a page holds.',
  'page[after]': 'Where the page begins: `meta.page.next` of the page before.',
  sort: 'What to sort by; with `-` before it, descending.',
  from: 'Start of the range, inclusive. RFC 3339 in UTC.',
  to: 'End of the range, exclusive. RFC 3339 in UTC.',
};

function queryParameter(name: string, schema: JsonSchema, required: boolean): JsonSchema {
  const isList = schema.type === 'array';
  return {
    name,
    in: 'query',
    required,
    ...(NOTES[name] ? { description: NOTES[name] } : {}),
    schema,
    ...(isList ? { style: 'form', explode: false } : {}),
  };
}

function headerParameters(route: Route): JsonSchema[] {
  const header = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  if (route.method === 'POST') return [header('IdempotencyKey')];
  if (route.method !== 'GET') return [header('IfMatch')];
  return route.answer === 'one' ? [header('IfNoneMatch')] : [];
}

function requestBody(route: Route): JsonSchema {
  const schema = { $ref: `#/components/schemas/${bodyName(route)}` };
  const example = route.example === undefined ? {} : { example: route.example };
  return { required: true, content: { 'application/json': { schema, ...example } } };
}

function success(route: Route): JsonSchema {
  const headers = {
    'X-Request-Id': { $ref: '#/components/headers/RequestId' },
    ...(route.answer === 'one' && (route.method === 'GET' || route.method === 'PATCH')
      ? { ETag: { $ref: '#/components/headers/ETag' } }
      : {}),
  };
  if (route.answer === 'none') return { description: 'Done.', headers };
  if (route.answer === 'file') {
    const file = { 'application/pdf': { schema: { type: 'string', format: 'binary' } } };
    return { description: 'The file.', headers, content: file };
  }
  return { description: 'Done.', headers, content: { 'application/json': { schema: envelope(route) } } };
}

function envelope(route: Route): JsonSchema {
  const output = outputRef(route.output);
  if (route.answer === 'whole') return output;
  const data = route.answer === 'list' ? { type: 'array', items: output } : output;
  const meta = route.answer === 'list' ? { meta: { $ref: '#/components/schemas/PageMeta' } } : {};
  return {
    type: 'object',
    properties: { data, ...meta },
    required: ['data', ...Object.keys(meta)],
    additionalProperties: false,
  };
}
