import { expect, test } from 'vitest';
import { fieldLabel } from './field-label.ts';

test.each([
  ['terms.usage.tiers.0.upTo', 'Tier 1 up to'],
  ['terms.flatFeeMinor', 'Flat fee'],
  ['terms.limits.1.requests', 'Limit 2 requests'],
  ['target.upstreamUrl', 'Upstream URL'],
  ['tenantName', 'Company'],
  ['expiresAt', 'Expires'],
  ['email', 'Email'],
])('the field %s is called %s', (name, label) => {
  expect(fieldLabel(name)).toBe(label);
});
