import { describe, expect, test } from 'vitest';
import { RouteCondition, RouteMatch } from './operation-route.ts';
import { findRewriteProblem } from './path-template.ts';
import { findRouteConflict, MAX_VARIANTS } from './route-order.ts';

const operation = (operationId: string, ...match: RouteCondition[]) => ({
  ...{ operationId, method: 'GET', template: '/search' },
  match,
});
const header = (name: string, ...values: string[]): RouteCondition => ({
  ...{ in: 'header', name },
  ...(values.length > 0 ? { values } : {}),
});

describe('operations of one method and path', () => {
  test.each<[string, RouteCondition[], RouteCondition[], boolean]>([
    ['the same condition', [header('x-a', '1')], [header('x-a', '1')], true],
    ['different values', [header('x-a', '1')], [header('x-a', '2')], false],
    ['lists that share a value', [header('x-a', '1', '2')], [header('x-a', '2', '3')], true],
    ['one value of a list', [header('x-a', '1')], [header('x-a', '1', '2')], false],
    ['different headers', [header('x-a', '1')], [header('x-b', '1')], true],
    ['a header and a parameter', [header('x-a', '1')], [{ in: 'query', name: 'x-a', values: ['1'] }], false],
    ['none', [], [], true],
  ])('with %s', (_, first, second, isConflict) => {
    const conflict = findRouteConflict([operation('one', ...first), operation('two', ...second)]);
    expect(conflict !== null).toBe(isConflict);
    if (isConflict) expect(conflict).toMatch(/one .* and two .* match the same requests/);
  });

  test('are limited in number', () => {
    const many = Array.from({ length: MAX_VARIANTS + 1 }, (_, i) =>
      operation(`o${i}`, header('x-a', `${i}`)),
    );
    expect(findRouteConflict(many.slice(1))).toBeNull();
    expect(findRouteConflict(many)).toContain('more than 50');
  });
});

test.each(['host', 'Connection', 'tollgate-app', 'X-Forwarded-For', 'authorization', 'a b', ''])(
  'a condition cannot ask for the header %j',
  (name) => expect(RouteCondition.safeParse({ in: 'header', name }).success).toBe(false),
);

test('one header or parameter is asked for once', () => {
  expect(RouteMatch.safeParse([header('x-a'), { in: 'header', name: 'X-A' }]).success).toBe(false);
  expect(RouteMatch.safeParse([header('x-a'), { in: 'query', name: 'x-a' }]).success).toBe(true);
});

test.each<[string, string[], string | null]>([
  ['/items/{id}', ['id'], null],
  ['/', [], null],
  ['items', [], 'must be a path'],
  ['/items/{id}', ['code'], 'it has {code}'],
  ['/a//b', [], 'segment'],
  ['/a/..', [], 'segment'],
  ['/a?b', [], 'no escape'],
  ['/a/{', [], '{name}'],
])('the rewriting %s with parameters %j', (target, parameters, problem) => {
  const found = findRewriteProblem(target, parameters);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toContain(problem);
});
