import type { UpstreamTlsInput } from '@tollgate/contract/apis';
import type { KeptTls } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import {
  clientKeySealedFor,
  readCertificates,
  readPrivateKey,
  requireValid,
  UnusableCertificate,
} from '@tollgate/domain/upstreams/upstream-tls';
import type { ApiVersionRow } from '../api-versions/to-api-version.ts';
import type { Ctx } from '../context/ctx.ts';
import { openFor, sealFor } from '../sealing/seal-for.ts';

const KEY = 'tls.key';

/**
 * What is kept of an upstream's TLS settings; null when they say nothing. Without a new key the one before stays. Throws
 * `validation_failed` with the field for certificates that cannot be read or have expired, and for a key of others.
 */
export function sealTls(
  ctx: Ctx,
  before: ApiVersionRow,
  { authorities, serverName, certificate, key }: UpstreamTlsInput,
): KeptTls | null {
  if (authorities === null && serverName === null && certificate === null) {
    if (key !== undefined) throw refuse('tls.certificate', 'is needed beside a key');
    return null;
  }
  if (authorities !== null)
    at('tls.authorities', () => requireValid(readCertificates(authorities), ctx.now()));
  const sealedKey = certificate === null ? null : sealKey(ctx, before, certificate, key);
  return { authorities, serverName, certificate, sealedKey };
}

/** The same settings with their key sealed by the current key of this installation. */
export function resealTls(ctx: Ctx, { id }: ApiVersionRow, tls: KeptTls): KeptTls {
  if (tls.sealedKey === null) return tls;
  const sealedFor = clientKeySealedFor(ctx.tenantId, id);
  return { ...tls, sealedKey: sealFor(ctx, KEY, sealedFor, openFor(ctx, KEY, sealedFor, tls.sealedKey)) };
}

function sealKey(ctx: Ctx, before: ApiVersionRow, certificate: string, key: string | undefined): string {
  const sealedFor = clientKeySealedFor(ctx.tenantId, before.id);
  const chain = at('tls.certificate', () => {
    const certificates = readCertificates(certificate);
    requireValid(certificates, ctx.now());
    return certificates;
  });
  const kept = before.tls?.sealedKey ?? null;
  if (key === undefined && kept === null) throw refuse(KEY, 'is needed beside a certificate');
  const pem = key ?? openFor(ctx, KEY, sealedFor, kept ?? '');
  const privateKey = at(KEY, () => readPrivateKey(pem));
  if (!chain[0]?.checkPrivateKey(privateKey)) throw refuse(KEY, 'is not the key of the first certificate');
  return sealFor(ctx, KEY, sealedFor, pem);
}

function at<T>(location: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnusableCertificate) throw refuse(location, error.message);
    throw error;
  }
}

function refuse(location: string, message: string): DomainError {
  return new DomainError('validation_failed', { errors: [{ location, message }] });
}
