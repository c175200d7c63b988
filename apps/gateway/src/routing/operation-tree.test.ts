import type { RouteCondition } from '@tollgate/domain/routing/operation-route';
import { describe, expect, test } from 'vitest';
import { makeHead } from '../http/wire/make-head.ts';
import { OperationTree } from './operation-tree.ts';

/** Each line is method and template, with a name after them where several have the same. */
function tree(...lines: (string | [string, RouteCondition[]])[]): OperationTree {
  return new OperationTree(
    lines.map((entry) => {
      const [line, match] = typeof entry === 'string' ? [entry, undefined] : entry;
      const [method = '', template = ''] = line.split(' ');
      return { id: line, operationId: line, method, template, match };
    }),
    null,
  );
}

const match = (operations: OperationTree, method: string, path: string, headers: string[] = []) => {
  const [rest = '', query] = path.split('?');
  return operations.match(method, rest, makeHead(method, headers), query === undefined ? '' : `?${query}`);
};
const idOf = (operations: OperationTree, method: string, path: string, headers: string[] = []) =>
  match(operations, method, path, headers)?.route?.operation.id;

test('a literal segment is taken before a parameter', () => {
  const operations = tree('GET /users/{id}', 'GET /users/me');
  expect(idOf(operations, 'GET', '/users/me')).toBe('GET /users/me');
  expect(idOf(operations, 'GET', '/users/42')).toBe('GET /users/{id}');
});

test('a broader template answers where the narrower one leads nowhere', () => {
  const operations = tree('GET /a/b/c', 'GET /a/{x}/d');
  expect(idOf(operations, 'GET', '/a/b/d')).toBe('GET /a/{x}/d');
});

test('a segment may mix letters and parameters', () => {
  const operations = tree('GET /compare/{base}...{head}', 'GET /files/{name}.json', 'GET /files/{name}');
  expect(idOf(operations, 'GET', '/compare/main...dev')).toBe('GET /compare/{base}...{head}');
  expect(idOf(operations, 'GET', '/compare/...dev')).toBeUndefined();
  expect(idOf(operations, 'GET', '/files/a.json')).toBe('GET /files/{name}.json');
  expect(idOf(operations, 'GET', '/files/a.xml')).toBe('GET /files/{name}');
  expect(idOf(operations, 'GET', '/files/.json')).toBe('GET /files/{name}');
});

test('a parameter takes one whole segment, and never none', () => {
  const operations = tree('GET /a/{x}');
  expect(match(operations, 'GET', '/a/')).toBeUndefined();
  expect(match(operations, 'GET', '/a')).toBeUndefined();
  expect(match(operations, 'GET', '/a/b/c')).toBeUndefined();
});

test('a path with other methods tells which, HEAD with GET', () => {
  const operations = tree('GET /a', 'POST /a', 'DELETE /{x}');
  expect(match(operations, 'PUT', '/a')).toEqual({
    route: undefined,
    allowedMethods: ['GET', 'HEAD', 'POST'],
    isConditionMissed: false,
  });
  expect(idOf(operations, 'HEAD', '/a')).toBe('GET /a');
  expect(idOf(operations, 'DELETE', '/a')).toBe('DELETE /{x}');
});

test('the root answers with and without its slash', () => {
  const operations = tree('GET /');
  expect(idOf(operations, 'GET', '')).toBe('GET /');
  expect(idOf(operations, 'GET', '/')).toBe('GET /');
});

test('ten thousand operations cost no more than ten', () => {
  const many = tree(...Array.from({ length: 10_000 }, (_, i) => `GET /r${i}/{id}/x`));
  const few = tree(...Array.from({ length: 10 }, (_, i) => `GET /r${i}/{id}/x`));
  const time = (operations: OperationTree) => {
    const startedAt = performance.now();
    for (let i = 0; i < 100_000; i++) match(operations, 'GET', '/r7/42/x');
    return performance.now() - startedAt;
  };
  time(few);
  time(many);
  expect(time(many)).toBeLessThan(time(few) * 5);
});

const header = (name: string, ...values: string[]): RouteCondition => ({
  ...{ in: 'header', name },
  ...(values.length > 0 ? { values } : {}),
});
const query = (name: string, ...values: string[]): RouteCondition => ({
  ...{ in: 'query', name },
  ...(values.length > 0 ? { values } : {}),
});

describe('conditions', () => {
  const operations = tree(
    'GET /search all',
    ['GET /search beta', [header('x-beta')]],
    ['GET /search beta-1', [header('x-beta', '1')]],
    ['GET /search beta-2-or-3', [header('x-beta', '2', '3')]],
    ['GET /search beta-and-csv', [header('x-beta', '1'), query('format', 'csv')]],
    ['GET /search xml', [query('format', 'xml')]],
  );

  test('more conditions go first, then one value, then a list, then presence, then none', () => {
    expect(idOf(operations, 'GET', '/search')).toBe('GET /search all');
    expect(idOf(operations, 'GET', '/search', ['x-beta', '9'])).toBe('GET /search beta');
    expect(idOf(operations, 'GET', '/search', ['x-beta', '1'])).toBe('GET /search beta-1');
    expect(idOf(operations, 'GET', '/search', ['x-beta', '3'])).toBe('GET /search beta-2-or-3');
    expect(idOf(operations, 'GET', '/search?format=csv', ['x-beta', '1'])).toBe('GET /search beta-and-csv');
  });

  test('a header goes before a parameter, and HEAD is asked like GET', () => {
    expect(idOf(operations, 'GET', '/search?format=xml', ['x-beta', '1'])).toBe('GET /search beta-1');
    expect(idOf(operations, 'HEAD', '/search?a=1&format=%78ml')).toBe('GET /search xml');
  });

  test('what comes twice has no value, and what Connection names is not there', () => {
    expect(idOf(operations, 'GET', '/search', ['x-beta', '1', 'x-beta', '2'])).toBe('GET /search beta');
    expect(idOf(operations, 'GET', '/search?format=xml&format=csv')).toBe('GET /search all');
    expect(idOf(operations, 'GET', '/search', ['x-beta', '1', 'connection', 'X-Beta'])).toBe(
      'GET /search all',
    );
  });

  test('without what the operations of a path ask for, a broader template answers, or nothing', () => {
    const narrow = tree(['GET /a/me self', [header('x-a')]], 'GET /a/{id}', ['GET /b b', [header('x-a')]]);
    expect(idOf(narrow, 'GET', '/a/me')).toBe('GET /a/{id}');
    expect(match(narrow, 'GET', '/b')).toMatchObject({ route: undefined, isConditionMissed: true });
    expect(match(narrow, 'PUT', '/b')).toMatchObject({ route: undefined, isConditionMissed: false });
  });

  test('operations that match the same requests are refused, both named', () => {
    const same: [string, RouteCondition[]][] = [
      ['GET /s/{a} one', [header('x-a', '1', '2')]],
      ['GET /s/{b} two', [header('x-a', '2', '3')]],
    ];
    expect(() => tree(...same)).toThrow(
      'GET /s/{a} one (GET /s/{a} with header x-a: 1 or 2) and GET /s/{b} two (GET /s/{b} with header x-a: 2 or 3)',
    );
    expect(() => tree('GET /s/{a}', 'GET /s/{b}')).toThrow('match the same requests');
  });
});
