import type { RouteCondition } from '@tollgate/domain/routing/operation-route';
import { expect, test } from 'vitest';
import { conditionValues, readConditions, readRewrite } from './operation-values.ts';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test('what a form shows is what it sends back', () => {
  const match: RouteCondition[] = [
    { in: 'header', name: 'x-beta', values: ['1', '2'] },
    { in: 'query', name: 'format' },
  ];
  const fields = conditionValues(match).flatMap(({ place, name, values }, row) => [
    [`match.${row}.in`, place],
    [`match.${row}.name`, name],
    [`match.${row}.values`, values],
  ]);
  expect(readConditions(formOf(Object.fromEntries(fields)))).toEqual(match);
});

test('empty lines are no values, and an empty path is no rewriting', () => {
  const fields = {
    'match.0.in': 'query',
    'match.0.name': ' a ',
    'match.0.values': ' 1 \r\n\n',
    rewrite: '  ',
  };
  expect(readConditions(formOf(fields))).toEqual([{ in: 'query', name: 'a', values: ['1'] }]);
  expect(readRewrite(formOf(fields))).toBeNull();
  expect(readRewrite(formOf({ rewrite: ' /items ' }))).toBe('/items');
});
