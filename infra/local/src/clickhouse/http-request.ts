import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { ClickHouseError } from './clickhouse-error.ts';

/** What one HTTP request asks of the engine. */
export type EngineRequest = {
  queryId: string;
  database?: string;
  settings: Record<string, string>;
  params: Record<string, string>;
  defaultFormat?: string;
  isCompressionWanted: boolean;
  /** The statement's text, from the address, the body, or both joined. */
  sql: string;
  /** Rows of an insert whose statement came in the address. */
  rows?: Buffer;
};

export type Credentials = { user: string; password: string };

// Settings of the HTTP layer, which the engine inside a process does not know.
const OF_HTTP = new Set([
  'wait_end_of_query',
  'buffer_size',
  'send_progress_in_http_headers',
  'http_response_buffer_size',
  'http_headers_progress_interval_ms',
  'http_zlib_compression_level',
  'http_write_exception_in_output_format',
  'compress',
  'decompress',
]);
const UNSUPPORTED = ['session_id', 'role', 'profile', 'quota_key'];

/** Refuses a request whose credentials are not the ones this server was started with. */
export function authenticate(request: IncomingMessage, address: URL, expected: Credentials): void {
  const given = credentialsOf(request, address);
  if (isSame(given.user, expected.user) && isSame(given.password, expected.password)) return;
  throw new ClickHouseError(
    516,
    'AUTHENTICATION_FAILED',
    `${given.user}: Authentication failed: password is incorrect, or there is no user with such name.`,
  );
}

function credentialsOf(request: IncomingMessage, address: URL): Credentials {
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic) {
    const [user = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { user, password: rest.join(':') };
  }
  const header = (name: string) => request.headers[name]?.toString();
  return {
    user: header('x-clickhouse-user') ?? address.searchParams.get('user') ?? 'default',
    password: header('x-clickhouse-key') ?? address.searchParams.get('password') ?? '',
  };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Reads address, headers and body; the body may hold at most `bodyLimitBytes` once unpacked. */
export async function readEngineRequest(
  request: IncomingMessage,
  address: URL,
  bodyLimitBytes: number,
): Promise<EngineRequest> {
  const body = await readBody(request, bodyLimitBytes);
  const form = await readForm(request, body);
  const fields = [...address.searchParams, ...(form ?? [])];
  const result: EngineRequest = {
    queryId: address.searchParams.get('query_id') ?? crypto.randomUUID(),
    settings: {},
    params: {},
    isCompressionWanted: false,
    sql: '',
  };
  const database = request.headers['x-clickhouse-database']?.toString();
  if (database) result.database = database;
  for (const [name, value] of fields) readField(result, name, value);
  if (form) return result;
  if (!result.sql) result.sql = body.toString('utf8');
  else if (body.length > 0) result.rows = body;
  return result;
}

function readField(result: EngineRequest, name: string, value: string): void {
  if (name === 'query') result.sql = value;
  else if (name === 'database') result.database = value;
  else if (name === 'default_format') result.defaultFormat = value;
  else if (name === 'enable_http_compression') result.isCompressionWanted = value === '1' || value === 'true';
  else if (name.startsWith('param_')) result.params[name.slice('param_'.length)] = value;
  else if (UNSUPPORTED.includes(name)) {
    throw new ClickHouseError(48, 'NOT_IMPLEMENTED', `The embedded ClickHouse has no ${name}.`);
  } else if (!OF_HTTP.has(name) && !['query_id', 'user', 'password'].includes(name)) {
    result.settings[name] = value;
  }
}

async function readForm(request: IncomingMessage, body: Buffer): Promise<[string, string][] | undefined> {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) return undefined;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  return [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpacked(request)) {
    bytes += (chunk as Buffer).length;
    if (bytes > limitBytes) {
      throw new ClickHouseError(
        307,
        'TOO_MANY_BYTES',
        `The body is over ${limitBytes} bytes, the most the embedded ClickHouse takes at once.`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function unpacked(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding']?.toLowerCase();
  if (!encoding || encoding === 'identity') return request;
  const decoder = decoderOf(encoding);
  request.on('error', (error) => decoder.destroy(error));
  return request.pipe(decoder);
}

function decoderOf(encoding: string) {
  if (encoding === 'gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'zstd') return createZstdDecompress();
  throw new ClickHouseError(48, 'NOT_IMPLEMENTED', `Content-Encoding ${encoding} is not understood.`);
}
