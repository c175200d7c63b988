/** Have no place in HTTP/2, or go elsewhere in it. */
const LEFT_OUT: ReadonlySet<string> = new Set(['host', 'connection', 'te', 'transfer-encoding']);

/**
 * What a request's head for HTTP/1.1 is in HTTP/2, names and values in turn. A call of gRPC says that it takes trailers,
 * as its servers ask.
 */
export function requestFields(head: string, authority: string, scheme: 'http' | 'https'): string[] {
  const [start, ...lines] = head.slice(0, -4).split('\r\n') as [string, ...string[]];
  const [method, path] = start.split(' ') as [string, string];
  const fields = [':method', method, ':scheme', scheme, ':authority', authority, ':path', path];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (LEFT_OUT.has(name)) continue;
    const value = line.slice(colon + 1).trimStart();
    fields.push(name, value);
    if (name === 'content-type' && value.startsWith('application/grpc')) fields.push('te', 'trailers');
  }
  return fields;
}
