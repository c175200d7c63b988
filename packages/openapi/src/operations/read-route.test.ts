import { expect, test } from 'vitest';
import { importErrors } from '../fixtures/import-errors.ts';
import { tinyDocument } from '../fixtures/shop-document.ts';
import { normalize } from '../normalize/normalize.ts';

const operation = (extensions: object = {}) => ({ responses: { 200: { description: 'ok' } }, ...extensions });
const read = (paths: unknown) => normalize(tinyDocument({ paths })).operations;
const errorsOf = (paths: unknown) => importErrors(() => normalize(tinyDocument({ paths })));
const beta = { 'x-tollgate-match': [{ in: 'header', name: 'X-Beta', values: ['1'] }] };

test('operations of one method and path stand side by side when their conditions differ', () => {
  const operations = read({
    '/search': { get: operation() },
    '/search#beta': { get: operation({ ...beta, 'x-tollgate-rewrite': '/v2/search' }) },
  });
  expect(operations.map(({ path, route }) => [path, route])).toEqual([
    ['/search', null],
    ['/search', { match: [{ in: 'header', name: 'x-beta', values: ['1'] }], rewrite: '/v2/search' }],
  ]);
});

test('those that match the same requests are refused, both named', () => {
  const [error] = errorsOf({
    '/a#one': { get: operation(beta) },
    '/a#two': { get: operation(beta) },
  });
  expect(error?.message).toContain('match the same requests');
  expect(error?.location).toBe('#/paths/~1a#two/get');
});

test.each<[string, object]>([
  ['#/paths/~1a/get/x-tollgate-match/0/name', { 'x-tollgate-match': [{ in: 'header', name: 'host' }] }],
  ['#/paths/~1a/get/x-tollgate-match', { 'x-tollgate-match': 'x' }],
  ['#/paths/~1a/get/x-tollgate-rewrite', { 'x-tollgate-rewrite': '/b/{id}' }],
  ['#/paths/~1a/get/x-tollgate-rewrite', { 'x-tollgate-rewrite': 1 }],
])('refused at %s: %j', (location, extensions) => {
  expect(errorsOf({ '/a': { get: operation(extensions) } })[0]?.location).toBe(location);
});
