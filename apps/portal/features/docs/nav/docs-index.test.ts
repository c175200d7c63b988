import { expect, test } from 'vitest';
import { type DocsIndex, navRows, searchRows } from './docs-index.ts';

const index: DocsIndex = {
  tags: ['Countries', 'Currencies', 'Empty'],
  operations: [
    ['listCountries', 'GET', '/countries', 'List countries', [0], 0],
    ['getCountry', 'GET', '/countries/{code}', 'Get a country', [0, 1], 0],
    ['listCurrencies', 'GET', '/currencies', 'List currencies', [1], 1],
    ['ping', 'GET', '/ping', '', [], 0],
  ],
};
const ids = (rows: ReturnType<typeof navRows>) =>
  rows.map((row) => (row.kind === 'tag' ? `${row.label} ${row.count}` : row.line[0]));

test('operations stand below their first tag, and only open tags show them', () => {
  expect(ids(navRows(index, new Set([0])))).toEqual([
    'Countries 2',
    'listCountries',
    'getCountry',
    'Currencies 1',
    'Other 1',
  ]);
});

test('search finds every word anywhere, in any case', () => {
  expect(ids(searchRows(index, 'LIST curr'))).toEqual(['listCurrencies']);
  expect(ids(searchRows(index, 'get {code}'))).toEqual(['getCountry']);
  expect(searchRows(index, 'nothing')).toEqual([]);
});

test('searching 2,000 operations takes a fraction of a frame', () => {
  const many: DocsIndex = {
    tags: [],
    operations: Array.from({ length: 2000 }, (_, at) => [
      `op/${at}`,
      'GET',
      `/a/{b}/c/${at}`,
      'Some summary',
      [],
      0,
    ]),
  };
  const startedAt = performance.now();
  expect(searchRows(many, 'summary 199')).toHaveLength(12);
  expect(performance.now() - startedAt).toBeLessThan(50);
});
