import { DomainError } from '@tollgate/domain/errors';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseInput } from './parse-input.ts';

const Input = z.strictObject({
  name: z.string().min(1),
  inner: z.strictObject({ count: z.int() }).optional(),
  list: z.array(z.string()).optional(),
});

function errorOf(input: unknown): DomainError {
  try {
    parseInput(Input, input);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

test('everything that is wrong comes back at once, each at its place', () => {
  const error = errorOf({ name: '', inner: { count: 1.5, extra: 1 }, role: 'owner' });
  expect(error.code).toBe('validation_failed');
  expect(error.errors.map(({ location }) => location).toSorted()).toEqual(
    ['inner.count', 'inner.extra', 'name', 'role'].toSorted(),
  );
});

test.each([undefined, null, 7, 'text', []])('%j instead of an object is refused, not a crash', (input) => {
  expect(errorOf(input).code).toBe('validation_failed');
});

test.each(['__proto__', 'constructor', 'prototype', 'toString'])('a field %s is no known field', (field) => {
  const error = errorOf(JSON.parse(`{"name": "a", ${JSON.stringify(field)}: {"isAdmin": true}}`));
  expect(error.errors).toEqual([expect.objectContaining({ location: field })]);
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

test('the zero character is refused wherever it stands, because Postgres cannot store it', () => {
  expect(errorOf({ name: 'a\0b' }).errors).toEqual([expect.objectContaining({ location: 'name' })]);
  expect(errorOf({ name: 'a', list: ['b', '\0'] }).errors).toEqual([
    expect.objectContaining({ location: 'list.1' }),
  ]);
});

test('a thousand wrong fields are answered with fifty', () => {
  const list = Array.from({ length: 1_000 }, () => 7);
  expect(errorOf({ name: 'a', list }).errors).toHaveLength(50);
});
