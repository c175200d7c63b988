import { expect, test } from 'vitest';
import { UpstreamError } from './client/upstream-error.ts';
import { upstreamProblem } from './upstream-fault.ts';

// What OpenSSL reports when a server sends these alerts; with TLS 1.3 they come after the connection is made.
test.each(['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'])(
  'an upstream that refuses our certificate by %s is told apart from one that breaks off',
  (code) => {
    const alert = Object.assign(new Error('alert'), { code });
    expect(upstreamProblem(new UpstreamError('closed', alert)).code).toBe('upstream_untrusted');
    expect(upstreamProblem(new UpstreamError('not_connected', alert)).code).toBe('upstream_untrusted');
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    expect(upstreamProblem(new UpstreamError('closed', reset)).code).toBe('upstream_invalid_response');
  },
);
