import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { createRedirectHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createRedirectHandler();

function locationOf(config: unknown, rest: string, query = '') {
  const decision = handler(makePolicyRequest({}, { rest, query }), schema.config.parse(config));
  const { kind, headers = [] } = decision as { kind: string; headers?: readonly string[] };
  return kind === 'answer' ? headers[1] : kind;
}

test('a path is redirected, with its query, and others go on', () => {
  const config = { from: ['/old'], to: '/world/v2/new' };
  expect(locationOf(config, '/old', '?a=1')).toBe('/world/v2/new?a=1');
  expect(locationOf({ ...config, keepQuery: false }, '/old', '?a=1')).toBe('/world/v2/new');
  expect(locationOf(config, '/old/deeper')).toBe('continue');
  expect(locationOf(config, '/older')).toBe('continue');
});

test('what a star stands for goes along', () => {
  const config = { from: ['/old/*'], to: 'https://new.example.com/v2/{rest}?from=old' };
  expect(locationOf(config, '/old/countries/FR', '?a=1')).toBe(
    'https://new.example.com/v2/countries/FR?from=old&a=1',
  );
  expect(locationOf(config, '/old')).toBe('continue');
});

test('no path of a caller turns a redirect into one to another host', () => {
  const config = { from: ['/*'], to: '/{rest}' };
  for (const rest of ['//evil.example', '/\\evil.example', '///evil.example']) {
    expect(locationOf(config, rest)).toMatch(/^\/[^/\\]/);
  }
});

test('it answers 308 unless told otherwise', () => {
  const request = makePolicyRequest({}, { rest: '/old' });
  expect(handler(request, schema.config.parse({ from: ['/old'], to: '/new' }))).toMatchObject({
    status: 308,
  });
  expect(handler(request, schema.config.parse({ from: ['/old'], to: '/new', status: '302' }))).toMatchObject({
    status: 302,
  });
});

test.each([
  { from: [], to: '/new' },
  { from: ['old'], to: '/new' },
  { from: ['/old*'], to: '/new' },
  { from: ['/old'], to: '//evil.example' },
  { from: ['/old'], to: '/\\evil.example' },
  { from: ['/old'], to: 'javascript:alert(1)' },
  { from: ['/old/*'], to: 'https://example.com{rest}' },
  { from: ['/old'], to: '/new\r\nset-cookie: a=b' },
  { from: ['/old'], to: '/new/{rest}' },
  { from: ['/old'], to: '/new', status: '200' },
  { from: ['/old'], to: '/new', other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
