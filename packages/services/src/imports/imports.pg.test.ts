import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tinyDocument } from '@tollgate/openapi/fixtures/shop-document';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOperations } from '../api-versions/list-operations.ts';
import { getApi } from '../apis/get-api.ts';
import { listApis } from '../apis/list-apis.ts';
import type { Ctx } from '../context/ctx.ts';
import { createApiImport } from './create-api-import.ts';
import { getApiImport } from './get-api-import.ts';
import { runApiImport } from './run-api-import.ts';

const UPSTREAM = 'https://1.1.1.1/api';
let kit: TestServices;
let seller: Seller;
let editor: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
});
afterAll(() => kit.close());

const paths = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      `/${name}`,
      { get: { operationId: name, responses: { 200: { description: 'OK' } } } },
    ]),
  );
const json = (fields: Record<string, unknown> = {}) =>
  JSON.stringify(tinyDocument({ paths: paths('list', 'get'), ...fields }));
const yaml = (openapi: string) =>
  `openapi: ${openapi}\ninfo: {title: Written in YAML, version: "2.0"}\nservers: [{url: ${UPSTREAM}}]\npaths:\n  /one:\n    get:\n      responses: {"200": {description: OK}}\n`;

type Input = Parameters<typeof createApiImport>[1];
type File = Parameters<typeof createApiImport>[2];
async function importNow(input: Input, file?: File, ctx = editor) {
  const { id } = await createApiImport(ctx, input, file);
  await runApiImport(kit.services, { tenantId: ctx.tenantId, importId: id });
  return getApiImport(ctx, { importId: id as never });
}
const storedCounts = async () => {
  const { rows } = await kit.services.db.system.execute(sql`select (select count(*) from apis) || '/' ||
    (select count(*) from api_versions) || '/' || (select count(*) from operations) || '/' ||
    (select count(*) from api_schemas) || '/' || (select count(*) from change_log) as counts`);
  return rows[0]?.counts;
};
const bytesOf = (text: string) => ({ name: 'openapi.yaml', bytes: new TextEncoder().encode(text) });

describe('a document becomes an API version', () => {
  test.each<[string, () => [Input, File?]]>([
    ['JSON 3.1 as text', () => [{ document: json(), target: { upstreamUrl: UPSTREAM } }]],
    ['JSON 3.0 as text', () => [{ document: json({ openapi: '3.0.3', servers: [{ url: UPSTREAM }] }) }]],
    ['YAML 3.0 as text', () => [{ document: yaml('3.0.0') }]],
    ['YAML 3.1 as a file', () => [{}, bytesOf(yaml('3.1.1'))]],
    [
      'JSON 3.1 as a file with a byte order mark',
      () => [{ target: { upstreamUrl: UPSTREAM } }, bytesOf(`\ufeff${json()}`)],
    ],
  ])('%s', async (_, input) => {
    const done = await importNow(...input());
    expect(done).toMatchObject({ status: 'succeeded', step: 'done', problem: null });
    const api = await getApi(editor, { apiId: done.apiId as never });
    expect(api.versions).toHaveLength(1);
    expect(api.versions[0]).toMatchObject({
      id: done.apiVersionId,
      upstream: { url: UPSTREAM },
      status: 'active',
    });
    const { data } = await listOperations(editor, { filter: { apiVersionId: done.apiVersionId as never } });
    expect(data).toHaveLength(api.versions[0]?.operationCount ?? -1);
    expect(await auditActions(editor, done.apiVersionId ?? '')).toEqual(['api_version.created']);
    expect((await feedEntries(editor)).at(-1)).toBe(`api_version:${done.apiVersionId}`);
  });

  test('fetched from an address the operator allows, recorded as made by who asked for it', async () => {
    const server: Server = createServer((_, response) => response.end(yaml('3.1.0')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/openapi.yaml?token=x`;
    const refused = await importNow({ url });
    expect(refused).toMatchObject({ status: 'failed', problem: { code: 'openapi_invalid' } });
    kit.services.settings.allowedPrivateUpstreams.push(`127.0.0.1:${port}`);
    const done = await importNow({ url });
    expect(done).toMatchObject({ status: 'succeeded', source: url });
    const { rows } = await kit.services.db.system.execute<{ actor: string }>(
      sql`select actor_name as actor from audit_log where target_id = ${done.apiVersionId}`,
    );
    expect(rows).toEqual([{ actor: 'Olive Owner' }]);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('where it goes', () => {
  test('names, slugs, versions and base paths that are taken get a number, those asked for are a conflict', async () => {
    const target = { name: 'Shop', upstreamUrl: UPSTREAM };
    const first = await importNow({ document: json(), target });
    const second = await importNow({ document: json(), target });
    const slugs = await Promise.all(
      [first, second].map(async ({ apiId }) => {
        const api = await getApi(editor, { apiId: apiId as never });
        return [api.slug, api.versions[0]?.basePath];
      }),
    );
    expect(slugs).toEqual([
      ['shop', '/shop/v1'],
      ['shop-2', '/shop-2/v1'],
    ]);
    const before = await storedCounts();
    const asked = { upstreamUrl: UPSTREAM, apiId: first.apiId as never };
    for (const [location, wanted] of [
      ['target.slug', { upstreamUrl: UPSTREAM, slug: 'shop' }],
      ['target.basePath', { ...asked, basePath: '/shop/v1' }],
      ['target.version', { ...asked, version: '1' }],
    ] as const) {
      const { status, problem } = await importNow({ document: json(), target: wanted });
      expect([status, problem?.code, problem?.errors[0]?.location]).toEqual(['failed', 'conflict', location]);
    }
    expect(await storedCounts()).toBe(before);
    const next = await importNow({ document: json(), target: asked });
    const api = await getApi(editor, { apiId: first.apiId as never });
    expect(api.versions.map(({ version, basePath }) => [version, basePath])).toEqual([
      ['1-2', '/shop/v1-2'],
      ['1', '/shop/v1'],
    ]);
    expect(next.apiId).toBe(first.apiId);
  });

  test('a document without an absolute server needs an upstream, and says so', async () => {
    for (const servers of [undefined, [], [{ url: '/v1' }], [{ url: 'ftp://1.1.1.1' }]]) {
      const { status, problem } = await importNow({ document: json({ servers }) });
      expect(status).toBe('failed');
      expect(problem).toMatchObject({
        code: 'upstream_address_forbidden',
        errors: [{ location: 'target.upstreamUrl' }],
      });
    }
  });

  test('a server of the document that points inward is refused like one that is typed', async () => {
    const before = await storedCounts();
    for (const url of ['http://169.254.169.254', 'http://localhost:5432', 'http://[::ffff:10.0.0.1]/v1']) {
      const { problem } = await importNow({ document: json({ servers: [{ url }] }) });
      expect(problem?.code, url).toBe('upstream_address_forbidden');
      const typed = { document: json(), target: { upstreamUrl: url } };
      expect(await codeOf(createApiImport(editor, typed))).toBe('upstream_address_forbidden');
    }
    expect(await storedCounts()).toBe(before);
  });
});

describe('what fails stores nothing but its problem', () => {
  test.each([
    ['no OpenAPI', '{"swagger": "2.0"}'],
    ['no document', 'hello'],
    ['nothing', ''],
    ['broken JSON', '{"openapi": '],
    ['broken YAML', 'openapi: 3.1.0\n  info: ['],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((l, i) => `${l}: &${l} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`).join('\n')}`,
    ],
    ['a path without its slash', json({ paths: { list: { get: {} } } })],
  ])('%s', async (_, document) => {
    const before = await storedCounts();
    const failed = await importNow({ document, target: { upstreamUrl: UPSTREAM } });
    expect(failed).toMatchObject({ status: 'failed', apiId: null, apiVersionId: null });
    expect(failed.problem).toMatchObject({ code: 'openapi_invalid' });
    expect(failed.problem?.errors.length).toBeGreaterThan(0);
    expect(failed.finishedAt).not.toBeNull();
    expect(await storedCounts()).toBe(before);
  });

  test('a description with script, zero bytes and direction marks is stored without them', async () => {
    const info = {
      title: 'A\u0000B\u202e',
      version: '1\u0000',
      description: 'x\u0000<script>alert(1)</script>',
    };
    const operation = {
      summary: 's\u0000',
      tags: ['t\u0000'],
      responses: { 200: { description: 'd\u0000' } },
    };
    const schema = { type: 'string', description: 'z\u0000', example: 'e\u0000' };
    const document = JSON.stringify({
      ...tinyDocument({ info, paths: { '/x': { get: operation } } }),
      ...{ tags: [{ name: 't\u0000', description: '\u0000' }], components: { schemas: { S: schema } } },
    });
    const done = await importNow({ document, target: { upstreamUrl: UPSTREAM } });
    if (done.status === 'failed') expect(done.problem?.code).toBe('openapi_invalid');
    else expect((await getApi(editor, { apiId: done.apiId as never })).name).toBe('AB');
  });
});

describe('a job', () => {
  const versionsOf = async (apiId: string | null) =>
    (await getApi(editor, { apiId: apiId as never })).versions;

  test('that runs twice, one after the other or both at once, stores one version', async () => {
    const target = { upstreamUrl: UPSTREAM };
    for (const isTogether of [false, true]) {
      const { id } = await createApiImport(editor, { document: json(), target });
      const run = () => runApiImport(kit.services, { tenantId: editor.tenantId, importId: id });
      const apisBefore = (await listApis(editor, { page: { size: 100 } })).data.length;
      if (isTogether) await Promise.all([run(), run(), run()]);
      else for (let i = 0; i < 3; i++) await run();
      const done = await getApiImport(editor, { importId: id as never });
      expect(done).toMatchObject({ status: 'succeeded', step: 'done' });
      expect(await versionsOf(done.apiId)).toHaveLength(1);
      expect((await listApis(editor, { page: { size: 100 } })).data).toHaveLength(apisBefore + 1);
    }
  });

  test('that died while it ran is taken up again', async () => {
    const { id } = await createApiImport(editor, { document: json(), target: { upstreamUrl: UPSTREAM } });
    await kit.services.db.system.execute(
      sql`update api_imports set status = 'running', step = 'normalize' where id = ${id}`,
    );
    await runApiImport(kit.services, { tenantId: editor.tenantId, importId: id });
    expect((await getApiImport(editor, { importId: id as never })).status).toBe('succeeded');
  });

  test('of another tenant or of nothing does nothing', async () => {
    const { id } = await createApiImport(editor, { document: json() });
    const other = await makeSeller(kit.services, 'Other');
    await runApiImport(kit.services, { tenantId: other.tenantId, importId: id });
    await runApiImport(kit.services, { tenantId: editor.tenantId, importId: 'imp_gone' });
    expect((await getApiImport(editor, { importId: id as never })).status).toBe('queued');
    expect(await codeOf(getApiImport(other.memberCtx('owner'), { importId: id as never }))).toBe('not_found');
  });

  test('keeps the document no longer than it needs it', async () => {
    const { rows } = await kit.services.db.system.execute(
      sql`select count(*)::int as count from api_imports where finished_at is not null and document is not null`,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });
});
