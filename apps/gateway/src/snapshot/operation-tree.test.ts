import { expect, test } from 'vitest';
import { OperationTree } from './operation-tree.ts';

function tree(...lines: string[]): OperationTree {
  return new OperationTree(
    lines.map((line) => {
      const [method = '', template = ''] = line.split(' ');
      return { id: line, operationId: line, method, template };
    }),
  );
}

const idOf = (operations: OperationTree, method: string, path: string) =>
  operations.match(method, path)?.operation?.id;

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
  expect(operations.match('GET', '/a/')).toBeUndefined();
  expect(operations.match('GET', '/a')).toBeUndefined();
  expect(operations.match('GET', '/a/b/c')).toBeUndefined();
});

test('a path with other methods tells which, HEAD with GET', () => {
  const operations = tree('GET /a', 'POST /a', 'DELETE /{x}');
  expect(operations.match('PUT', '/a')).toEqual({
    operation: undefined,
    allowedMethods: ['GET', 'HEAD', 'POST'],
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
    for (let i = 0; i < 100_000; i++) operations.match('GET', '/r7/42/x');
    return performance.now() - startedAt;
  };
  time(few);
  time(many);
  expect(time(many)).toBeLessThan(time(few) * 5);
});
