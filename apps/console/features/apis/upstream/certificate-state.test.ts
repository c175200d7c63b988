import { expect, test } from 'vitest';
import { certificateState } from './certificate-state.ts';

const NOW = '2026-11-21T12:00:00Z';

test.each([
  ['2026-11-21T11:59:59Z', 'danger', 'expired'],
  ['2026-11-21T23:00:00Z', 'warning', 'ends today'],
  ['2026-11-22T13:00:00Z', 'warning', '1 day left'],
  ['2026-12-20T13:00:00Z', 'warning', '29 days left'],
  ['2026-12-21T13:00:00Z', 'neutral', null],
])('a certificate until %s is %s: %s', (expiresAt, tone, text) => {
  expect(certificateState(expiresAt, NOW)).toEqual({ tone, text });
});
