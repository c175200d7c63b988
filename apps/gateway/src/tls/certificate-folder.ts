import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one host as they lie in the folder. */
export interface CertificateFiles {
  /** A host, `*.` and a domain, or `default`. */
  readonly host: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Another one when a file changed. */
  readonly signature: string;
}

const HOST = /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/;
const MOST_HOSTS = 1000;
const MOST_BYTES = 262_144;

/** Lists the hosts that have a subfolder with `cert.pem` and `key.pem`; in a name, `_.` at the start stands for `*.` too. */
export async function listCertificates(folder: string): Promise<CertificateFiles[]> {
  const entries = await readdir(folder);
  const hosts = entries.filter((entry) => HOST.test(hostOf(entry))).sort();
  if (hosts.length > MOST_HOSTS) throw new Error(`${folder} holds more than ${MOST_HOSTS} hosts`);
  const found = await Promise.all(hosts.map((entry) => findFiles(folder, entry)));
  return found.filter((files) => files !== null);
}

/** Reads one of the files. Throws when it is larger than a certificate or key can be. */
export async function readPem(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Error(`${file} has more than ${MOST_BYTES} bytes`);
  return readFile(file);
}

// A folder without either file is not meant; with one of them it is, and reading it tells what is missing.
async function findFiles(folder: string, entry: string): Promise<CertificateFiles | null> {
  const certFile = join(folder, entry, 'cert.pem');
  const keyFile = join(folder, entry, 'key.pem');
  const signatures = await Promise.all([signatureOf(certFile), signatureOf(keyFile)]);
  if (signatures.every((signature) => signature === '')) return null;
  return { host: hostOf(entry), certFile, keyFile, signature: signatures.join(' ') };
}

function hostOf(entry: string): string {
  return entry.replace(/^_\./, '*.').toLowerCase();
}

async function signatureOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(file);
    return `${ino}-${size}-${mtimeMs}`;
  } catch {
    return '';
  }
}
