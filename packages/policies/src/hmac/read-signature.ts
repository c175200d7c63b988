import type { BodyDigest, PolicyRequest } from '../policy.ts';
import { type InnerList, type Member, parseDictionary } from '../structured-fields.ts';

/** A signature a client sent by RFC 9421, read and not yet checked. */
export interface SentSignature {
  readonly clientId: string;
  readonly covered: InnerList;
  readonly signature: Uint8Array;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly nonce: string | null;
}

/** What keeps a signature from being checked, for the caller to read. */
export interface SignatureFault {
  readonly fault: string;
  /** Whether it may be meant for somebody else. */
  readonly isForeign?: true;
}

const MAX_COMPONENTS = 50;
const MAX_NONCE_LENGTH = 128;
const CLIENT_ID = /^cli_/;
const DIGESTS: Readonly<Record<string, { algorithm: BodyDigest['algorithm']; bytes: number }>> = {
  'sha-256': { algorithm: 'sha256', bytes: 32 },
  'sha-512': { algorithm: 'sha512', bytes: 64 },
};

/** The first signature that says it is by a client of ours; undefined when none was sent at all. */
export function readSignature(request: PolicyRequest): SentSignature | SignatureFault | undefined {
  const inputText = joined(request, 'signature-input');
  const signatureText = joined(request, 'signature');
  if (inputText === '' && signatureText === '') return undefined;
  const inputs = parseDictionary(inputText);
  const signatures = parseDictionary(signatureText);
  if (!inputs) return { fault: 'Signature-Input is no dictionary of RFC 9421.' };
  if (!signatures) return { fault: 'Signature is no dictionary of RFC 9421.' };
  for (const [label, covered] of inputs) {
    if (!isInnerList(covered)) continue;
    const clientId = covered.params.get('keyid');
    if (typeof clientId !== 'string' || !CLIENT_ID.test(clientId)) continue;
    return readOne(label, clientId, covered, signatures.get(label));
  }
  return { fault: 'No keyid in Signature-Input is the id of a client: cli_….', isForeign: true };
}

function readOne(
  label: string,
  clientId: string,
  covered: InnerList,
  sent: Member | undefined,
): SentSignature | SignatureFault {
  const { params, items } = covered;
  const signature = sent && !isInnerList(sent) ? sent.value : undefined;
  if (!(signature instanceof Uint8Array)) return { fault: `Signature holds no ${label}=:…:.` };
  const algorithm = params.get('alg') ?? 'hmac-sha256';
  if (algorithm !== 'hmac-sha256') return { fault: 'The only alg that is accepted is "hmac-sha256".' };
  const [createdAt, expiresAt, nonce] = [params.get('created'), params.get('expires'), params.get('nonce')];
  if (typeof createdAt !== 'number') return { fault: 'Signature-Input needs created, in Unix seconds.' };
  if (expiresAt !== undefined && typeof expiresAt !== 'number') {
    return { fault: 'expires in Signature-Input must be Unix seconds.' };
  }
  if (nonce !== undefined && (typeof nonce !== 'string' || nonce.length > MAX_NONCE_LENGTH)) {
    return { fault: `nonce in Signature-Input must be a string of at most ${MAX_NONCE_LENGTH} characters.` };
  }
  if (items.length > MAX_COMPONENTS) {
    return { fault: `A signature may cover at most ${MAX_COMPONENTS} components.` };
  }
  const names = items.map(({ value, params: own }) => JSON.stringify([value, [...own]]));
  if (new Set(names).size < names.length) return { fault: 'A component stands twice in Signature-Input.' };
  return { clientId, covered, signature, createdAt, expiresAt: expiresAt ?? null, nonce: nonce ?? null };
}

/** The digests of Content-Digest (RFC 9530) that are known here; undefined when it has none. */
export function readContentDigest(request: PolicyRequest): readonly BodyDigest[] | undefined {
  const members = parseDictionary(joined(request, 'content-digest'));
  const digests: BodyDigest[] = [];
  for (const [name, member] of members ?? []) {
    const known = Object.hasOwn(DIGESTS, name) ? DIGESTS[name] : undefined;
    if (!known) continue;
    const digest = isInnerList(member) ? undefined : member.value;
    if (!(digest instanceof Uint8Array) || digest.length !== known.bytes) return undefined;
    digests.push({ algorithm: known.algorithm, digest });
  }
  return digests.length === 0 ? undefined : digests;
}

function joined(request: PolicyRequest, name: string): string {
  return request.headerValues(name).join(', ');
}

function isInnerList(member: Member): member is InnerList {
  return 'items' in member;
}
