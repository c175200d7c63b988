import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './make-certificate.ts';
import { writeCertificate } from './write-certificate.ts';

/** A folder of certificates with a default for `localhost`, and the settings that make a gateway use it. */
export function makeTlsFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-tls-'));
  const certificate = makeCertificate();
  writeCertificate(folder, 'default', certificate);
  return {
    certificate,
    env: { GATEWAY_TLS_PORT: '0', GATEWAY_TLS_DIR: folder },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
