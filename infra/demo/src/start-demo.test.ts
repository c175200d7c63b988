import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openApiDocument } from './document.ts';
import { demoRoutes, startDemo } from './start-demo.ts';

type Operation = {
  requestBody?: { content: Record<string, { example: unknown }> };
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>;
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

const document = parse(openApiDocument.yaml) as Document;
let demo: Awaited<ReturnType<typeof startDemo>>;

beforeAll(async () => {
  demo = await startDemo({ port: 0, host: '127.0.0.1' });
});
afterAll(() => demo.close());

async function get(
  path: string,
): Promise<{ status: number; body: Record<string, unknown>; type: string | null }> {
  const response = await fetch(`${demo.url}${path}`);
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    type: response.headers.get('content-type'),
  };
}

async function post(path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${demo.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

function exampleOf(path: string, method: string): { request: unknown; response: unknown } {
  const operation = document.paths[path]?.[method] as Operation;
  return {
    request: operation.requestBody?.content['application/json']?.example,
    response: operation.responses['200']?.content?.['application/json']?.example,
  };
}

test('the document describes every operation that is served, and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(demoRoutes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('the document is served as YAML and as the same JSON', async () => {
  expect((await get('/openapi.json')).body).toEqual(document);
  expect(await (await fetch(`${demo.url}/openapi.yaml`)).text()).toBe(openApiDocument.yaml);
  expect(document.openapi).toBe('3.1.0');
});

test.each([
  ['/countries/{code}', '/countries/FR'],
  ['/countries/{code}/timezones', '/countries/fra/timezones'],
  ['/currencies/{code}', '/currencies/chf'],
])('the example of %s is what is answered', async (path, address) => {
  expect((await get(address)).body).toEqual(exampleOf(path, 'get').response);
});

test.each(['/time/convert', '/distances'])('the example of POST %s is what is answered', async (path) => {
  const { request, response } = exampleOf(path, 'post');
  expect(await (await post(path, request)).json()).toEqual(response);
});

test('filters are combined', async () => {
  const { body } = await get('/countries?region=europe&currency=eur&landlocked=true&limit=100');
  const names = (body.data as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual([
    'Andorra',
    'Austria',
    'Kosovo',
    'Luxembourg',
    'San Marino',
    'Slovakia',
    'Vatican City',
  ]);
});

test('following nextOffset gives every country once', async () => {
  const codes: string[] = [];
  for (let offset: unknown = 0; offset !== null; ) {
    const { body } = await get(`/countries?limit=100&offset=${offset}`);
    codes.push(...(body.data as { code: string }[]).map(({ code }) => code));
    offset = body.nextOffset;
  }
  expect(codes).toHaveLength(250);
  expect(new Set(codes).size).toBe(250);
});

test('search ignores case and accents and puts what begins with the words first', async () => {
  const { body } = await get('/search?q=SAO&limit=2');
  expect((body.data as { name: string }[])[0]?.name).toBe('São Tomé and Príncipe');
});

test('the stream sends as many events as asked, then ends', async () => {
  const text = await (
    await fetch(`${demo.url}/time/stream?count=3&intervalMs=10&timezone=Asia/Tokyo`)
  ).text();
  expect(text.match(/^event: time$/gm)).toHaveLength(3);
  expect(text).toContain('"offset":"+09:00"');
});

test.each([
  ['/countries/ZZ', 404, 'country_not_found'],
  ['/currencies/XXX', 404, 'currency_not_found'],
  ['/time?timezone=Mars/Base', 404, 'timezone_not_found'],
  ['/countries?limit=0', 400, 'invalid_parameter'],
  ['/countries?landlocked=perhaps', 400, 'invalid_parameter'],
  ['/search', 400, 'invalid_parameter'],
  ['/nothing', 404, 'not_found'],
  ['/distances', 405, 'method_not_allowed'],
])('GET %s is a problem', async (path, status, code) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(answer.body.code).toBe(code);
  expect(answer.type).toContain('application/problem+json');
});

test('a body that is wrong, too large or not JSON is a problem', async () => {
  expect((await post('/distances', { from: 'FR', to: [] })).status).toBe(400);
  expect((await post('/distances', { from: 'FR', to: ['x'.repeat(70_000)] })).status).toBe(413);
  const plain = await fetch(`${demo.url}/distances`, { method: 'POST', body: 'hello' });
  expect(plain.status).toBe(415);
});
