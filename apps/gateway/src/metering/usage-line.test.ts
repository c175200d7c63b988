import { expect, test } from 'vitest';
import { LineMaker, type UsageFacts, type UsagePlace } from './usage-line.ts';

const PLACE: UsagePlace = {
  tenant: 'ten_1',
  api: 'api_1',
  apiVersion: 'ver_1',
  operation: 'opn_1',
  product: 'prd_1',
  planVersion: 'plv_1',
  subscription: 'sub_1',
  app: 'app_1',
  route: '/world/v1/countries/{code}',
};
const FACTS: UsageFacts = {
  startedAtUs: 1_700_000_000_000_000,
  environment: 'live',
  key: 'key_1',
  method: 'GET',
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
    const lines = new LineMaker('münchen', 'gateway-0');
    const line = lines.line('id-1', lines.place({ ...PLACE, route }), FACTS);
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
  const lines = new LineMaker('local', 'gateway-0');
  const place = lines.place(PLACE);
  const mocked = JSON.parse(lines.line('id-1', place, { ...FACTS, answeredBy: 'mock' }));
  expect(mocked).toMatchObject({ answered_by: 'mock' });
  expect(JSON.parse(lines.line('id-1', place, FACTS))).not.toHaveProperty('answered_by');
});

test.each([
  0, 1, 999, 1000, 999_999, 1_700_000_000_000_000, 1_700_000_000_000_001, 1_700_000_000_999_999,
  1_700_000_001_000_000,
])('a request that began at %d µs says so', (startedAtUs) => {
  const lines = new LineMaker('eu', 'gateway-0');
  const event = JSON.parse(lines.line('id-1', lines.place(PLACE), { ...FACTS, startedAtUs }));
  expect(event.time_us).toBe(startedAtUs);
});

test('what is known of a request that was refused is on its line', () => {
  const lines = new LineMaker('eu', 'gateway-0');
  const refused = { ...FACTS, problem: 'key_unknown', status: 401, isBillable: false };
  const event = JSON.parse(lines.line('id-1', lines.place(PLACE), refused));
  expect(event).toMatchObject({ problem: 'key_unknown', status: 401, billable: 0, key: 'key_1' });
});
