import 'server-only';
import { headers } from 'next/headers';
import { getPortalUrl } from '../config.ts';

/** Scheme and host that this request came to, for absolute links. */
export async function getOrigin(): Promise<string> {
  const host = (await headers()).get('host');
  const { protocol } = new URL(getPortalUrl());
  return host && /^[\w.:[\]-]+$/.test(host) ? `${protocol}//${host}` : getPortalUrl();
}
