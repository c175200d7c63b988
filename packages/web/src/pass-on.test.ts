import { expect, test } from 'vitest';
import { passOn } from './pass-on.ts';

test('every page has a policy with a nonce of its own, and no script from elsewhere', () => {
  const [first, second] = [1, 2].map(() => passOn(new Headers()).headers.get('content-security-policy'));
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'; /);
  expect(first).not.toBe(second);
});

test('the page renders with the policy that its reader gets', () => {
  const headers = new Headers();
  const response = passOn(headers);
  expect(headers.get('content-security-policy')).toBe(response.headers.get('content-security-policy'));
});
