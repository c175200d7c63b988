import { expect, test } from 'vitest';
import { withFirst, withMethods } from './methods.ts';

const use = (id: string) => ({ id, config: {} });
const ids = (policies: { id: string }[]) => policies.map(({ id }) => id);

test('a version that names no method is asked for a key, and goes on so when another is turned on', () => {
  expect(ids(withMethods([use('cors')]))).toEqual(['api-key', 'cors']);
  expect(ids(withMethods([use('cors'), use('jwt')]))).toEqual(['cors', 'jwt']);
});

test('one method goes before all others, which keep their order', () => {
  const policies = [use('api-key'), use('cors'), use('jwt')];
  expect(ids(withFirst(policies, 'jwt'))).toEqual(['jwt', 'api-key', 'cors']);
  expect(ids(withFirst(policies, 'none'))).toEqual(['api-key', 'cors', 'jwt']);
});
