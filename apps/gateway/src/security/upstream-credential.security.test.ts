import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Balancing } from '@tollgate/domain/balancing';
import { sealSecret } from '@tollgate/domain/sealing/seal-secret';
import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { credentialSealedFor } from '@tollgate/domain/upstreams/upstream-credential';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const newKey = () => randomBytes(32).toString('base64');
const OLD = newKey();
const NEW = newKey();
const SECRET = 'Bearer c4n4ry-0f-th3-upstr34m';

const seal = (text: string, key = OLD, sealedFor = credentialSealedFor('tnt_atlas', 'ver_atlas')) =>
  sealSecret(SealingKeys.parse(key), sealedFor, text);
const credential = (sealed: string) => ({ in: 'header' as const, name: 'Authorization', sealed });

let rig: GatewayRig;
const start = async (encryptionKey: string, sealed = seal(SECRET)) => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    env: { ENCRYPTION_KEY: encryptionKey },
    version: { upstream: { credential: credential(sealed) } },
  });
};
afterEach(() => rig.close());

const authorizations = () =>
  rig.upstream.requests.map(({ head }) =>
    head
      .split('\r\n')
      .filter((line) => /^authorization:/i.test(line))
      .map((line) => line.slice(line.indexOf(':') + 2)),
  );
const refusal = () => rig.feed.reports.at(-1)?.refusedConfiguration;

test('the upstream gets the credential once, whatever the client sends, and no file of the gateway holds it', async () => {
  await start(OLD);
  expect((await rig.call('/countries')).status).toBe(200);
  await rig.call('/countries', { headers: { authorization: 'Basic ZXZpbA==' } });
  await rig.call('/countries', { headers: { Authorization: 'Bearer a', connection: 'authorization' } });
  expect(authorizations()).toEqual([[SECRET], [SECRET], [SECRET]]);
  await waitFor(() => rig.events().length === 3);
  const files = readdirSync(rig.dataFolder, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const text = files.map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'latin1')).join('');
  expect(text).toContain('sealed1.');
  expect(text).not.toContain('c4n4ry');
  expect(JSON.stringify(rig.feed.reports)).not.toContain('c4n4ry');
});

test('health checks and the parameter of a query carry it too', async () => {
  await start(OLD);
  const { version } = rig.configuration;
  const sealed = seal('a&b');
  const balancing = Balancing.parse({
    healthCheck: { path: '/health?deep=1', intervalMs: 1000, timeoutMs: 500 },
  });
  rig.feed.commit([
    {
      ...version,
      upstream: { ...version.upstream, balancing, credential: { in: 'query', name: 'key', sealed } },
    },
  ]);
  const targets = () => rig.upstream.requests.map(({ head }) => head.split(' ')[1]);
  await waitFor(() => targets().includes('/health?deep=1&key=a%26b'), 4000);
  await rig.call('/countries?key=evil&page=2&KEY=evil');
  expect(targets()).toContain('/countries?page=2&key=a%26b');
});

describe('a gateway that cannot open it', () => {
  test('without a key does not activate the upstream, and says why', async () => {
    await start('');
    expect((await rig.call('/countries')).status).toBe(404);
    expect(rig.upstream.requests).toHaveLength(0);
    expect(refusal()).toMatch(/^ver_atlas: ENCRYPTION_KEY is not set on this gateway/);
  });

  test('with another key does not either, and names the key it would need', async () => {
    await start(NEW);
    expect((await rig.call('/countries')).status).toBe(404);
    expect(refusal()).toContain(`The key ${SealingKeys.parse(OLD).current.id}, which sealed this secret`);
  });

  test.each([
    ['of another tenant', seal('x', OLD, credentialSealedFor('tnt_other', 'ver_atlas'))],
    ['of another version', seal('x', OLD, credentialSealedFor('tnt_atlas', 'ver_other'))],
    ['that would break the head', seal('x\r\nx-admin: 1')],
  ])('refuses one %s', async (_name, sealed) => {
    await start(OLD, sealed);
    expect((await rig.call('/countries')).status).toBe(404);
    expect(refusal()).toMatch(/^ver_atlas: /);
  });

  test('keeps what served before', async () => {
    await start(OLD);
    rig.feed.commit([
      {
        ...rig.configuration.version,
        upstream: { ...rig.configuration.version.upstream, credential: credential(seal('a', NEW)) },
      },
    ]);
    await waitFor(() => refusal() != null);
    await rig.call('/countries');
    expect(authorizations()).toEqual([[SECRET]]);
  });
});

test('while keys are rotated, what the old and what the new one sealed is opened', async () => {
  await start(`${NEW},${OLD}`);
  await rig.call('/countries');
  rig.feed.commit([
    {
      ...rig.configuration.version,
      upstream: { ...rig.configuration.version.upstream, credential: credential(seal('Bearer b', NEW)) },
    },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  await rig.call('/countries');
  expect(authorizations()).toEqual([[SECRET], ['Bearer b']]);
});
