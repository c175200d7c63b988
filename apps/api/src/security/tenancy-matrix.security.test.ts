import type { Route } from '@tollgate/contract/routes/route';
import { newId } from '@tollgate/domain/ids';
import { type Role, roleIncludes } from '@tollgate/domain/roles';
import { mintSecret } from '@tollgate/domain/secrets';
import { createToken } from '@tollgate/services/tokens/create-token';
import { revokeToken } from '@tollgate/services/tokens/revoke-token';
import { addGateway } from '@tollgate/testkit/factories/add-gateway';
import { type Inventory, makeInventory } from '@tollgate/testkit/factories/make-inventory';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { databaseDigest } from '@tollgate/testkit/stores/database-digest';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_BINDINGS } from '../routes/all-bindings.ts';
import { apiCaller, type CallApi, mountedRoutes } from '../testing/call-api.ts';
import { callOf } from '../testing/route-call.ts';

const OURS = 'zebra';
const THEIRS = 'okapi';
const ROLES: Role[] = ['owner', 'admin', 'editor', 'finance', 'viewer'];
/** What answers without a token, and what asks for another kind of token. */
const PUBLIC = ['GET /healthz', 'GET /v1/openapi.json', 'GET /problems', 'GET /problems/:code'];
const FEED = ['GET /feed/v1/snapshot', 'GET /feed/v1/changes', 'POST /feed/v1/reports'];

const routes = ALL_BINDINGS.map(({ route }) => route);

let kit: TestServices;
let clickhouse: TestClickHouse;
let call: CallApi;
let ours: Inventory;
let theirs: Inventory;
let badTokens: Record<string, string | undefined>;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
  call = apiCaller(kit.services);
  ours = await makeInventory(kit, OURS);
  theirs = await makeInventory(kit, THEIRS);
  badTokens = await makeBadTokens(ours);
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

async function makeBadTokens({ seller }: Inventory) {
  const owner = seller.memberCtx('owner');
  const revoked = await createToken(owner, { name: 'revoked', role: 'owner' });
  await revokeToken(owner, { tokenId: revoked.token.id });
  const expiresAt = new Date(Date.now() + 1000).toISOString();
  const expired = await createToken(owner, { name: 'expired', role: 'owner', expiresAt });
  kit.now(new Date(Date.now() + 2000));
  return {
    none: undefined,
    malformed: 'tg_pat_malformed',
    'with a wrong checksum': `${ours.tokens.owner.slice(0, -1)}${ours.tokens.owner.endsWith('A') ? 'B' : 'A'}`,
    unknown: mintSecret('tg_pat').token,
    revoked: revoked.secret,
    expired: expired.secret,
    'of a gateway': mintSecret('tg_gw').token,
    'of an app': mintSecret('tg_live').token,
  };
}

/** An id of each kind that nothing has. */
function idsOfNobody(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ours.ids).map(([name, id]) => {
      const prefix = /^[a-z]{3}_/.exec(id)?.[0];
      return [name, prefix ? prefix + newId('request').slice(4) : crypto.randomUUID()];
    }),
  );
}

const send = async (route: Route, ids: Record<string, string>, token: string | undefined) => {
  const { method, path, body } = callOf(route, ids);
  const answer = await call(method, path, { token, body });
  return { status: answer.status, text: await answer.text() };
};

function expectNothingOfOurs(text: string): void {
  expect(text).not.toContain(OURS);
  expect(text).not.toContain(ours.tenantId);
  for (const id of Object.values(ours.ids)) expect(text).not.toContain(id);
}

test('every mounted route stands in the matrix, is public by name, or is the feed’s', () => {
  const inMatrix = routes.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
  const mounted = mountedRoutes(kit.services);
  expect([...mounted].sort()).toEqual([...inMatrix, ...PUBLIC, ...FEED].sort());
});

describe.each(routes.map((route) => [route.id, route] as const))('%s', (_id, route) => {
  test('without a valid token: 401, and nothing changes', async () => {
    const before = await databaseDigest(kit.services);
    for (const [what, token] of Object.entries(badTokens)) {
      const { status, text } = await send(route, ours.ids, token);
      expect([what, status]).toEqual([what, 401]);
      expectNothingOfOurs(text);
    }
    expect(await databaseDigest(kit.services)).toEqual(before);
  });

  test('with a token of another tenant: nothing of ours is told or changes', async () => {
    const before = await databaseDigest(kit.services, ours.tenantId);
    const { status, text } = await send(route, ours.ids, theirs.tokens.owner);
    expectNothingOfOurs(text);
    expect(await databaseDigest(kit.services, ours.tenantId)).toEqual(before);
    if (route.answer === 'list') expect([status, JSON.parse(text).data]).toEqual([200, expect.anything()]);
    if (!callOf(route, ours.ids).namesIds) return;
    expect(status).toBe(404);
    // What is another tenant's answers exactly like what does not exist.
    const absent = await send(route, idsOfNobody(), theirs.tokens.owner);
    const withoutId = (body: string) => body.replace(/"requestId":"[^"]*"/, '');
    expect([status, withoutId(text)]).toEqual([absent.status, withoutId(absent.text)]);
  });

  const lesser = ROLES.filter((role) => !roleIncludes(role, route.role));
  test(`with a lesser role (${lesser.join(', ') || 'there is none'}): 403, and nothing changes`, async () => {
    const before = await databaseDigest(kit.services);
    for (const role of lesser) {
      const { status, text } = await send(route, ours.ids, ours.tokens[role]);
      expect([role, status, JSON.parse(text).code]).toEqual([role, 403, 'role_insufficient']);
      expect(text).not.toContain(OURS);
    }
    expect(await databaseDigest(kit.services)).toEqual(before);
  });
});

type Ids = Record<string, string>;
const nested: [what: string, method: string, path: (mine: Ids) => string, body: (named: Ids) => unknown][] = [
  [
    'what a new product covers',
    'POST',
    () => '/v1/products',
    (named) => ({ name: 'x', covers: [{ apiVersionId: named.apiVersionId }] }),
  ],
  [
    'what a product covers',
    'PATCH',
    (mine) => `/v1/products/${mine.productId}`,
    (named) => ({ covers: [{ apiVersionId: named.apiVersionId }] }),
  ],
  [
    'the operations that a product covers',
    'PATCH',
    (mine) => `/v1/products/${mine.productId}`,
    (named) => ({ covers: [{ apiVersionId: theirs.ids.apiVersionId, operationIds: [named.operationId] }] }),
  ],
  [
    'the API that gets a new version',
    'POST',
    () => '/v1/imports',
    (named) => ({ document: 'openapi: 3.1.0', target: { apiId: named.apiId } }),
  ],
];
for (const [what, method, path, body] of nested) {
  test(`${what} cannot be another tenant’s, and is answered as if it did not exist`, async () => {
    const before = await databaseDigest(kit.services);
    const sent = async (named: Ids) => {
      const options = { token: theirs.tokens.owner, body: body(named) };
      const answer = await call(method, path(theirs.ids), options);
      return { status: answer.status, text: (await answer.text()).replace(/"requestId":"[^"]*"/, '') };
    };
    const answer = await sent(ours.ids);
    expect([404, 422]).toContain(answer.status);
    expectNothingOfOurs(answer.text);
    expect(answer).toEqual(await sent(idsOfNobody()));
    expect(await databaseDigest(kit.services)).toEqual(before);
  });
}

test('a list filtered by ids of another tenant is empty', async () => {
  for (const route of routes.filter(({ answer }) => answer === 'list')) {
    if (!callOf(route, ours.ids).path.includes('filter')) continue;
    const { status, text } = await send(route, ours.ids, theirs.tokens.owner);
    expect([route.id, status, JSON.parse(text).data]).toEqual([route.id, 200, []]);
  }
});

test('the role a route names is enough, and what it answers is what the contract says', async () => {
  await addGateway(kit.services, ours.ids.gatewayName ?? '', { seenMsAgo: 3_600_000 });
  const deletesLast = [...routes].sort(
    (one, other) => Number(one.answer === 'none') - Number(other.answer === 'none'),
  );
  for (const route of deletesLast) {
    const { status, text } = await send(route, ours.ids, ours.tokens[route.role]);
    expect([route.id, [401, 403, 404, 405, 500, 503].includes(status), status]).toEqual([
      route.id,
      false,
      status,
    ]);
    if (status >= 300 || route.answer === 'none' || route.answer === 'file') continue;
    const body = JSON.parse(text);
    const things = route.answer === 'list' ? body.data : [route.answer === 'one' ? body.data : body];
    for (const thing of things) {
      expect([route.id, route.output.safeParse(thing).error?.issues]).toEqual([route.id, undefined]);
    }
    expect([route.id, text.includes(THEIRS)]).toEqual([route.id, false]);
  }
});
