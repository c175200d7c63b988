import { createHash } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { readCertificates } from '@tollgate/domain/upstreams/upstream-tls';

/** How an upstream and this gateway prove to each other who they are, where it is not by what everyone trusts. */
export interface UpstreamTls {
  /** The same for the same settings, and for no others. */
  readonly id: string;
  readonly context: SecureContext;
  readonly serverName: string | null;
}

export interface UpstreamTlsSettings {
  authorities: string | null;
  serverName: string | null;
  certificate: string | null;
  key: string | null;
}

/** Makes ready what each connection needs. Throws when certificates or key cannot be used. */
export function makeUpstreamTls({
  authorities,
  serverName,
  certificate,
  key,
}: UpstreamTlsSettings): UpstreamTls {
  try {
    // OpenSSL leaves out what is no certificate without a word.
    for (const pem of [authorities, certificate]) if (pem !== null) readCertificates(pem);
    const context = createSecureContext({
      ...(authorities === null ? {} : { ca: authorities }),
      ...(certificate === null || key === null ? {} : { cert: certificate, key }),
    });
    const text = JSON.stringify([authorities, serverName, certificate, key]);
    return { id: createHash('sha256').update(text).digest('base64url'), context, serverName };
  } catch (error) {
    throw new Error(`the upstream's certificates cannot be used: ${(error as Error).message}`);
  }
}

// Of OpenSSL, RFC 5280 checks in Node, and alerts the other side sends when it does not take our certificate.
const TLS_FAULT =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|EPROTO|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH)/;

/** Whether a connection failed because the two sides did not take each other's word. */
export function isTlsFault(code: string | undefined): boolean {
  return code !== undefined && TLS_FAULT.test(code);
}
