import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProtectedHeader } from '../header-names.ts';
import type { Continue } from '../policy.ts';
import { createRequestTransformHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createRequestTransformHandler();
const CALLER = {
  keyId: 'key_1',
  appId: 'app_1',
  subscriptionId: 'sub_1',
  planId: 'pln_1',
  environment: 'live' as const,
  credentialHeaders: ['x-own-key'],
};

function forwarded(config: unknown, ...[headers, others]: Parameters<typeof makePolicyRequest>) {
  const request = makePolicyRequest(headers, { caller: CALLER, ...others });
  return (handler(request, schema.config.parse(config)) as Continue).forward ?? {};
}

function bodyOf(config: unknown, body: string, headers = {}) {
  const changed = forwarded(config, headers, { body: Buffer.from(body) }).body;
  return changed && Buffer.from(changed).toString();
}

describe('headers', () => {
  test('are removed, renamed, set and added, in this order', () => {
    const config = {
      removeHeaders: ['X-Gone'],
      renameHeaders: { 'X-Old': 'X-New' },
      setHeaders: { 'X-Set': 'set' },
      addHeaders: { accept: 'b' },
    };
    const headers = { 'x-gone': '1', 'x-old': ['2', '3'], 'x-set': ['4', '5'], accept: 'a' };
    expect(forwarded(config, headers).headers).toEqual([
      'x-new',
      '2',
      'x-new',
      '3',
      'accept',
      'a',
      'x-set',
      'set',
      'accept',
      'b',
    ]);
  });

  test('variables are filled in, and what is missing is empty', () => {
    const value =
      '{app} {subscription} {plan} {tenant} {requestId} {clientAddress} {method} {path} {header:x-in} {query:a} {query:b}!{other';
    const { headers } = forwarded({ setHeaders: { x: value } }, { 'x-in': 'in' }, { query: '?a=%C3%A9+1' });
    expect(headers?.at(-1)).toBe('app_1 sub_1 pln_1 tnt_1 req_1 203.0.113.7 GET /countries in  1 !{other');
  });

  test('nothing a caller sends ends the line of a header', () => {
    const { headers } = forwarded({ setHeaders: { x: '{query:a}' } }, {}, { query: '?a=1%0d%0aevil:%201' });
    expect(headers).toEqual(['x', '1evil: 1']);
  });

  test('the credential is not put anywhere', () => {
    expect(
      forwarded({ setHeaders: { x: '[{header:x-own-key}]' } }, { 'x-own-key': 'k' }).headers?.at(-1),
    ).toBe('[]');
    for (const name of ['authorization', 'X-API-Key', 'apikey', 'cookie']) {
      expect(schema.config.safeParse({ setHeaders: { x: `{header:${name}}` } }).success).toBe(false);
    }
  });

  test('no configuration that is accepted touches a protected header', () => {
    const names = fc.constantFrom(
      ...['host', 'Content-Length', 'TRANSFER-ENCODING', 'tollgate-app', 'Tollgate_App', 'x-forwarded-for'],
      ...['via', 'X_Request_Id', 'connection', 'te', 'traceparent', 'x-mine', 'accept'],
    );
    fc.assert(
      fc.property(names, fc.constantFrom('removeHeaders', 'renameHeaders', 'setHeaders'), (name, edit) => {
        const config =
          edit === 'removeHeaders'
            ? { removeHeaders: [name] }
            : { [edit]: { [name]: 'x-mine', 'x-b': 'x-c' } };
        expect(schema.config.safeParse(config).success).toBe(!isProtectedHeader(name));
      }),
    );
    expect(schema.config.safeParse({ renameHeaders: { 'x-a': 'host' } }).success).toBe(false);
  });
});

test('query parameters are removed, renamed and set; the rest stays as it was written', () => {
  const config = {
    removeQuery: ['gone'],
    renameQuery: { 'old one': 'new one' },
    setQuery: { set: '{app}&b' },
  };
  const query = '?keep=%7E+x&gone=1&old+one=a+b&set=1&g%6Fne=2&flag&%zz=1';
  expect(forwarded(config, {}, { query }).query).toBe('?keep=%7E+x&new%20one=a+b&flag&%zz=1&set=app_1%26b');
  expect(forwarded({ removeQuery: ['a'] }, {}, { query: '?a=1' }).query).toBe('');
  expect(forwarded({ setQuery: { a: '1' } }).query).toBe('?a=1');
});

describe('a JSON body', () => {
  test('is set and removed by pointer', () => {
    const config = {
      removeBody: ['/secret', '/list/0', '/none/at/all'],
      setBody: {
        '/meta/app': '{app}',
        '/list/-': '5',
        '/flag': 'true',
        '/note': 'say {method}',
        '/a~1b': 'null',
      },
    };
    expect(bodyOf(config, '{"secret":1,"list":[1,2],"note":null}')).toBe(
      '{"list":[2,5],"note":"say GET","meta":{"app":"app_1"},"flag":true,"a/b":null}',
    );
  });

  test('what a caller sends becomes text and never JSON', () => {
    const headers = { 'x-in': '{"admin":true}' };
    expect(bodyOf({ setBody: { '/a': '{header:x-in}' } }, '{}', headers)).toBe('{"a":"{\\"admin\\":true}"}');
    expect(bodyOf({ setBody: { '/a': '["{header:x-in}"]' } }, '{}', { 'x-in': '"]' })).toBe('{"a":["\\"]"]}');
  });

  test('numbers keep the digits they came with', () => {
    const body = '{"id":12345678901234567890,"price":1.10,"e":1e400,"z":-0}';
    expect(bodyOf({ setBody: { '/a': '1' } }, body)).toBe(`${body.slice(0, -1)},"a":1}`);
  });

  test('a pointer that leads through a text or past a list changes nothing', () => {
    const config = { setBody: { '/a/b': '1', '/list/7': '1', '/list/x': '1' }, removeBody: ['/a/0'] };
    expect(bodyOf(config, '{"a":"text","list":[]}')).toBe('{"a":"text","list":[]}');
    expect(bodyOf(config, '"text"')).toBe('"text"');
    expect(bodyOf({ setBody: { '/a/b': '1' } }, '{"a":1.10}')).toBe('{"a":1.10}');
  });

  test('members with names of prototypes stay what they are', () => {
    const config = { setBody: { '/constructor/x': '1', '/toString': '2' } };
    expect(bodyOf(config, '{"__proto__":{"a":1}}')).toBe(
      '{"__proto__":{"a":1},"constructor":{"x":1},"toString":2}',
    );
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test.each(['', '{', '\u0000', '[1,]', '['.repeat(200_000)])('that is none is refused (case %#)', (body) => {
    const request = makePolicyRequest({}, { caller: CALLER, body: Buffer.from(body) });
    expect(handler(request, schema.config.parse({ setBody: { '/a': '1' } }))).toMatchObject({
      kind: 'reject',
      problem: 'request_refused',
    });
  });

  test('is asked for only where it is changed', () => {
    const bytesOf = (config: unknown) => schema.bodyBytes?.(schema.config.parse(config));
    expect(bytesOf({ removeHeaders: ['x'] })).toBe(0);
    expect(bytesOf({ removeBody: ['/a'] })).toBe(262_144);
    expect(bytesOf({ setBody: { '/a': '1' }, maxBodyBytes: 10 })).toBe(10);
  });
});

test.each([
  {},
  { maxBodyBytes: 5 },
  { setHeaders: { 'a b': 'x' } },
  { setHeaders: { x: '{nobody}' } },
  { setHeaders: { x: '{app:1}' } },
  { setHeaders: { x: '{header}' } },
  { renameHeaders: { x: 'a b' } },
  { setBody: { a: '1' } },
  { setBody: { '/a~2': '1' } },
  { setBody: { '/__proto__/x': '1' } },
  { removeBody: [''] },
  { removeQuery: ['a'], other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
