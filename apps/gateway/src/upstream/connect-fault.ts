import type { Connect } from './guarded-connect.ts';
import { isTlsFault } from './upstream-tls.ts';

const TLS_TEXT: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself, and that is no authority trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an authority that is not trusted here, or it does not send the ones between',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS at this port',
  EPROTO: 'it does not speak TLS at this port',
};
const CONNECT_TEXT: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name does not resolve for now',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it ends connections at once',
  EHOSTUNREACH: 'there is no way to its address',
  ENETUNREACH: 'there is no way to its address',
  ETIMEDOUT: 'it does not take connections in time',
  UND_ERR_CONNECT_TIMEOUT: 'it does not take connections in time',
  TOLLGATE_FORBIDDEN_ADDRESS: 'its address is private, and no operator allowed it',
};

/** Connects as before, and tells with each attempt why it failed, or null. */
export function watchFaults(connect: Connect, tell: (fault: string | null) => void): Connect {
  return (target, callback, onRead) => {
    const onConnected: typeof callback = (error, socket) => {
      tell(error ? describeConnectFault(error) : null);
      if (error) return callback(error, null);
      // With TLS 1.3 the other side refuses our certificate only after the connection counts as made.
      socket.once('error', (late: NodeJS.ErrnoException) => {
        if (isTlsFault(late.code)) tell(describeConnectFault(late));
      });
      callback(null, socket);
    };
    connect(target, onConnected, onRead);
  };
}

// For the upstream's owner: the end of a sentence.
function describeConnectFault(error: Error): string {
  const { code = '', reason } = error as { code?: string; reason?: string };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `its certificate is for another name (${(reason ?? error.message).slice(0, 200)})`;
  }
  const known = TLS_TEXT[code] ?? CONNECT_TEXT[code];
  if (known) return known;
  if (/ALERT|HANDSHAKE/.test(code)) return `it does not take the gateway's certificate (${code})`;
  return isTlsFault(code) ? `TLS failed (${code})` : `no connection could be made (${code || error.name})`;
}
