import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDomainError } from '@tollgate/domain/errors';
import { afterEach, describe, expect, test } from 'vitest';
import type { ServiceSettings } from '../context/ctx.ts';
import { fetchDocument } from './fetch-document.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const allowing = (...allowed: string[]) =>
  ({ allowedPrivateUpstreams: allowed }) as unknown as ServiceSettings;

async function refusalOf(call: Promise<Uint8Array>): Promise<string> {
  try {
    return `took ${(await call).byteLength} bytes`;
  } catch (error) {
    if (!isDomainError(error, 'openapi_invalid')) throw error;
    expect(error.errors[0]?.location).toBe('url');
    return error.detail ?? '';
  }
}

test('a document comes byte by byte as it is, from where the operator allows it, by address and by name', async () => {
  const port = await serve((_, response) => response.end('openapi: 3.1.0 # ä'));
  for (const host of ['127.0.0.1', 'localhost']) {
    const bytes = await fetchDocument(allowing(`${host}:${port}`), `http://${host}:${port}/openapi.yaml?v=1`);
    expect(Buffer.from(bytes).toString()).toBe('openapi: 3.1.0 # ä');
  }
});

describe('nothing is fetched from a private address, and nobody there is even asked', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://localhost:PORT/',
    'http://localhost.:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::1]:PORT/',
    'http://0.0.0.0:PORT/',
  ])('%s', async (address) => {
    let asked = 0;
    const port = await serve((_, response) => {
      asked++;
      response.end('secret');
    });
    const url = address.replace('PORT', String(port));
    // Some resolvers do not know `localhost.` with its dot, which is as good.
    expect(await refusalOf(fetchDocument(allowing(), url))).toMatch(/private address|ENOTFOUND/);
    const neighbour = allowing(`127.0.0.1:${port + 1}`, `127.0.0.2:${port}`);
    expect(await refusalOf(fetchDocument(neighbour, url))).toMatch(/private address|ENOTFOUND/);
    expect(asked).toBe(0);
  });

  test('the address of cloud metadata', async () => {
    expect(await refusalOf(fetchDocument(allowing(), 'http://169.254.169.254/latest/'))).toMatch(/private/);
  });
});

test('a redirect is refused and not followed', async () => {
  let followed = 0;
  const inner = await serve((_, response) => {
    followed++;
    response.end('secret');
  });
  const port = await serve((request, response) => {
    const status = Number(request.url?.slice(1));
    response.writeHead(status, { location: `http://127.0.0.1:${inner}/` }).end();
  });
  const settings = allowing(`127.0.0.1:${port}`, `127.0.0.1:${inner}`);
  for (const status of [301, 302, 303, 307, 308]) {
    expect(await refusalOf(fetchDocument(settings, `http://127.0.0.1:${port}/${status}`))).toContain(
      `${status}`,
    );
  }
  expect(followed).toBe(0);
});

test.each([204, 401, 404, 500])('an answer %i is no document', async (status) => {
  const port = await serve((_, response) => response.writeHead(status).end());
  expect(
    await refusalOf(fetchDocument(allowing(`127.0.0.1:${port}`), `http://127.0.0.1:${port}/`)),
  ).toContain(`answered ${status}`);
});

describe('a document is cut off', () => {
  test('above 25 MB, whether its length is told or not', async () => {
    for (const isTold of [true, false]) {
      let sent = 0;
      const size = 26 * 1024 * 1024;
      const port = await serve((_, response) => {
        if (isTold) response.setHeader('content-length', size);
        const chunk = Buffer.alloc(1024 * 1024, 32);
        const write = () => {
          while (sent < size) {
            sent += chunk.byteLength;
            if (!response.write(chunk)) return void response.once('drain', write);
          }
          response.end();
        };
        write();
      });
      const fetched = fetchDocument(allowing(`127.0.0.1:${port}`), `http://127.0.0.1:${port}/`);
      expect(await refusalOf(fetched)).toContain('larger than 25 MB');
    }
  });

  test('when an endless one is sent, long before memory ends', async () => {
    const port = await serve((_, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const settings = allowing(`127.0.0.1:${port}`);
    const fetched = fetchDocument(settings, `http://127.0.0.1:${port}/`, { maxBytes: 1024 * 1024 });
    expect(await refusalOf(fetched)).toContain('larger than 1 MB');
  });
});

describe('a slow server is given up', () => {
  const limits = { timeoutMs: 300 };
  test.each<[string, RequestListener]>([
    ['that never answers', () => {}],
    ['that answers and then says nothing', (_, response) => void response.writeHead(200).write('{')],
    [
      'that drips a byte at a time',
      (_, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('%s', async (_, listener) => {
    const port = await serve(listener);
    const startMs = performance.now();
    const settings = allowing(`127.0.0.1:${port}`);
    expect(await refusalOf(fetchDocument(settings, `http://127.0.0.1:${port}/`, limits))).toContain(
      'timeout',
    );
    expect(performance.now() - startMs).toBeLessThan(3_000);
  });
});

test('an answer that is no HTTP, and nobody there at all, are refusals with the reason', async () => {
  const port = await serve((_, response) => response.socket?.end('SSH-2.0-OpenSSH\r\n'));
  const settings = allowing(`127.0.0.1:${port}`, '127.0.0.1:1');
  expect(await refusalOf(fetchDocument(settings, `http://127.0.0.1:${port}/`))).toContain(
    'could not be fetched',
  );
  expect(await refusalOf(fetchDocument(settings, 'http://127.0.0.1:1/'))).toContain('could not be fetched');
  const unknown = fetchDocument(allowing(), 'http://there-is-no-such-name.invalid/');
  expect(await refusalOf(unknown)).toContain('could not be fetched');
});
