import { expect, test } from 'vitest';
import { type TryField, tryRequest } from './try-request.ts';

const field = (values: Partial<TryField>): TryField => ({
  name: 'code',
  place: 'path',
  isRequired: true,
  isRepeated: false,
  label: 'string',
  choices: [],
  value: '',
  placeholder: '',
  ...values,
});

test('values go where their parameter stands, encoded', () => {
  const fields = [
    field({}),
    field({ name: 'q', place: 'query' }),
    field({ name: 'tag', place: 'query', isRepeated: true }),
    field({ name: 'X-Trace', place: 'header' }),
  ];
  const values = { 'path.code': 'a/b ?', 'query.q': 'x&y', 'query.tag': 'one, two', 'header.X-Trace': '7' };
  expect(tryRequest('/countries/{code}', fields, values)).toEqual({
    path: '/countries/a%2Fb%20%3F?q=x%26y&tag=one&tag=two',
    headers: [['X-Trace', '7']],
    missing: [],
  });
});

test('what is required and empty is named', () => {
  const fields = [field({}), field({ name: 'q', place: 'query', isRequired: false })];
  expect(tryRequest('/countries/{code}', fields, { 'path.code': '  ' }).missing).toEqual(['code']);
});
