/** JavaScript that makes the headers of a signed request (RFC 9421, RFC 9530), for Node; `client` and `secret` stand before it. */
export const SIGNING_JAVASCRIPT = `function sign(method, address, body = '') {
  const url = new URL(address);
  const parts = [
    ['@method', method],
    ['@authority', url.host],
    ['@path', url.pathname],
    ['@query', url.search || '?'],
  ];
  const headers = {};
  if (body) {
    headers['content-digest'] = \`sha-256=:\${createHash('sha256').update(body).digest('base64')}:\`;
    parts.push(['content-digest', headers['content-digest']]);
  }
  const names = parts.map(([name]) => \`"\${name}"\`).join(' ');
  const created = Math.floor(Date.now() / 1000);
  const params = \`(\${names});created=\${created};keyid="\${client}";nonce="\${randomUUID()}"\`;
  const lines = [...parts, ['@signature-params', params]].map(([name, value]) => \`"\${name}": \${value}\`);
  const signature = createHmac('sha256', secret).update(lines.join('\\n')).digest('base64');
  return { ...headers, 'signature-input': \`sig1=\${params}\`, signature: \`sig1=:\${signature}:\` };
}`;

/** The same in Python, with nothing but its standard library. */
export const SIGNING_PYTHON = `def sign(method, address, body=b""):
    url = urlsplit(address)
    parts = [
        ("@method", method),
        ("@authority", url.netloc),
        ("@path", url.path or "/"),
        ("@query", f"?{url.query}"),
    ]
    headers = {}
    if body:
        digest = b64encode(hashlib.sha256(body).digest()).decode()
        headers["content-digest"] = f"sha-256=:{digest}:"
        parts.append(("content-digest", headers["content-digest"]))
    names = " ".join(f'"{name}"' for name, _ in parts)
    params = f'({names});created={int(time.time())};keyid="{client}";nonce="{uuid4()}"'
    lines = [f'"{name}": {value}' for name, value in [*parts, ("@signature-params", params)]]
    mac = hmac.new(secret.encode(), "\\n".join(lines).encode(), hashlib.sha256).digest()
    signature = b64encode(mac).decode()
    return {**headers, "signature-input": f"sig1={params}", "signature": f"sig1=:{signature}:"}`;

/** What stands before `SIGNING_JAVASCRIPT`. */
export function signingJavascriptHead(client: string, secret: string): string {
  return [
    "import { createHash, createHmac, randomUUID } from 'node:crypto';",
    '',
    `const client = ${JSON.stringify(client)};`,
    `const secret = ${JSON.stringify(secret)};`,
  ].join('\n');
}

/** What stands before `SIGNING_PYTHON`. */
export function signingPythonHead(client: string, secret: string): string {
  return [
    'import hashlib',
    'import hmac',
    'import time',
    'from base64 import b64encode',
    'from urllib.parse import urlsplit',
    'from uuid import uuid4',
    '',
    `client = ${JSON.stringify(client)}`,
    `secret = ${JSON.stringify(secret)}`,
  ].join('\n');
}
