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
