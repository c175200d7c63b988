import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { createRequestSizeHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createRequestSizeHandler();

function decide(config: unknown, ...request: Parameters<typeof makePolicyRequest>) {
  return handler(makePolicyRequest(...request), schema.config.parse(config));
}

test('a declared body is admitted up to the limit and refused beyond it', () => {
  expect(decide({ maxBodyBytes: 10 }, {}, { declaredBytes: 10 })).toEqual({
    kind: 'continue',
    maxBodyBytes: 10,
  });
  expect(decide({ maxBodyBytes: 10 }, {}, { declaredBytes: 11 })).toMatchObject({
    kind: 'reject',
    problem: 'body_too_large',
  });
  expect(decide({ maxBodyBytes: 0 }, {}, { declaredBytes: 1 })).toMatchObject({ problem: 'body_too_large' });
});

test('a body of unknown length goes on with the limit, for whoever reads it', () => {
  expect(decide({ maxBodyBytes: 10 }, {}, { hasBody: true })).toEqual({ kind: 'continue', maxBodyBytes: 10 });
});

test('headers are counted with their names, and refused beyond the limit', () => {
  const headers = { 'x-long': 'v'.repeat(246) };
  expect(decide({ maxHeadBytes: 256 }, headers)).toEqual({ kind: 'continue' });
  expect(decide({ maxHeadBytes: 256 }, { ...headers, x: '' })).toMatchObject({
    kind: 'reject',
    problem: 'head_too_large',
  });
});

test.each([
  {},
  { maxBodyBytes: -1 },
  { maxBodyBytes: 1.5 },
  { maxHeadBytes: 1 },
  { maxHeadBytes: 100_000 },
  { maxBodyBytes: 1, other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
