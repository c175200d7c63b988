import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const NEEDED = { GATEWAY_TOKEN: 'tg_gw_x', FEED_URL: 'http://127.0.0.1:3002', GATEWAY_DATA_DIR: '/tmp/x' };

test('what is needed is enough, and the rest has defaults', () => {
  expect(readConfig(NEEDED)).toMatchObject({
    port: 8080,
    adminPort: 8081,
    host: '127.0.0.1',
    workers: 1,
    isPathRouting: false,
    domain: null,
    redisUrl: null,
    docsUrl: 'http://127.0.0.1:3002/problems',
  });
});

test('all that is wrong is said at once', () => {
  expect(() => readConfig({ PORT: '99999', GATEWAY_WORKERS: 'many', FEED_URL: 'nowhere' })).toThrow(
    /PORT .*GATEWAY_TOKEN .*FEED_URL .*GATEWAY_DATA_DIR .*GATEWAY_WORKERS /,
  );
});

test('several workers need a store they share', () => {
  expect(() => readConfig({ ...NEEDED, GATEWAY_WORKERS: '2' })).toThrow('needs REDIS_URL');
  expect(readConfig({ ...NEEDED, GATEWAY_WORKERS: '2', REDIS_URL: 'redis://r' }).workers).toBe(2);
});

test('private upstreams are a list of hosts with ports', () => {
  const { allowedPrivateUpstreams } = readConfig({
    ...NEEDED,
    ALLOWED_PRIVATE_UPSTREAMS: '127.0.0.1:4010, demo:80',
  });
  expect([...allowedPrivateUpstreams]).toEqual(['127.0.0.1:4010', 'demo:80']);
});

test('TLS is off unless it has a port and a folder of certificates', () => {
  expect(readConfig(NEEDED).tls).toBeNull();
  expect(readConfig({ ...NEEDED, GATEWAY_TLS_PORT: '', GATEWAY_TLS_DIR: '' }).tls).toBeNull();
  const both = { ...NEEDED, GATEWAY_TLS_PORT: '8443', GATEWAY_TLS_DIR: '/tls' };
  expect(readConfig(both).tls).toEqual({ port: 8443, folder: '/tls', asksForCertificates: false });
  for (const one of ['GATEWAY_TLS_PORT', 'GATEWAY_TLS_DIR'] as const) {
    expect(() => readConfig({ ...both, [one]: undefined })).toThrow('are set together or not at all');
  }
});
