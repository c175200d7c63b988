import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { expect, test } from 'vitest';
import { policyFields, readPolicyConfig, toText } from './policy-fields.ts';

test.each(Object.keys(POLICY_SCHEMAS))('every setting of %s has a field that says what it is for', (id) => {
  for (const field of policyFields(id)) expect(field.hint, field.name).not.toBe('');
});

test('a form read back is what its policy accepts', () => {
  const form = new FormData();
  for (const field of policyFields('cors')) {
    if (field.kind === 'boolean') continue;
    form.set(
      `config.${field.name}`,
      field.name === 'origins' ? 'https://a.example\nhttps://b.example' : field.defaultText,
    );
  }
  const config = readPolicyConfig('cors', form, 'config.');
  expect(POLICY_SCHEMAS.cors?.config.parse(config)).toMatchObject({
    origins: ['https://a.example', 'https://b.example'],
    credentials: false,
    maxAgeSeconds: 600,
  });
  expect(toText(['a', 'b'])).toBe('a\nb');
});

test('settings of every kind are read from a form, and those left empty are left out', () => {
  const form = new FormData();
  form.set('config.status', '503');
  form.set('config.body', 'one\r\n two');
  form.set('config.headers', 'Retry-After: 60\r\nx-note: a: b');
  form.set('config.paths', '/old /older');
  form.set('config.to', 'subscribers');
  form.set('config.contentType', 'text/plain');
  expect(readPolicyConfig('respond', form, 'config.')).toEqual({
    status: 503,
    body: 'one\n two',
    headers: { 'Retry-After': '60', 'x-note': 'a: b' },
    paths: ['/old', '/older'],
    to: 'subscribers',
    contentType: 'text/plain',
  });
  expect(toText({ 'x-a': '1', 'x-b': '2' })).toBe('x-a: 1\nx-b: 2');
  form.set('config.deny', 'my bot\r\n\r\nother, bot');
  expect(readPolicyConfig('bot-rules', form, 'config.')).toMatchObject({ deny: ['my bot', 'other, bot'] });
  form.set('config.maxBodyBytes', '');
  form.set('config.maxHeadBytes', '512');
  expect(readPolicyConfig('request-size', form, 'config.')).toEqual({ maxHeadBytes: 512 });
});

test('every choice of a policy is offered', () => {
  const field = policyFields('redirect').find(({ name }) => name === 'status');
  expect(field).toMatchObject({ kind: 'choice', choices: ['301', '302', '307', '308'], defaultText: '308' });
});
