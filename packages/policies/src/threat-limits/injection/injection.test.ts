import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { createThreatLimitsHandler } from '../handler.ts';
import { INJECTIONS, type Injection, schema } from '../schema.ts';
import { INJECTION_PATTERNS } from './patterns.ts';

const handler = createThreatLimitsHandler();
type Parts = { headers?: Record<string, string>; rest?: string; query?: string; body?: string };

function find(parts: Parts, injection: readonly Injection[] = INJECTIONS, others: object = {}): string {
  const { headers = {}, body, ...rest } = parts;
  const request = makePolicyRequest(headers, {
    ...rest,
    ...(body !== undefined && { body: Buffer.from(body) }),
  });
  const config = { injection, injectionMode: 'enforce', injectionBodyBytes: 262_144, ...others };
  const decision = handler(request, schema.config.parse(config)) as { kind: string; detail?: string };
  return decision.kind === 'continue' ? 'continue' : (decision.detail ?? '');
}

const inQuery = (value: string) => find({ query: `?q=${encodeURIComponent(value)}` });
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const xml = { 'content-type': 'application/xml' };

describe('what looks like an injection is found, and only its pattern is told', () => {
  test.each([
    ['sql-union', "1' UNION ALL SELECT password FROM users"],
    ['sql-union', '1/**/union/**/select/**/1'],
    ['sql-union', '1 /*!50000union*/ select 1'],
    ['sql-tautology', "' or '1'='1"],
    ['sql-tautology', "x') OR 1=1"],
    ['sql-tautology', "' and 'a' like 'a"],
    ['sql-statement', "'; DROP TABLE users"],
    ['sql-statement', "';exec('x')"],
    ['sql-comment', "admin'-- "],
    ['sql-comment', "admin';--"],
    ['sql-function', '1 and sleep(5)'],
    ['sql-function', "1; waitfor delay '0:0:5'"],
    ['sql-catalogue', 'select from information_schema.tables'],
    ['script-tag', '<script>alert(1)</script>'],
    ['script-tag', '< ScRiPt src=//x>'],
    ['script-handler', '<img src=x onerror=alert(1)>'],
    ['script-handler', '<svg/onload=alert(1)>'],
    ['script-url', 'javascript:alert(1)'],
    ['path-traversal', '../../secrets'],
    ['path-traversal', 'a\\..\\b'],
    ['path-file', '/etc/passwd'],
    ['path-scheme', 'file:///x'],
    ['path-nul', 'a\0b'],
    ['path-nul', '\0'],
    ['command-chain', 'x; cat /etc/hostname'],
    ['command-chain', 'x|whoami'],
    ['command-chain', '`id`'],
    ['command-substitution', '$(curl x)'],
    ['command-function', '() { :; }; echo'],
    ['command-separator', 'cat$IFS-x'],
    ['header-split', 'x\r\nSet-Cookie: a=b'],
    ['header-response', 'x\r\n\r\nHTTP/1.1 200 OK'],
    ['xml-entity', '<!ENTITY x "y">'],
    ['xml-external', '<!DOCTYPE a SYSTEM "http://x">'],
    ['xml-include', '<xi:include href="x"/>'],
  ])('%s: %j', (name, value) => {
    expect(inQuery(value)).toBe(`The query looks like an injection (${name}).`);
  });

  test.each<[string, Parts]>([
    ['path', { rest: '/files/%2e%2e%2fsecrets' }],
    ['path', { rest: '/files/%252e%252e%252fsecrets' }],
    ['query', { query: '?../x' }],
    ['query', { query: '?a=1&b=%252e%252e%252f' }],
    ['query', { query: '?q=1+union+select+2' }],
    ['header user-agent', { headers: { 'user-agent': '() { :; }; /bin/bash' } }],
    ['header x-file', { headers: { 'x-file': '%2e%2e/x' } }],
    ['body', { headers: json, body: '{"a":[{"b":"..\\u002fx"}]}' }],
    ['body', { headers: json, body: '{"../x":1}' }],
    ['body', { headers: json, body: '{"a": "../x", no json' }],
    ['body', { headers: form, body: 'a=1&b=%2e%2e/x' }],
    ['body', { headers: xml, body: '<a>../x</a><!DOCTYPE a [<!ENTITY b SYSTEM "c">]>' }],
    ['body', { headers: { 'content-type': 'text/plain' }, body: '../x' }],
  ])('in %s: %j', (place, parts) => {
    expect(find(parts)).toMatch(new RegExp(`^The ${place} looks like an injection \\([a-z-]+\\)\\.$`));
  });
});

test.each([
  "O'Brien and Sons",
  'the union of two sets; select one',
  'Tom & Jerry; cats',
  'rock, paper or scissors = fun',
  'a < b and c > d',
  'see ./readme and ...',
  '100% of $5 (approx.)',
  'ada@example.com',
  '2026-11-21T16:00:00Z',
  'SELECT is a word',
  '{"a": [1, 2]}',
  'https://example.com/a/b?c=d#e',
  'C++ -- a language',
  'Dear all,\nNote: tomorrow',
  'Zürich 東京 🙂',
])('%j is none', (value) => {
  expect(inQuery(value)).toBe('continue');
  expect(find({ headers: json, body: JSON.stringify({ value }) })).toBe('continue');
});

test('headers that are written by rule, and credentials, are not searched', () => {
  expect(find({ headers: { accept: '*/*;../', authorization: "Basic ' or 1=1", 'x-api-key': '../' } })).toBe(
    'continue',
  );
});

test('only what was asked for is looked for, and bodies only when that was', () => {
  expect(find({ query: '?q=../x' }, ['sql'])).toBe('continue');
  const body = { headers: json, body: '"../x"' };
  expect(find(body, ['path'])).toMatch(/body/);
  expect(find(body, ['path'], { injectionBodyBytes: undefined })).toBe('continue');
  expect(find(body, ['path'], { injectionBodyBytes: 3 })).toBe('The body has more than 3 bytes.');
});

test('in mode report it goes on, and a limit that is passed still refuses', () => {
  const request = makePolicyRequest({ a: '1' }, { query: "?q=' or 1=1" });
  const decide = (config: object) => handler(request, schema.config.parse({ injection: ['sql'], ...config }));
  expect(decide({})).toEqual({
    kind: 'continue',
    finding: 'The query looks like an injection (sql-tautology).',
  });
  expect(decide({ maxQueryBytes: 3 })).toMatchObject({ kind: 'reject' });
  expect(decide({ maxQueryBytes: 3, mode: 'report', injectionMode: 'enforce' })).toMatchObject({
    detail: 'The query looks like an injection (sql-tautology).',
  });
});

const ALL = Object.values(INJECTION_PATTERNS).flat();

test.each(ALL)(
  'no repetition in $name is unbounded, and it looks neither around nor back',
  ({ expression }) => {
    const shape = expression.source.replace(/\\[^1-9k]/g, 'x').replace(/\[(?:\\.|[^\]\\])*\]/g, 'x');
    expect(shape).not.toMatch(/[*+]|\{\d*,\}/);
    expect(shape).not.toMatch(/\\[1-9k]|\(\?[=!<]/);
    for (const [, most] of shape.matchAll(/\{\d+,(\d+)\}/g)) expect(Number(most)).toBeLessThanOrEqual(300);
    // A group that is repeated would multiply what it holds.
    expect(shape).not.toMatch(/\)\{/);
  },
);

/** Beginnings of what patterns look for, over and over: where one goes back again and again, it is on these. */
const HOSTILE = [
  ...[
    'union ',
    'union((((((((((',
    'union all ',
    "' ",
    "' or ",
    "'or'''",
    "'||",
    "' or a",
    "';",
    "' ) ; ",
    "'--",
    '-',
  ],
  ...[
    '; delete ',
    '<',
    '< ',
    '< / ',
    '<a on',
    '<a onx ',
    '<a ',
    'on',
    '<svg/on',
    'javascript ',
    'j',
    '../',
    '..',
    '.',
  ],
  ...[
    '=..',
    '/etc/',
    '; ',
    ';cat ',
    ';cat     ',
    '$( ',
    '() ',
    '() { ',
    '(){aaaaaaaaaa',
    '$',
    '\r\n',
    '\r\n ',
    '\n',
  ],
  ...[
    '\r\naccess-control-aaaaaaaa',
    '<!',
    '<! ',
    '<!doctype ',
    '<!doctype systex ',
    '<!doctype a',
    'a:',
    '<aaaaaaaaaa',
  ],
  ...['a', ' ', '"', '%', '/*', '*/', '/*!', '(', '&', '|', '`', ';'],
];

test('no text that nearly fits a pattern takes long', () => {
  const slow: string[] = [];
  for (const { name, expression } of ALL) {
    for (const piece of HOSTILE) {
      const text = piece.repeat(Math.ceil(65_536 / piece.length));
      const startedAt = performance.now();
      expression.test(text);
      // A step for each pair of 65,536 letters would be many seconds.
      if (performance.now() - startedAt > 400) slow.push(`${name}: ${JSON.stringify(piece)}`);
    }
  }
  expect(slow).toEqual([]);
}, 30_000);

test('a hostile body is searched for everything in a moment', () => {
  for (const piece of ["' or ", '<a on', ' ', '%25', '/*!', '&', '\r\n ']) {
    const text = piece.repeat(Math.ceil(262_144 / piece.length)).slice(0, 262_144);
    const startedAt = performance.now();
    for (const headers of [{ 'content-type': 'text/plain' }, form]) find({ headers, body: text });
    expect(performance.now() - startedAt, piece).toBeLessThan(4000);
  }
}, 30_000);

test.each([
  { injection: ['ldap'] },
  { injection: [] },
  { injectionBodyBytes: 10, maxHeaders: 1 },
  { injection: ['sql'], injectionBodyBytes: 0 },
  { injection: ['sql'], injectionMode: 'off' },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
