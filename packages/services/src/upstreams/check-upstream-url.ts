import { lookup } from 'node:dns/promises';
import { DomainError } from '@tollgate/domain/errors';
import { isPrivateAddress } from '@tollgate/domain/private-address';
import type { Ctx } from '../context/ctx.ts';

const ALLOWED_PORTS_NOTE = 'An operator can allow a host and port in ALLOWED_PRIVATE_UPSTREAMS.';

function refuse(location: string, message: string, fix: string): DomainError {
  return new DomainError('upstream_address_forbidden', {
    detail: `${message} ${fix}`,
    errors: [{ location, message, fix }],
  });
}

/** Parses an address traffic may go to; throws `upstream_address_forbidden` with the field for what is no plain http(s) URL. */
export function parseUpstreamUrl(text: string, location: string): URL {
  const url = URL.parse(text);
  if (!url) throw refuse(location, 'This is not a URL.', 'Write it like https://api.example.com/v1.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse(location, 'Only http and https are possible.', 'Write it like https://api.example.com/v1.');
  }
  if (url.username || url.password) {
    throw refuse(location, 'The URL holds a user name or password.', 'Leave credentials out of it.');
  }
  // A lone ? or # leaves search and hash empty, and would still swallow the path that is appended.
  if (/[?#]/.test(url.href)) {
    throw refuse(location, 'The URL has a query or fragment.', 'End it with the path all operations share.');
  }
  return url;
}

/**
 * Checks that an upstream may be used: it parses, its name resolves, and every address is public, unless the
 * operator allowed this host and port. The gateway checks again at each connect. Returns the URL without a final slash.
 */
export async function checkUpstreamUrl(ctx: Ctx, text: string, location: string): Promise<string> {
  const url = parseUpstreamUrl(text, location);
  await checkHost(ctx, url, location);
  return url.href.replace(/\/+$/, '');
}

async function checkHost(ctx: Ctx, url: URL, location: string): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (ctx.settings.allowedPrivateUpstreams.includes(`${host}:${port}`)) return;
  const addresses = await resolve(host);
  if (addresses.length === 0) {
    throw refuse(location, `The name ${host} does not resolve.`, 'Check its spelling.');
  }
  if (addresses.some(isPrivateAddress)) {
    throw refuse(
      location,
      `${host} points to a private address.`,
      `Use a public address. ${ALLOWED_PORTS_NOTE}`,
    );
  }
}

async function resolve(host: string): Promise<string[]> {
  try {
    const found = await lookup(host, { all: true });
    return found.map((entry) => entry.address);
  } catch {
    return [];
  }
}
