import { deleteMember } from '@tollgate/services/members/delete-member';
import { updateMember } from '@tollgate/services/members/update-member';
import { createToken } from '@tollgate/services/tokens/create-token';
import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiCaller, type CallOptions } from '../testing/call-api.ts';

let kit: TestServices;
let seller: Seller;
let token: string;
let call: (method: string, path: string, options?: CallOptions) => Promise<Response>;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  token = (await createToken(seller.memberCtx('owner'), { name: 'CI', role: 'owner' })).secret;
  const plain = apiCaller(kit.services);
  call = (method, path, options) => plain(method, path, { token, ...options });
});
afterAll(() => kit.close());

type Problem = {
  code: string;
  type: string;
  requestId: string;
  errors: { location: string; fix?: string }[];
};
const problemOf = async (answer: Response) => (await answer.json()) as Problem;

async function makeProduct(name: string): Promise<string> {
  const created = await call('POST', '/v1/products', { body: { name } });
  return ((await created.json()) as { data: { id: string } }).data.id;
}

test('a product is created, read, changed and deleted', async () => {
  const created = await call('POST', '/v1/products', { body: { name: 'Atlas API' } });
  expect(created.status).toBe(201);
  const { data } = (await created.json()) as { data: { id: string; slug: string } };
  expect(data.slug).toBe('atlas-api');
  expect(await (await call('GET', `/v1/products/${data.id}`)).json()).toEqual({ data });
  const changed = await call('PATCH', `/v1/products/${data.id}`, { body: { summary: 'Countries' } });
  expect(await changed.json()).toMatchObject({ data: { summary: 'Countries' } });
  expect((await call('DELETE', `/v1/products/${data.id}`)).status).toBe(204);
  expect((await call('GET', `/v1/products/${data.id}`)).status).toBe(404);
});

test('a list comes in pages that do not overlap, filtered and sorted', async () => {
  const marker = 'Paged';
  for (const name of ['Paged C', 'Paged A', 'Paged B']) await makeProduct(name);
  const names: string[] = [];
  let after: string | null = null;
  do {
    const cursor: string = after ? `&page[after]=${encodeURIComponent(after)}` : '';
    const path = `/v1/products?filter[search]=${marker}&sort=-name&page[size]=2${cursor}`;
    const page = (await (await call('GET', path)).json()) as {
      data: { name: string }[];
      meta: { page: { next: string | null } };
    };
    names.push(...page.data.map(({ name }) => name));
    after = page.meta.page.next;
  } while (after);
  expect(names).toEqual(['Paged C', 'Paged B', 'Paged A']);
});

test('a token loses at its next call what the member who made it may no longer do', async () => {
  const owner = seller.memberCtx('owner');
  const maker = await makeMember(kit.services, owner, 'admin');
  const { secret } = await createToken(maker.ctx, { name: 'Theirs', role: 'admin' });
  const asMaker = (method: string, path: string, body?: unknown) =>
    call(method, path, { token: secret, ...(body === undefined ? {} : { body }) });
  expect((await asMaker('POST', '/v1/products', { name: 'Before' })).status).toBe(201);
  await updateMember(owner, { memberId: maker.memberId, role: 'viewer' });
  const refused = await asMaker('POST', '/v1/products', { name: 'After' });
  expect([refused.status, (await problemOf(refused)).code]).toEqual([403, 'role_insufficient']);
  expect((await asMaker('GET', '/v1/products')).status).toBe(200);
  await deleteMember(owner, { memberId: maker.memberId });
  const left = await asMaker('GET', '/v1/products');
  expect([left.status, (await problemOf(left)).code]).toEqual([401, 'token_invalid']);
});

test('every failure is a problem with its code, page and the request id of the answer', async () => {
  const answer = await call('GET', '/v1/products/prd_1C3XR6GzvAbCdEfGhJkMnP');
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = await problemOf(answer);
  expect(problem).toMatchObject({ code: 'not_found', type: 'http://api.test/problems/not_found' });
  expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
});

test('another method is 405 with Allow, another path 404', async () => {
  const answer = await call('PUT', '/v1/products');
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, POST, HEAD');
  expect((await problemOf(answer)).code).toBe('method_not_allowed');
  expect((await call('GET', '/v1/nothing')).status).toBe(404);
});

for (const [what, path, location] of [
  ['a query field', '/v1/products?colour=red', 'colour'],
  ['a filter', '/v1/products?filter[colour]=red', 'filter[colour]'],
  ['a page field', '/v1/products?page[number]=2', 'page[number]'],
  ['a whole filter', '/v1/products?filter=x', 'filter'],
  ['a field twice', '/v1/products?sort=name&sort=name', 'sort'],
  ['a page too large', '/v1/products?page[size]=101', 'page[size]'],
  ['a cursor of nobody', '/v1/products?page[after]=xyz', 'page[after]'],
  ['a malformed id', '/v1/products/prd_1', 'productId'],
] as const) {
  test(`${what} that is wrong is named where it is`, async () => {
    const answer = await call('GET', path);
    expect(answer.status).toBe(422);
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ location }] });
  });
}

for (const [what, body, location] of [
  ['an unknown field', { name: 'X', colour: 'red' }, 'colour'],
  ['a column that is not for clients', { name: 'X', tenantId: 'tnt_x' }, 'tenantId'],
  ['a prototype', '{"name":"X","__proto__":{"role":"owner"}}', '__proto__'],
  ['an unknown field inside', { name: 'X', covers: [{ apiVersionId: 'ver_x', x: 1 }] }, 'covers.0.x'],
] as const) {
  test(`${what} in a body is refused with a way to mend it`, async () => {
    const answer = await call('POST', '/v1/products', { body });
    expect(answer.status).toBe(422);
    const { errors } = await problemOf(answer);
    expect(errors.find((error) => error.location === location)?.fix).toBeTruthy();
  });
}

test('a field of the path is not taken from the body', async () => {
  const [one, other] = [await makeProduct('One'), await makeProduct('Other')];
  const answer = await call('PATCH', `/v1/products/${one}`, { body: { productId: other, summary: 'x' } });
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).errors[0]?.location).toBe('productId');
});

for (const [what, body, headers, status, code] of [
  ['no JSON', '{"name"', {}, 400, 'malformed_body'],
  ['a list', '[]', {}, 400, 'malformed_body'],
  ['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'malformed_body'],
  ['JSON under another name', '{"name":"x"}', { 'content-type': 'text/plain' }, 400, 'malformed_body'],
  ['a thousand levels', `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`, {}, 400, 'malformed_body'],
  ['more than a megabyte', `{"name":"${'x'.repeat(1_048_576)}"}`, {}, 413, 'payload_too_large'],
] as const) {
  test(`a body that is ${what} is ${status} and stores nothing`, async () => {
    const before = await (await call('GET', '/v1/products?page[size]=100')).text();
    const answer = await call('POST', '/v1/products', { body, headers });
    expect(answer.status).toBe(status);
    expect((await problemOf(answer)).code).toBe(code);
    expect(await (await call('GET', '/v1/products?page[size]=100')).text()).toBe(before);
  });
}

test('an import may be larger than other bodies', async () => {
  const document = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'x', description: 'd'.repeat(2_000_000) },
  });
  const answer = await call('POST', '/v1/imports', { body: { document, target: {} } });
  expect(answer.status).toBe(202);
});

test('an ETag changes with the body, and who has it gets 304', async () => {
  const path = `/v1/products/${await makeProduct('Tagged')}`;
  const first = await call('GET', path);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{32}"$/);
  const again = await call('GET', path, { headers: { 'if-none-match': `"x", W/${etag}` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const changed = await call('PATCH', path, { body: { summary: 'new' } });
  const next = await call('GET', path, { headers: { 'if-none-match': etag } });
  expect(next.status).toBe(200);
  expect(next.headers.get('etag')).toBe(changed.headers.get('etag'));
});

test('a change under an old ETag is refused and changes nothing; under the current one it is made', async () => {
  const id = await makeProduct('Guarded');
  const path = `/v1/products/${id}`;
  const old = (await call('GET', path)).headers.get('etag') ?? '';
  const first = await call('PATCH', path, { body: { summary: 'one' }, headers: { 'if-match': old } });
  expect(first.status).toBe(200);
  const late = await call('PATCH', path, { body: { summary: 'two' }, headers: { 'if-match': old } });
  expect(late.status).toBe(412);
  expect((await problemOf(late)).code).toBe('precondition_failed');
  expect((await call('DELETE', path, { headers: { 'if-match': old } })).status).toBe(412);
  expect(await (await call('GET', path)).json()).toMatchObject({ data: { summary: 'one' } });
  const current = first.headers.get('etag') ?? '';
  expect((await call('DELETE', path, { headers: { 'if-match': current } })).status).toBe(204);
});

test('of changes sent together under one ETag, one is made', async () => {
  const id = await makeProduct('Raced');
  const path = `/v1/products/${id}`;
  const etag = (await call('GET', path)).headers.get('etag') ?? '';
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((summary) =>
      call('PATCH', path, { body: { summary }, headers: { 'if-match': etag } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect(await auditActions(seller.memberCtx('owner'), id)).toEqual(['product.created', 'product.updated']);
});

test('a secret that was told once is replayed to its own token, and is nowhere in the database', async () => {
  const headers = { 'idempotency-key': 'secret-1' };
  const body = { name: 'Replay', role: 'viewer' };
  const first = await call('POST', '/v1/tokens', { body, headers });
  const again = await call('POST', '/v1/tokens', { body, headers });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const text = await first.text();
  expect(await again.text()).toBe(text);
  const { secret } = (JSON.parse(text) as { data: { secret: string } }).data;
  const { rows } = await kit.services.db.system.execute<{ row: string }>(
    'select idempotency_keys::text || tokens::text as row from idempotency_keys, tokens',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
});
