/** Methods whose body is expected: without one, its length is said to be 0 (RFC 9110, 8.6). */
const EXPECTS_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** Writes a request's head. `headers` are names and values in turn, without a Host and without framing of chunks. */
export function writeRequestHead(
  method: string,
  path: string,
  host: string,
  headers: readonly string[],
  body: 'length' | 'chunks' | null,
): string {
  let text = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n`;
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  if (body === 'chunks') text += 'transfer-encoding: chunked\r\n';
  else if (body === null && EXPECTS_BODY.has(method)) text += 'content-length: 0\r\n';
  return `${text}\r\n`;
}
