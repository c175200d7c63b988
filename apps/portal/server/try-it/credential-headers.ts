import 'server-only';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { TryInput } from '../../shell/try/try-message.ts';

/** The headers that say who sends a request, made of what the reader typed; none for what they left empty. */
export function credentialHeaders(
  target: URL,
  { method, credential }: Pick<TryInput, 'method' | 'credential'>,
  body: string | null,
): [string, string][] {
  switch (credential.kind) {
    case 'key':
      return credential.key.trim() ? [['x-api-key', credential.key.trim()]] : [];
    case 'token': {
      const token = credential.token.trim().replace(/^bearer +/i, '');
      return token ? [['authorization', `Bearer ${token}`]] : [];
    }
    case 'basic': {
      const { clientId, secret } = trimmed(credential);
      if (!clientId && !secret) return [];
      return [['authorization', `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`]];
    }
    case 'signature': {
      const { clientId, secret } = trimmed(credential);
      // A client id is a word; anything else could end the quotes that it stands in.
      return /^\w+$/.test(clientId) && secret ? signed(target, method, body, clientId, secret) : [];
    }
  }
}

// RFC 9421 and RFC 9530, as docs/request-signatures.md explains it.
function signed(
  target: URL,
  method: string,
  body: string | null,
  clientId: string,
  secret: string,
): [string, string][] {
  const digest = body ? createHash('sha256').update(body).digest('base64') : null;
  const digestLine: [string, string][] = digest ? [['content-digest', `sha-256=:${digest}:`]] : [];
  const parts: [string, string][] = [
    ['@method', method],
    ['@authority', target.host],
    ['@path', target.pathname],
    ['@query', target.search || '?'],
    ...digestLine,
  ];
  const names = parts.map(([name]) => `"${name}"`).join(' ');
  const created = Math.floor(Date.now() / 1000);
  const params = `(${names});created=${created};keyid="${clientId}";nonce="${randomUUID()}"`;
  const lines = [...parts, ['@signature-params', params]].map(([name, value]) => `"${name}": ${value}`);
  const signature = createHmac('sha256', secret).update(lines.join('\n')).digest('base64');
  return [...digestLine, ['signature-input', `sig1=${params}`], ['signature', `sig1=:${signature}:`]];
}

function trimmed({ clientId, secret }: { clientId: string; secret: string }) {
  return { clientId: clientId.trim(), secret: secret.trim() };
}
