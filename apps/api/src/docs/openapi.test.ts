import { buildOpenapi } from '@tollgate/contract/openapi/build-openapi';
import { ALL_ROUTES } from '@tollgate/contract/routes/all-routes';
import { hasBody, pathFields } from '@tollgate/contract/routes/route';
import { importDocument } from '@tollgate/openapi/import-document';
import { expect, test } from 'vitest';
import { ALL_BINDINGS } from '../routes/all-bindings.ts';
import { openapiRoute } from './openapi-route.ts';

const document = buildOpenapi('https://api.example.com');
const imported = importDocument(new TextEncoder().encode(JSON.stringify(document)));

test('our own importer takes the document without a warning', () => {
  expect(imported.warnings).toEqual([]);
  expect(imported.openapi).toMatch(/^3\.1/);
  expect(imported.title).toBe('Tollgate management API');
});

test('every route of the contract is in the document, and nothing else is', () => {
  const described = imported.operations.map(
    ({ operationId, method, path }) => `${operationId} ${method} ${path}`,
  );
  expect(described.sort()).toEqual(
    ALL_ROUTES.map(({ id, method, path }) => `${id} ${method} ${path}`).sort(),
  );
});

test('every route of the contract is mounted, and every mounted route is in the contract', () => {
  expect(ALL_BINDINGS.map(({ route }) => route.id).sort()).toEqual(ALL_ROUTES.map(({ id }) => id).sort());
  for (const { route } of ALL_BINDINGS) expect(ALL_ROUTES).toContain(route);
});

test('no two routes share an id, or method and path', () => {
  expect(new Set(ALL_ROUTES.map(({ id }) => id)).size).toBe(ALL_ROUTES.length);
  expect(new Set(ALL_ROUTES.map(({ method, path }) => `${method} ${path}`)).size).toBe(ALL_ROUTES.length);
});

for (const route of ALL_ROUTES) {
  test(`${route.id} names its path fields as its input does, and its example is a valid body`, () => {
    const fields = pathFields(route);
    for (const field of fields) expect(Object.keys(route.input.shape)).toContain(field);
    const rest = Object.keys(route.input.shape).filter((name) => !fields.includes(name));
    const bodySchema = route.input.pick(Object.fromEntries(rest.map((name) => [name, true])) as never);
    if (hasBody(route)) expect(bodySchema.safeParse(route.example)).toMatchObject({ success: true });
    else expect(route.example).toBeUndefined();
  });
}

test('the document is answered from a cache, and again with 304 to who has it', async () => {
  const answer = openapiRoute('https://api.example.com');
  const first = answer(new Request('https://api.example.com/v1/openapi.json'));
  expect(await first.json()).toEqual(JSON.parse(JSON.stringify(document)));
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect(answer(new Request('https://api.example.com/v1/openapi.json', { headers })).status).toBe(304);
});
