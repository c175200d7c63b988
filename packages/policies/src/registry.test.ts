import { expect, test } from 'vitest';
import { CACHE_HANDLERS, ENCODE_HANDLERS, POLICY_HANDLERS, RESPONSE_HANDLERS } from './handlers.ts';
import { POLICY_SCHEMAS } from './registry.ts';

test('every policy has a schema and a handler', () => {
  const handled = [POLICY_HANDLERS, RESPONSE_HANDLERS, CACHE_HANDLERS, ENCODE_HANDLERS].flatMap((all) =>
    Object.keys(all),
  );
  expect([...new Set(handled)].sort()).toEqual(Object.keys(POLICY_SCHEMAS).sort());
  for (const id of Object.keys(RESPONSE_HANDLERS)) {
    const schema = POLICY_SCHEMAS[id];
    expect(schema?.phase === 'response' || schema?.answerBytes !== undefined).toBe(true);
  }
  for (const id of Object.keys(CACHE_HANDLERS)) expect(POLICY_SCHEMAS[id]?.phase).toBe('cache');
  for (const id of Object.keys(ENCODE_HANDLERS)) expect(POLICY_SCHEMAS[id]?.phase).toBe('encode');
});

test('every policy is registered under its own id', () => {
  for (const [id, schema] of Object.entries(POLICY_SCHEMAS)) expect(schema.id).toBe(id);
});
