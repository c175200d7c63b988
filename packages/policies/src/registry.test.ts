import { expect, test } from 'vitest';
import { POLICY_HANDLERS } from './handlers.ts';
import { POLICY_SCHEMAS } from './registry.ts';

test('every policy has a schema and a handler', () => {
  expect(Object.keys(POLICY_HANDLERS).sort()).toEqual(Object.keys(POLICY_SCHEMAS).sort());
});

test('every policy is registered under its own id', () => {
  for (const [id, schema] of Object.entries(POLICY_SCHEMAS)) expect(schema.id).toBe(id);
});
