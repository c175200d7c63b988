/** Methods whose body is expected: without one, its length is said to be 0 (RFC 9110, 8.6). */
const EXPECTS_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** Writes a request's head. `lines` are its header lines, without a Host and without framing of chunks. */
export function writeRequestHead(
  method: string,
  path: string,
  host: string,
  lines: string,
  body: 'length' | 'chunks' | null,
): string {
  const framing =
    body === 'chunks'
      ? 'transfer-encoding: chunked\r\n'
      : body === null && EXPECTS_BODY.has(method)
        ? 'content-length: 0\r\n'
        : '';
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines}${framing}\r\n`;
}
