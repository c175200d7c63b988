import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ClickHouseError, toClickHouseError } from './clickhouse-error.ts';
import { type Engine, type EngineAnswer, openEngine } from './engine.ts';
import { authenticate, type Credentials, type EngineRequest, readEngineRequest } from './http-request.ts';
import { createTurnstile } from './turnstile.ts';

export type ClickHouseServerOptions = Credentials & {
  dataDir: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  bodyLimitBytes?: number;
  concurrent?: number;
  waiting?: number;
};

type Context = {
  engine: Engine;
  credentials: Credentials;
  bodyLimitBytes: number;
  pass: <T>(task: () => Promise<T>) => Promise<T>;
};

const CONTENT_TYPES: Record<string, string> = {
  JSON: 'application/json; charset=UTF-8',
  JSONEachRow: 'application/x-ndjson; charset=UTF-8',
  JSONCompactEachRow: 'application/x-ndjson; charset=UTF-8',
  CSV: 'text/csv; charset=UTF-8; header=absent',
};

/** Serves ClickHouse's HTTP interface over the embedded engine, for an unmodified `@clickhouse/client`. */
export async function startClickHouseServer(options: ClickHouseServerOptions) {
  const engine = openEngine(options.dataDir);
  const turnstile = createTurnstile({
    concurrent: options.concurrent ?? 4,
    waiting: options.waiting ?? 512,
  });
  const context: Context = {
    engine,
    credentials: { user: options.user, password: options.password },
    bodyLimitBytes: options.bodyLimitBytes ?? 256 * 1024 * 1024,
    pass: turnstile.pass,
  };
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void answer(context, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    /** Lets running requests finish, then closes the engine. */
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      engine.close();
    },
  };
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse) {
  const address = new URL(request.url ?? '/', 'http://clickhouse');
  response.setHeader('x-clickhouse-server-display-name', 'tollgate-local');
  response.setHeader('x-clickhouse-timezone', 'UTC');
  if (address.pathname === '/ping' || (address.pathname === '/' && isBare(request, address))) {
    response.end('Ok.\n');
    return;
  }
  try {
    if (address.pathname !== '/') {
      throw new ClickHouseError(1000, 'POCO_EXCEPTION', `There is no handle ${address.pathname}.`, 404);
    }
    authenticate(request, address, context.credentials);
    const asked = await readEngineRequest(request, address, context.bodyLimitBytes);
    response.setHeader('x-clickhouse-query-id', asked.queryId);
    await context.pass(async () => {
      await send(request, response, asked, await context.engine.run(asked));
    });
  } catch (thrown) {
    sendError(request, response, toClickHouseError(thrown));
  }
}

function isBare(request: IncomingMessage, address: URL): boolean {
  return request.method === 'GET' && !address.searchParams.has('query');
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  asked: EngineRequest,
  result: EngineAnswer,
): Promise<void> {
  const tag = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
  response.setHeader('x-clickhouse-exception-tag', tag);
  response.setHeader('x-clickhouse-format', result.format);
  response.setHeader('x-clickhouse-summary', JSON.stringify(summaryOf(result)));
  response.setHeader('content-type', CONTENT_TYPES[result.format] ?? 'text/plain; charset=UTF-8');
  const body = Readable.from(withLateError(result.chunks, tag), { objectMode: false });
  const isGzip = asked.isCompressionWanted && /\bgzip\b/.test(`${request.headers['accept-encoding']}`);
  if (isGzip) response.setHeader('content-encoding', 'gzip');
  try {
    if (isGzip) await pipeline(body, createGzip({ level: 3 }), response);
    else await pipeline(body, response);
  } catch (error) {
    // A client that hung up is no error of ours; anything else must not pass for a whole answer.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') response.destroy();
  }
}

/** An error after the first row is written the way ClickHouse 25.11 and newer do. */
async function* withLateError(chunks: AsyncIterable<Uint8Array>, tag: string) {
  try {
    yield* chunks;
  } catch (thrown) {
    const message = `${toClickHouseError(thrown).message}\n`;
    const mark = '\r\n__exception__\r\n';
    yield Buffer.from(`${mark}${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}${mark}`);
  }
}

function summaryOf(result: EngineAnswer): Record<string, string> {
  return {
    read_rows: String(result.readRows),
    read_bytes: String(result.readBytes),
    written_rows: String(result.writtenRows),
    written_bytes: String(result.writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(result.readRows + result.writtenRows),
    result_bytes: String(result.readBytes + result.writtenBytes),
    elapsed_ns: String(Math.round(result.elapsedSeconds * 1e9)),
  };
}

function sendError(request: IncomingMessage, response: ServerResponse, error: ClickHouseError): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.statusCode = error.status;
  response.setHeader('x-clickhouse-exception-code', String(error.code));
  response.setHeader('content-type', 'text/plain; charset=UTF-8');
  // A body left unread would be taken for the next request on this connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(`${error.message}\n`);
}
