import { hasBody, pathFields, type Route } from '@tollgate/contract/routes/route';
import { DomainError } from '@tollgate/domain/errors';
import { z } from 'zod';
import { parseQuery, type QueryShape } from './parse-query.ts';
import { readJson } from './read-json.ts';

export interface ReadInput {
  input: Record<string, unknown>;
  /** The body as it was sent, for the hash of an Idempotency-Key. */
  body: unknown;
}

/** Makes the reader that gathers a route's input from path, query and body. */
export function inputReader(
  route: Route,
): (request: Request, params: Record<string, string>) => Promise<ReadInput> {
  const inPath = pathFields(route);
  const readsBody = hasBody(route);
  const shape = queryShape(route, inPath);
  return async (request, params) => {
    const path = Object.fromEntries(inPath.map((name) => [name, params[name]]));
    const query = parseQuery(new URL(request.url).searchParams, readsBody ? {} : shape);
    const body = await readBody(request, route);
    return { input: { ...query, ...fieldsOf(body, readsBody, inPath), ...path }, body };
  };
}

function queryShape(route: Route, inPath: string[]): QueryShape {
  if (route.method !== 'GET') return {};
  const shape = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as QueryShape;
  const properties = Object.entries(shape.properties ?? {}).filter(([name]) => !inPath.includes(name));
  return { properties: Object.fromEntries(properties) };
}

async function readBody(request: Request, route: Route): Promise<unknown> {
  if (route.method === 'GET') return undefined;
  const body = await readJson(request, route.maxBodyBytes);
  const type = request.headers.get('content-type') ?? '';
  if (body !== undefined && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new DomainError('malformed_body', {
      detail: 'Send the body with "Content-Type: application/json".',
    });
  }
  return body;
}

function fieldsOf(body: unknown, readsBody: boolean, inPath: string[]): Record<string, unknown> {
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DomainError('malformed_body', { detail: 'The body must be a JSON object.' });
  }
  const unwanted = Object.keys(body).filter((name) => !readsBody || inPath.includes(name));
  if (unwanted.length === 0) return body as Record<string, unknown>;
  throw new DomainError('validation_failed', {
    detail: 'Correct the values named below and send it again.',
    errors: unwanted.map((location) => ({
      location,
      message: readsBody ? 'travels in the path, not in the body' : 'is not a known field',
      fix: 'Remove it or check its spelling.',
    })),
  });
}
