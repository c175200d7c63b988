/**
 * The gateway address of a path below a base URL; undefined when the path would lead anywhere else. The reader's key
 * goes to this address, so a document must not be able to steer it out of its own API.
 */
export function targetUrl(baseUrl: string, path: string): URL | undefined {
  const base = new URL(`${baseUrl.replace(/\/+$/, '')}/`);
  const rest = path.replace(/^\//, '');
  if (/[\\\p{Cc}]/u.test(rest) || rest.startsWith('/')) return undefined;
  const target = URL.parse(`./${rest}`, base);
  if (!target || target.origin !== base.origin || target.username || target.password) return undefined;
  return target.pathname.startsWith(base.pathname) ? withoutHash(target) : undefined;
}

function withoutHash(url: URL): URL {
  url.hash = '';
  return url;
}
