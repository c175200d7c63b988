import { expect, test } from 'vitest';
import { readCoverage, withOperations } from './read-coverage.ts';

const cover = (apiVersionId: string, operationIds: string[] | null) => ({
  apiVersionId,
  operationIds,
  apiId: 'api',
  apiName: 'World',
  version: '1',
});

test('a version turned to some operations keeps the operations it has', () => {
  const form = new FormData();
  form.set('cover.a', 'some');
  form.set('cover.b', 'all');
  form.set('cover.c', 'none');
  expect(readCoverage(form, [cover('a', ['x']), cover('c', null)])).toEqual({
    covers: [
      { apiVersionId: 'a', operationIds: ['x'] },
      { apiVersionId: 'b', operationIds: null },
    ],
    toChoose: undefined,
  });
});

test('a version without chosen operations is not covered before they are chosen', () => {
  const form = new FormData();
  form.set('cover.a', 'some');
  expect(readCoverage(form, [])).toEqual({ covers: [], toChoose: 'a' });
  expect(readCoverage(form, [cover('a', null)]).covers).toEqual([{ apiVersionId: 'a', operationIds: null }]);
});

test('chosen operations replace those of their version only', () => {
  const current = [cover('a', null), cover('b', ['y'])];
  expect(withOperations(current, 'a', ['x'])).toEqual([
    { apiVersionId: 'a', operationIds: ['x'] },
    { apiVersionId: 'b', operationIds: ['y'] },
  ]);
  expect(() => withOperations(current, 'a', [])).toThrow();
});
