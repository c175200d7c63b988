import { hasBody, pathFields, type Route } from '@tollgate/contract/routes/route';
import { type Inventory, makeInventory } from '@tollgate/testkit/factories/make-inventory';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ALL_BINDINGS } from '../routes/all-bindings.ts';
import { apiCaller, type CallApi } from '../testing/call-api.ts';
import { callOf } from '../testing/route-call.ts';

/** Texts that have broken parsers, databases and clocks. */
const TEXTS = [
  ...['', 'null', '-1', '1', '1e309', '9'.repeat(400), 'true', '[]', '%', '\u0000', '\u202egnp.exe'],
  ...["'; drop table tenants; --", '\ud83e\udd93'.repeat(300), '__proto__', '{x:String}'],
];
const TIMES = ['2026-13-45T00:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-01-01'];
/** Base64 of arrays that a cursor might be. */
const CURSORS = ['["x"]', '["2026-01-01","x"]', '[null,null]', '["\\u0000","x"]', '[1e309,"x"]'].map((text) =>
  Buffer.from(text).toString('base64url'),
);
const textsFor = (field: string) => [
  ...TEXTS,
  ...(/(^|\[)(from|to|at)\b|At$/.test(field) ? TIMES : []),
  ...(field === 'page[after]' ? CURSORS : []),
];
const VALUES: unknown[] = [
  ...TEXTS,
  ...[
    null,
    true,
    -1,
    0.5,
    1e308,
    2 ** 63,
    -(2 ** 63),
    [],
    [[]],
    {},
    { __proto__: null },
    [null],
    'x'.repeat(100_000),
  ],
  '\ud800',
];

const routes = ALL_BINDINGS.map(({ route }) => route);
let kit: TestServices;
let clickhouse: TestClickHouse;
let call: CallApi;
let ours: Inventory;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
  call = apiCaller(kit.services);
  ours = await makeInventory(kit, 'zebra');
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

type Shape = { properties?: Record<string, Shape>; type?: string };
const shapeOf = (route: Route) =>
  z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as Shape;

/** Fields of the query; of those in a filter that are all alike, one stands for all. */
function queryFields(route: Route): string[] {
  const inPath = pathFields(route);
  return Object.entries(shapeOf(route).properties ?? {})
    .filter(([name]) => !inPath.includes(name))
    .flatMap(([name, { properties }]) => {
      if (!properties) return [name];
      const alike = Map.groupBy(Object.entries(properties), ([, shape]) => JSON.stringify(shape));
      return [...alike.values()].map((fields) => `${name}[${fields[0]?.[0]}]`);
    });
}

async function expectNoFault(what: string, answer: Response): Promise<void> {
  const text = await answer.text();
  const isFault = answer.status >= 500 || answer.status === 401 || answer.status === 403;
  expect([what, isFault ? `${answer.status} ${text}` : 'no fault']).toEqual([what, 'no fault']);
  if (answer.status >= 400 && text) expect(JSON.parse(text).status).toBe(answer.status);
}

describe.each(routes.filter(({ method }) => method === 'GET').map((route) => [route.id, route] as const))(
  '%s',
  (_id, route) => {
    test.each([...queryFields(route), 'unknown', 'filter[__proto__]'])(
      'answers whatever %s is',
      async (field) => {
        const { path } = callOf(route, ours.ids);
        for (const text of textsFor(field)) {
          const url = new URL(path, 'http://api.test');
          url.searchParams.set(field, text);
          const answer = await call('GET', `${url.pathname}${url.search}`, { token: ours.tokens.owner });
          await expectNoFault(`${field}=${text.slice(0, 40)}`, answer);
        }
      },
    );
  },
);

const paths = routes.flatMap((route) => pathFields(route).map((name) => [route.id, name, route] as const));
test.each(paths)('%s answers whatever {%s} is', async (_id, name, route) => {
  for (const text of TEXTS.filter((value) => value.trim() !== '')) {
    const { method, path } = callOf(route, { ...ours.ids, [name]: text });
    const answer = await call(method, path, { token: ours.tokens.viewer });
    if (answer.status !== 403) await expectNoFault(`${name}=${text.slice(0, 40)}`, answer);
  }
});

describe.each(routes.filter(hasBody).map((route) => [route.id, route] as const))('%s', (_id, route) => {
  const fields = Object.keys(shapeOf(route).properties ?? {}).filter(
    (name) => !pathFields(route).includes(name),
  );
  test.each(fields)('answers whatever %s is in the body', async (field) => {
    const { method, path, body } = callOf(route, ours.ids);
    for (const value of VALUES) {
      const hostile = { ...(body as object), [field]: value };
      const answer = await call(method, path, { token: ours.tokens.owner, body: hostile });
      await expectNoFault(`${field}=${JSON.stringify(value)?.slice(0, 40)}`, answer);
    }
  });
});
