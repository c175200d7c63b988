import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import type { ClientCertificate } from '../policy.ts';
import { type CertificateFacts, createMtlsHandler } from './handler.ts';

const shown: ClientCertificate = { fingerprint: 'ab'.repeat(32), validFromMs: 0, validToMs: 2_000_000 };
const known: CertificateFacts = { id: 'crt_1', appId: 'app_1', environment: 'test', revokedAt: null };

function ask(
  certificate: ClientCertificate | null,
  facts: CertificateFacts | undefined = known,
  isComplete = true,
) {
  const handler = createMtlsHandler({
    findCertificate: (tenantId, fingerprint) =>
      tenantId === 'tnt_1' && fingerprint === shown.fingerprint ? facts : undefined,
    isComplete: () => isComplete,
  });
  return handler(makePolicyRequest({}, { clientCertificate: certificate }), {});
}

test('who shows the certificate of an app calls as that app', () => {
  expect(ask(shown)).toEqual({
    kind: 'continue',
    principal: { keyId: 'crt_1', appId: 'app_1', environment: 'test', credentialHeaders: [] },
  });
});

test('no certificate, and one that nobody registered, leave the request to the next method', () => {
  expect(ask(null)).toMatchObject({ problem: 'certificate_missing', credential: 'absent' });
  const other = { ...shown, fingerprint: 'cd'.repeat(32) };
  expect(ask(other)).toMatchObject({ problem: 'certificate_unknown', credential: 'foreign' });
});

test('a certificate that is revoked, or not valid now, is refused for good', () => {
  const refusals = [
    ask(shown, { ...known, revokedAt: '2026-01-01T00:00:00.000Z' }),
    ask({ ...shown, validToMs: 1_000_000 }),
    ask({ ...shown, validFromMs: 1_000_001 }),
  ];
  expect(refusals).toMatchObject([
    { problem: 'certificate_revoked' },
    { problem: 'certificate_expired' },
    { problem: 'certificate_expired' },
  ]);
  for (const refusal of refusals) expect(refusal).not.toHaveProperty('credential');
});

test('while not all certificates are known, none is said to be unknown', () => {
  expect(ask({ ...shown, fingerprint: 'cd'.repeat(32) }, known, false)).toMatchObject({
    problem: 'not_ready',
  });
});
