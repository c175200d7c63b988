import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface CertificateChoices {
  /** Names and IPv4 addresses it is for. */
  hosts?: string[];
  validFrom?: Date;
  validTo?: Date;
  /** Who signs it; itself by default. */
  issuer?: MadeCertificate;
  /** Whether it may sign others. */
  isAuthority?: boolean;
}

/** A certificate with its key. */
export interface MadeCertificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  readonly commonName: string;
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
const COMMON_NAME = oid([0x55, 0x04, 0x03]);
const SUBJECT_ALT_NAME = oid([0x55, 0x1d, 0x11]);
const BASIC_CONSTRAINTS = oid([0x55, 0x1d, 0x13]);
const TRUE = tagged(0x01, Buffer.from([0xff]));

/** Makes a certificate (X.509, P-256), its own authority unless told; valid from yesterday for a month unless told. */
export function makeCertificate({
  hosts = ['localhost'],
  ...choices
}: CertificateChoices = {}): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { validFrom = new Date(Date.now() - DAY_MS), validTo = new Date(Date.now() + 30 * DAY_MS) } = choices;
  const [commonName = ''] = hosts;
  const body = certificateBody({
    hosts,
    issuerName: choices.issuer?.commonName ?? commonName,
    times: sequence(time(validFrom), time(validTo)),
    publicKey,
    isAuthority: choices.isAuthority === true,
  });
  const signature = sign('sha256', body, choices.issuer ? createPrivateKey(choices.issuer.key) : privateKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(signature));
  return {
    cert: pem('CERTIFICATE', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    commonName,
  };
}

interface CertificateBody {
  hosts: string[];
  issuerName: string;
  times: Buffer;
  publicKey: KeyObject;
  isAuthority: boolean;
}

function certificateBody({ hosts, issuerName, times, publicKey, isAuthority }: CertificateBody): Buffer {
  const constraints = sequence(BASIC_CONSTRAINTS, TRUE, tagged(0x04, sequence(TRUE)));
  return sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuerName),
    times,
    distinguishedName(hosts[0] as string),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        sequence(SUBJECT_ALT_NAME, tagged(0x04, sequence(...hosts.map(subjectAltName)))),
        ...(isAuthority ? [constraints] : []),
      ),
    ),
  );
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(commonName)))));
}

function subjectAltName(host: string): Buffer {
  return isIPv4(host)
    ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
    : tagged(0x82, Buffer.from(host));
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function oid(bytes: number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function bitString(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), bytes);
}

// GeneralizedTime: 20260131100000Z.
function time(at: Date): Buffer {
  return tagged(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
