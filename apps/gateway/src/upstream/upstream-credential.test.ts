import { describe, expect, test } from 'vitest';
import { makeCredential } from './upstream-credential.ts';

describe('a header', () => {
  test('replaces a client’s own, however often and however CGI would spell it', () => {
    const credential = makeCredential({ in: 'header', name: 'X-Partner-Key' }, 's3cret');
    const names = ['accept', 'x-partner-key', 'x_partner_key', 'x-partner_key', 'x-partner-keys', 'via'];
    expect(names.filter((name) => credential.replaces(name))).toEqual(names.slice(1, 4));
    expect(credential.line).toBe('x-partner-key: s3cret\r\n');
  });

  test('leaves the query as it is', () => {
    expect(makeCredential({ in: 'header', name: 'X-Key' }, 'a').inQuery('?a=1&&b')).toBe('?a=1&&b');
  });
});

test('basic is user and password of RFC 7617, in place of a client’s Authorization', () => {
  const credential = makeCredential({ in: 'basic', name: 'Aladdin' }, 'open sesame');
  expect(credential.replaces('authorization')).toBe(true);
  expect(credential.line).toBe('authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n');
});

describe('a parameter', () => {
  const credential = makeCredential({ in: 'query', name: 'api key' }, 'a&b=c');
  test.each([
    ['', '?api%20key=a%26b%3Dc'],
    ['?', '?api%20key=a%26b%3Dc'],
    ['?x=1&y', '?x=1&y&api%20key=a%26b%3Dc'],
    ['?api+key=evil&x=1', '?x=1&api%20key=a%26b%3Dc'],
    ['?x=1&api%20key=evil&api%20key', '?x=1&api%20key=a%26b%3Dc'],
    ['?%61PI%20key=evil', '?api%20key=a%26b%3Dc'],
    ['?x=1;api%20key=evil', '?api%20key=a%26b%3Dc'],
    ['?%zz=1', '?%zz=1&api%20key=a%26b%3Dc'],
  ])('in %s', (query, result) => expect(credential.inQuery(query)).toBe(result));
});

test.each([
  ['header', 'X-Key', 'a\r\nx-admin: 1', 'the secret'],
  ['header', 'X-Key', ' a', 'the secret'],
  ['header', 'X-Key', 'naïve', 'the secret'],
  ['header', 'X Key', 'a', 'the name'],
  ['header', 'Host', 'a', 'the name'],
  ['header', 'Content-Length', '1', 'the name'],
  ['header', 'tollgate_tenant', 'a', 'the name'],
  ['header', 'X-Forwarded-For', 'a', 'the name'],
  ['basic', 'a:b', 'c', 'the name'],
  ['basic', 'a', 'c\n', 'the secret'],
  ['query', '', 'a', 'the name'],
  ['query', 'key', '', 'the secret'],
] as const)('what would not arrive as meant is refused: %s %j %j', (place, name, secret, what) => {
  expect(() => makeCredential({ in: place, name }, secret)).toThrow(what);
});
