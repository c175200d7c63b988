import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { createThreatLimitsHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createThreatLimitsHandler();

function detailOf(config: unknown, ...request: Parameters<typeof makePolicyRequest>) {
  const decision = handler(makePolicyRequest(...request), schema.config.parse(config));
  const { kind, problem, detail } = decision as { kind: string; problem?: string; detail?: string };
  if (kind === 'continue') return kind;
  expect(problem).toBe('request_refused');
  return detail;
}

const json = (text: string) => ({ body: Buffer.from(text) });

test('too many headers, or one too long, are refused', () => {
  expect(detailOf({ maxHeaders: 2 }, { a: '1', b: '2' })).toBe('continue');
  expect(detailOf({ maxHeaders: 2 }, { a: '1', b: ['2', '3'] })).toBe('The request has more than 2 headers.');
  expect(detailOf({ maxHeaderBytes: 3 }, { a: '123' })).toBe('continue');
  expect(detailOf({ maxHeaderBytes: 3 }, { a: '1234' })).toBe('The header a has more than 3 bytes.');
});

test('too many parameters, or one too long, are refused', () => {
  expect(detailOf({ maxQueryParameters: 2 }, {}, { query: '?a=1&b=2' })).toBe('continue');
  expect(detailOf({ maxQueryParameters: 2 }, {}, { query: '?a&b&c' })).toMatch(/more than 2 parameters/);
  expect(detailOf({ maxQueryBytes: 3 }, {}, { query: '?a=1' })).toBe('continue');
  expect(detailOf({ maxQueryBytes: 3 }, {}, { query: '?a=12' })).toMatch(/more than 3 bytes/);
  expect(detailOf({ maxQueryParameters: 1 }, {}, { query: '?' })).toBe('continue');
});

describe('JSON', () => {
  test('nested too deep is refused, and brackets in texts do not count', () => {
    expect(detailOf({ maxJsonDepth: 2 }, {}, json('[{"a":"[[[["}]'))).toBe('continue');
    expect(detailOf({ maxJsonDepth: 2 }, {}, json('[{"a":[]}]'))).toMatch(/more than 2 levels/);
    expect(detailOf({ maxJsonDepth: 1 }, {}, json('[[],"\\"",[]]'))).toMatch(/levels/);
    expect(detailOf({ maxJsonDepth: 2 }, {}, json('[[],[],[]]'))).toBe('continue');
  });

  test('lists and objects with too many entries are refused, each counted for itself', () => {
    expect(detailOf({ maxJsonEntries: 2 }, {}, json('{"a":[1,2],"b":","}'))).toBe('continue');
    expect(detailOf({ maxJsonEntries: 2 }, {}, json('[1,2,3]'))).toMatch(/more than 2 entries/);
    expect(detailOf({ maxJsonEntries: 2 }, {}, json('{"a":1,"b":2,"c":3}'))).toMatch(/entries/);
  });

  test('texts that are too long are refused, names of members too', () => {
    expect(detailOf({ maxJsonTextBytes: 4 }, {}, json('{"name":"\\"abc"}'))).toMatch(/more than 4 bytes/);
    expect(detailOf({ maxJsonTextBytes: 5 }, {}, json('{"name":"\\"abc"}'))).toBe('continue');
    expect(detailOf({ maxJsonTextBytes: 3 }, {}, json('{"name":1}'))).toMatch(/more than 3 bytes/);
  });

  test.each(['{', '[1,]', '{"a":1}x', '"', '\ufeff{}', 'NaN', ''])('%j is refused: it is no JSON', (text) => {
    expect(detailOf({ maxJsonDepth: 5 }, {}, json(text))).toMatch(/not JSON/);
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(detailOf({ maxJsonDepth: 5 }, {}, { body: Buffer.from([0x22, 0xff, 0x22]) })).toMatch(/not JSON/);
  });

  test('a million brackets are measured without recursion', () => {
    expect(
      detailOf({ maxJsonDepth: 1000, maxJsonBytes: 1_048_576 }, {}, json('['.repeat(1_000_000))),
    ).toMatch(/more than 1000 levels/);
  });

  test('its body is asked for only when there is a limit on JSON', () => {
    const bytesOf = (config: unknown) => schema.bodyBytes?.(schema.config.parse(config));
    expect(bytesOf({ maxHeaders: 5 })).toBe(0);
    expect(bytesOf({ maxJsonDepth: 5 })).toBe(262_144);
    expect(bytesOf({ maxJsonDepth: 5, maxJsonBytes: 1000 })).toBe(1000);
    expect(schema.phaseOf?.(schema.config.parse({ maxHeaders: 5 }))).toBe('access');
    expect(schema.phaseOf?.(schema.config.parse({ maxJsonDepth: 5 }))).toBe('request');
  });
});

test('in mode report all are admitted, and what would be refused is a finding', () => {
  const request = makePolicyRequest({ a: '1', b: '2' });
  expect(handler(request, schema.config.parse({ maxHeaders: 1, mode: 'report' }))).toEqual({
    kind: 'continue',
    finding: 'The request has more than 1 headers.',
  });
});

test.each([{}, { mode: 'enforce' }, { maxHeaders: 0 }, { maxJsonDepth: 1001 }, { maxHeaders: 5, other: 1 }])(
  'a configuration that cannot be meant is refused: %j',
  (config) => {
    expect(schema.config.safeParse(config).success).toBe(false);
  },
);
