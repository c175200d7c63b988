import type { Id } from '@tollgate/domain/ids';
import { tinyDocument } from '@tollgate/openapi/fixtures/shop-document';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getApiVersion } from '../api-versions/get-api-version.ts';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import type { Ctx } from '../context/ctx.ts';
import { createApiImport } from '../imports/create-api-import.ts';
import { getApiImport } from '../imports/get-api-import.ts';
import { runApiImport } from '../imports/run-api-import.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let apiVersionId: Id<'apiVersion'>;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
});
beforeEach(async () => {
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: `world-${++made}` });
  apiVersionId = offer.apiVersionId as Id<'apiVersion'>;
});
afterAll(() => kit.close());

describe('versions under one base path', () => {
  const by = (value: string, isDefault = false) => ({
    routing: { selection: { by: 'header', name: 'API-Version', value, isDefault } as const },
  });

  async function addVersion(): Promise<Id<'apiVersion'>> {
    const { apiId } = await getApiVersion(editor, { apiVersionId });
    const document = JSON.stringify(tinyDocument({}));
    const target = { apiId: apiId as Id<'api'>, version: '9.0.0', upstreamUrl: 'https://1.1.1.1' };
    const { id } = await createApiImport(editor, { document, target });
    await runApiImport(kit.services, { tenantId: seller.tenantId, importId: id });
    const imported = await getApiImport(editor, { importId: id as Id<'apiImport'> });
    return imported.apiVersionId as Id<'apiVersion'>;
  }

  test('stand side by side when requests say which, and two that cannot be told apart are refused by name', async () => {
    const first = apiVersionId;
    const second = await addVersion();
    const { basePath } = await getApiVersion(editor, { apiVersionId: first });
    const move = (change: object) =>
      updateApiVersion(editor, { apiVersionId: second, basePath, ...change }).catch((thrown) => thrown);
    const refused = await move(by('2'));
    expect([refused.code, refused.errors[0]?.location]).toEqual(['conflict', 'basePath']);
    expect(refused.detail).toContain('Tiny 9.0.0 and World v1 have base path');
    await updateApiVersion(editor, { apiVersionId: first, ...by('1', true) });
    expect((await move(by('1'))).detail).toContain('both chosen by 1');
    expect((await move(by('2', true))).detail).toContain('both the default');
    expect(await move(by('2'))).toMatchObject({
      basePath,
      routing: { selection: { name: 'api-version', value: '2' } },
    });
    const alone = await updateApiVersion(editor, { apiVersionId: first, routing: null }).catch((e) => e);
    expect([alone.code, alone.errors[0]?.location]).toEqual(['conflict', 'routing.selection']);
  });

  test('a version of another API cannot share it', async () => {
    const { basePath } = await updateApiVersion(editor, { apiVersionId, ...by('1') });
    const offer = await makeOffer(kit.services, seller.tenantId, { slug: `other-${made}` });
    const stranger = offer.apiVersionId as Id<'apiVersion'>;
    const error = await updateApiVersion(editor, { apiVersionId: stranger, basePath, ...by('2') }).catch(
      (e) => e,
    );
    expect(error.detail).toContain('not of one API');
  });

  test('the other upstream must be one that may be called', async () => {
    const canary = { url: 'http://127.0.0.1:1', percent: 5 };
    const error = await updateApiVersion(editor, { apiVersionId, routing: { canary } }).catch((e) => e);
    expect([error.code, error.errors[0]?.location]).toEqual([
      'upstream_address_forbidden',
      'routing.canary.url',
    ]);
    const kept = await updateApiVersion(editor, {
      apiVersionId,
      routing: { canary: { ...canary, url: 'https://1.1.1.1/' } },
    });
    expect(kept.routing?.canary).toEqual({ url: 'https://1.1.1.1', percent: 5 });
  });
});
