import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MadeCertificate } from './make-certificate.ts';

/** Puts a certificate where a gateway looks for that of a host. */
export function writeCertificate(folder: string, host: string, { cert, key }: MadeCertificate): void {
  mkdirSync(join(folder, host), { recursive: true });
  writeFileSync(join(folder, host, 'key.pem'), key);
  writeFileSync(join(folder, host, 'cert.pem'), cert);
}
