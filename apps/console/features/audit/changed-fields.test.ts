import { expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

test('only what differs is shown, by its path', () => {
  const before = { name: 'Free', terms: { limits: [{ requests: 10 }], quota: null } };
  const after = { name: 'Free', terms: { limits: [{ requests: 20 }], quota: { requests: 5 } } };
  expect(changedFields(before, after)).toEqual([
    { path: 'terms.limits.0.requests', before: '10', after: '20' },
    { path: 'terms.quota.requests', before: undefined, after: '5' },
  ]);
});

test('what was made or removed is shown whole', () => {
  expect(changedFields(null, { name: 'Pro' })).toEqual([{ path: 'name', before: undefined, after: 'Pro' }]);
  expect(changedFields({ tags: [] }, undefined)).toEqual([{ path: 'tags', before: '[]', after: undefined }]);
});
