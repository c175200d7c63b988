import { describe, expect, test } from 'vitest';
import { fieldNameOf, problemsByField, valuesOf } from './form-problem.tsx';

describe('the place of a problem', () => {
  test.each([
    'prices.0.amount',
    'body.prices[0].amount',
    '/prices/0/amount',
    '#/prices/0/amount',
    '/body/prices/0/amount',
  ])('%s names the same field', (location) => expect(fieldNameOf(location)).toBe('prices.0.amount'));

  test('a field keeps its first problem', () => {
    const problems = problemsByField([
      { location: 'body.name', message: 'first' },
      { location: '/name', message: 'second' },
    ]);
    expect([...problems.values()].map((problem) => problem.message)).toEqual(['first']);
  });
});

describe('the values of a form', () => {
  test('are given back without files and without what React adds', () => {
    const data = new FormData();
    data.append('name', 'Atlas');
    data.append('scope', 'read');
    data.append('scope', 'write');
    data.append('document', new File(['x'], 'x.json'));
    data.append('$ACTION_ID_1', '');
    expect(valuesOf(data)).toEqual({ name: 'Atlas', scope: ['read', 'write'] });
  });
});
