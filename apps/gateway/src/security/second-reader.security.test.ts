import { createServer, type IncomingMessage, METHODS } from 'node:http';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalTarget } from '../http/canonical-path.ts';
import { DEFAULT_HTTP_LIMITS } from '../http/limits.ts';
import { parseRequestHead } from '../http/parse-request-head.ts';

/** What node:http, a parser of other origin, makes of the same bytes: null when it refuses them. */
async function readByNode(head: Buffer): Promise<IncomingMessage | null> {
  const server = createServer({ insecureHTTPParser: false, requireHostHeader: false });
  server.maxHeadersCount = 0;
  const connection = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const read = new Promise<IncomingMessage | null>((resolve) => {
    server.on('request', resolve);
    server.on('checkContinue', resolve);
    server.on('clientError', () => resolve(null));
    server.on('upgrade', resolve);
  });
  server.emit('connection', connection);
  connection.push(head);
  const request = await read;
  connection.destroy();
  return request;
}

const token = fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/);
const value = fc.stringMatching(/^[ -~]{0,20}$/);
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(token, value).map(([name, text]) => `${name}: ${text}`) },
  { weight: 1, arbitrary: fc.constant('Content-Length: 5') },
  { weight: 1, arbitrary: fc.constant('Transfer-Encoding: chunked') },
  { weight: 1, arbitrary: fc.constantFrom('Connection: close', 'Expect: 100-continue', 'Host: other') },
);
const head = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'HEAD', 'DELETE', 'OPTIONS'),
    fc.stringMatching(/^\/[a-z0-9/?=&%.-]{0,20}$/),
    fc.array(line, { maxLength: 6 }),
  )
  .map(
    ([method, target, lines]) =>
      `${[`${method} ${target} HTTP/1.1`, 'Host: a', ...lines].join('\r\n')}\r\n\r\n`,
  );

/** Bytes that parsers are known to disagree about. */
const trouble = fc.constantFrom(
  '\r',
  '\n',
  '\0',
  ' ',
  '\t',
  ':',
  '\x0b',
  '\x7f',
  '\x80',
  ',',
  '\r\n',
  '\r\n ',
  'x',
);
const mutated = fc
  .tuple(head, fc.array(fc.tuple(fc.nat(400), trouble, fc.boolean()), { maxLength: 2 }))
  .map(([text, changes]) =>
    changes.reduce((changed, [place, letter, isReplacing]) => {
      const at = place % changed.length;
      return changed.slice(0, at) + letter + changed.slice(isReplacing ? at + 1 : at);
    }, text),
  );

test('whatever is taken for a request here is the same request to another parser', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const bytes = Buffer.from(text, 'latin1');
      const end = bytes.indexOf('\r\n\r\n') + 4;
      if (end < 4) return;
      const parsed = parseRequestHead(bytes, end, DEFAULT_HTTP_LIMITS);
      // Node takes no methods but those it knows.
      if ('code' in parsed || !METHODS.includes(parsed.method)) return;
      if ('refusal' in canonicalTarget(parsed.target)) return;
      taken++;
      const other = await readByNode(bytes.subarray(0, end));
      expect(other, JSON.stringify(text)).not.toBeNull();
      expect(parsed.method).toBe(other?.method);
      expect(parsed.target).toBe(other?.url);
      const theirs = other?.rawHeaders.map((part, i) => (i % 2 === 0 ? part.toLowerCase() : part));
      expect(parsed.lines.headers).toEqual(theirs);
      expect(parsed.bodyBytes === null).toBe(other?.headers['transfer-encoding'] !== undefined);
      if (parsed.bodyBytes) expect(String(parsed.bodyBytes)).toBe(other?.headers['content-length']);
    }),
    { numRuns: 1500 },
  );
  expect(taken).toBeGreaterThan(100);
});
