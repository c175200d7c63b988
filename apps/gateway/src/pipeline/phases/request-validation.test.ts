import type { OperationDescription } from '@tollgate/domain/operation-description';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

const NOTHING: OperationDescription = { parameters: [], body: null };
const ADD: OperationDescription = {
  parameters: [
    {
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer' },
      style: null,
      explode: null,
      mediaType: null,
    },
  ],
  body: {
    required: true,
    content: [{ mediaType: 'application/json', schema: { $ref: '#/components/schemas/Country' } }],
  },
};
const schemas = { Country: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } } };

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')));
});
afterEach(() => rig.close());

async function use(config: object, isDescribed = true): Promise<void> {
  const { version } = rig.configuration;
  const operations = version.operations.map((operation) => {
    const description = operation.operationId === 'addCountry' ? ADD : NOTHING;
    return isDescribed ? { ...operation, description } : operation;
  });
  const policies = [{ id: 'request-validation', config }];
  rig.feed.commit([{ ...version, policies, operations, schemas }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

const post = (body: string, query = '') =>
  rig.call(`/countries${query}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

test('what does not fit the description is refused, with each place that is wrong', async () => {
  await use({});
  const response = await post('{"code":5}', '?limit=x');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: 'request_invalid',
    detail: 'query.limit: must be integer (and 1 more).',
    errors: [
      { location: 'query.limit', message: 'must be integer' },
      { location: 'body/code', message: 'must be string' },
    ],
  });
  expect(rig.upstream.requests).toHaveLength(0);
  expect(rig.events().at(-1)).toMatchObject({ problem: 'request_invalid', billable: 0 });
});

test('what fits is forwarded byte for byte, also with a body of unknown length', async () => {
  await use({});
  const body = '{ "code" : "FR" }';
  expect((await post(body, '?limit=5')).status).toBe(200);
  const streamed = { body: ReadableStream.from([Buffer.from(body)]), duplex: 'half' } as const;
  const headers = { 'content-type': 'application/json' };
  expect((await rig.call('/countries', { method: 'POST', headers, ...streamed })).status).toBe(200);
  for (const request of rig.upstream.requests) expect(request.body.toString()).toBe(body);
  expect((await rig.call('/countries/FR')).status).toBe(200);
});

test('in mode report it is forwarded all the same', async () => {
  await use({ mode: 'report' });
  expect((await post('{"code":5}')).status).toBe(200);
  expect(rig.upstream.requests).toHaveLength(1);
});

test('a version whose operations come without descriptions is not activated, and the last good one serves', async () => {
  await use({}, false);
  await waitFor(
    () => rig.feed.reports.at(-1)?.refusedConfiguration?.includes('without its description') === true,
  );
  expect((await rig.call('/countries/FR')).status).toBe(200);
});
