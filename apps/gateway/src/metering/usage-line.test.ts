import { expect, test } from 'vitest';
import { createLineMaker, type UsageFacts } from './usage-line.ts';

const FACTS: UsageFacts = {
  startedAtUs: 1_700_000_000_000_000,
  tenant: 'ten_1',
  environment: 'live',
  api: 'api_1',
  apiVersion: 'ver_1',
  operation: 'opn_1',
  product: 'prd_1',
  planVersion: 'plv_1',
  subscription: 'sub_1',
  app: 'app_1',
  key: 'key_1',
  method: 'GET',
  route: '/world/v1/countries/{code}',
  status: 200,
  problem: '',
  answeredBy: '',
  isBillable: true,
  requestBytes: 0,
  responseBytes: 12,
  durationUs: 900,
  upstreamUs: 700,
  attempts: 1,
  requestId: 'req_1',
  traceId: 'abc',
};

test.each(['/plain', '/städte/{größe}', '/a"b\\c', '/\u{1f600}', '/\u2028'])(
  'the route %j comes back from its line as it is, and the line is ASCII',
  (route) => {
    const line = createLineMaker('münchen', 'gateway-0')('id-1', { ...FACTS, route });
    expect(line).toMatch(/^[ -~]+\n$/);
    expect(JSON.parse(line)).toMatchObject({
      id: 'id-1',
      region: 'münchen',
      route,
      status: 200,
      billable: 1,
    });
  },
);

test('who answered in place of the upstream is said, and left out when nobody did', () => {
  const line = createLineMaker('local', 'gateway-0');
  expect(JSON.parse(line('id-1', { ...FACTS, answeredBy: 'mock' }))).toMatchObject({ answered_by: 'mock' });
  expect(JSON.parse(line('id-1', FACTS))).not.toHaveProperty('answered_by');
});
