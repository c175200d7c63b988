import { apiSchemas, operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Id } from '@tollgate/domain/ids';
import { type ApiVersionRecord, SnapshotRecord } from '@tollgate/domain/snapshot';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import { readSnapshot } from './read-snapshot.ts';

let kit: TestServices;
let seller: Seller;
let apiVersionId: Id<'apiVersion'>;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: 'world' });
  apiVersionId = offer.apiVersionId as Id<'apiVersion'>;
});
afterAll(() => kit.close());

async function versionRecord(): Promise<ApiVersionRecord> {
  const { records } = await readSnapshot(kit.services);
  const record = records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
  return SnapshotRecord.parse(record) as ApiVersionRecord;
}

const use = (policies: { id: string; config: unknown }[]) =>
  updateApiVersion(seller.memberCtx('editor'), { apiVersionId, policies });

test('gateways are told of examples of answers only where a policy answers from them', async () => {
  const { db } = kit.services;
  const { tenantId } = seller;
  const detail = {
    responses: [
      {
        status: '200',
        description: 'x',
        headers: [],
        content: [
          { mediaType: 'application/json', schema: { $ref: '#/components/schemas/City' }, examples: [] },
        ],
      },
    ],
  };
  await withTenantTx({ db, tenantId }, async (tx) => {
    const ofTwo = and(eq(operations.apiVersionId, apiVersionId), eq(operations.operationId, 'two'));
    await tx.update(operations).set({ detail }).where(ofTwo);
    const schema = { type: 'object', properties: { name: { type: 'string' } } };
    await tx.insert(apiSchemas).values({ tenantId, apiVersionId, name: 'City', schema });
  });
  for (const operation of (await versionRecord()).operations) expect(operation).not.toHaveProperty('answers');
  await use([{ id: 'mock', config: {} }]);
  const { operations: mocked, ...version } = await versionRecord();
  expect(version).not.toHaveProperty('schemas');
  expect(mocked.map(({ answers }) => answers)).toEqual([
    [],
    [
      {
        status: '200',
        headers: {},
        bodies: [{ mediaType: 'application/json', name: '', body: '{"name":"text"}' }],
      },
    ],
    [],
  ]);
  await withTenantTx({ db, tenantId }, (tx) => tx.delete(apiSchemas));
});

test('gateways are told of descriptions only where a policy needs them', async () => {
  const detail = {
    operationId: 'one',
    parameters: [
      {
        name: 'limit',
        in: 'query',
        required: true,
        schema: { type: 'integer' },
        explode: false,
        description: 'x',
      },
      { name: 'session', in: 'cookie', required: true, schema: {} },
    ],
    requestBody: {
      description: 'x',
      required: true,
      content: [
        { mediaType: 'application/json', schema: { $ref: '#/components/schemas/Country' }, examples: [] },
      ],
    },
  };
  const { db } = kit.services;
  const { tenantId } = seller;
  await withTenantTx({ db, tenantId }, async (tx) => {
    const ofOne = and(eq(operations.apiVersionId, apiVersionId), eq(operations.operationId, 'one'));
    await tx.update(operations).set({ detail }).where(ofOne);
    await tx
      .insert(apiSchemas)
      .values({ tenantId, apiVersionId, name: 'Country', schema: { type: 'object' } });
  });
  await use([{ id: 'cors', config: { origins: ['*'] } }]);
  const plain = await versionRecord();
  expect(plain).not.toHaveProperty('schemas');
  for (const operation of plain.operations) expect(operation).not.toHaveProperty('description');

  await use([{ id: 'request-validation', config: {} }]);
  const described = await versionRecord();
  expect(described.schemas).toEqual({ Country: { type: 'object' } });
  expect(described.operations.map(({ description }) => description)).toEqual([
    {
      parameters: [
        {
          ...{ name: 'limit', in: 'query', required: true, schema: { type: 'integer' } },
          ...{ style: null, explode: false, mediaType: null },
        },
      ],
      body: {
        required: true,
        content: [{ mediaType: 'application/json', schema: { $ref: '#/components/schemas/Country' } }],
      },
    },
    { parameters: [], body: null },
    { parameters: [], body: null },
  ]);
});
