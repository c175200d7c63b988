import { DomainError } from '@tollgate/domain/errors';
import { expect, test, vi } from 'vitest';
import { toFormFailure } from './form-failure.ts';

test('problems of fields become sentences, and what was typed comes back', () => {
  const form = new FormData();
  form.set('name', 'Atlas');
  const error = new DomainError('validation_failed', {
    errors: [{ location: 'name', message: 'is taken', fix: 'choose another' }],
  });
  expect(toFormFailure(error, form)).toMatchObject({
    ok: false,
    errors: [{ location: 'name', message: 'Is taken.', fix: 'Choose another.' }],
    values: { name: 'Atlas' },
  });
});

test('what was not expected is told without its insides', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { message } = toFormFailure(new Error('password of the database'));
  expect(message).not.toContain('password');
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});
