import { tinyDocument } from '@tollgate/openapi/fixtures/shop-document';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { createApiImport } from './create-api-import.ts';

let kit: TestServices;
let editor: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  editor = (await makeSeller(kit.services, 'Atlas')).memberCtx('editor');
});
afterAll(() => kit.close());

type Input = Parameters<typeof createApiImport>[1];
type File = Parameters<typeof createApiImport>[2];
const json = () => JSON.stringify(tinyDocument());
const bytesOf = (text: string) => ({ name: 'openapi.yaml', bytes: new TextEncoder().encode(text) });
const queued = async () => {
  const { rows } = await kit.services.db.system.execute<{ count: number }>(
    sql`select ((select count(*) from api_imports) + (select count(*) from graphile_worker._private_jobs))::int as count`,
  );
  return rows[0]?.count;
};

test('one source is given: text, file or address, and no second beside it', async () => {
  const [document, url, file] = [json(), 'https://1.1.1.1/a', bytesOf(json())];
  const calls: [Input, File?][] = [
    [{}],
    [{ document, url }],
    [{ document }, file],
    [{ url }, file],
    [{ document, url }, file],
  ];
  for (const [input, given] of calls)
    expect(await codeOf(createApiImport(editor, input, given))).toBe('validation_failed');
  expect(await queued()).toBe(0);
});

test('a document above 25 MB is refused before anything is stored', async () => {
  const bytes = new Uint8Array(25 * 1024 * 1024 + 1);
  expect(await codeOf(createApiImport(editor, {}, { name: 'big.json', bytes }))).toBe('payload_too_large');
});

test.each([
  'file:///etc/passwd',
  'gopher://x',
  'ftp://1.1.1.1/a',
  'http://user:pw@1.1.1.1/a',
  'no url',
  'http://1.1.1.1/#a',
])('the address %s is refused at once', async (url) => {
  expect(await codeOf(createApiImport(editor, { url }))).toBe('upstream_address_forbidden');
});

test('the name of a file is shown without what hides or reorders it, and cut', async () => {
  const name = `a\0b\u202e\n${'x'.repeat(10_000)}`;
  const { source } = await createApiImport(editor, {}, { name, bytes: new Uint8Array(1) });
  expect(source).toBe(`ab${'x'.repeat(198)}`);
});

describe('a target is refused at its field', () => {
  test.each([
    ['name', 'x'.repeat(10_000)],
    ['name', 'a\u202eb'],
    ['slug', '../admin'],
    ['version', 'a/b'],
    ['version', ''],
    ['basePath', 'world'],
    ['basePath', '/wörld'],
    ['basePath', '/'],
    ['basePath', '/a//b'],
    ['basePath', '/a/../b'],
    ['basePath', '/a/'],
    ['basePath', '/{tenant}'],
    ['basePath', `/${'a'.repeat(200)}`],
    ['apiId', 'api_1'],
    ['tenantId', 'tnt_1'],
  ])('%s %j', async (field, value) => {
    const error = await createApiImport(editor, { document: json(), target: { [field]: value } }).catch(
      (e) => e,
    );
    expect(error.code).toBe('validation_failed');
    expect(error.errors[0]?.location).toBe(`target.${field}`);
  });
});
