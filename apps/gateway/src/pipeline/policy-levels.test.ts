import type { PolicyUse, SnapshotRecord } from '@tollgate/domain/snapshot';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { makeKey } from '@tollgate/testkit/gateway/make-configuration';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) =>
    startWorker(readConfig(env), createLogger('silent', 'test'), { firstRetryMs: 10 }),
  );
});
afterEach(() => rig.close());

const lastReport = () => rig.feed.reports.at(-1);
async function commit(...records: SnapshotRecord[]): Promise<void> {
  rig.feed.commit(records);
  await waitFor(() => lastReport()?.appliedChange === rig.feed.changeNumber);
}

/** Marks what passes: the request header `x-level` tells which level's transformation ran. */
const mark = (level: string): PolicyUse => ({
  id: 'request-transform',
  config: { setHeaders: { 'x-level': level } },
});
const answer = (text: string, to = 'everyone'): PolicyUse => ({
  id: 'respond',
  config: { body: text, contentType: 'text/plain', to },
});
const off = (id: string): PolicyUse => ({ id, config: {}, isOff: true });

const version = (uses: PolicyUse[], ofOperation: Record<string, PolicyUse[]> = {}) => {
  const record = rig.configuration.version;
  const operations = record.operations.map((operation) => {
    const policies = ofOperation[operation.operationId];
    return policies ? { ...operation, policies } : operation;
  });
  return { ...record, policies: uses, operations };
};
const tenant = (policies: PolicyUse[]) => ({ ...rig.configuration.tenant, policies });
const product = (policies: PolicyUse[]) => ({ ...rig.configuration.product, policies });
const plan = (policies: PolicyUse[]) => ({ ...rig.configuration.planVersion, policies });
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

async function levelOf(path = '/countries/FR', init: RequestInit = {}): Promise<string | undefined> {
  const response = await rig.call(path, init);
  expect(response.status).toBe(200);
  return /\r\nx-level: (.*)/i.exec(rig.upstream.requests.at(-1)?.head ?? '')?.[1];
}

test('each more specific level wins over the wider ones, and what is taken back lets them through again', async () => {
  expect(await levelOf()).toBeUndefined();
  await commit(tenant([mark('tenant')]));
  expect(await levelOf()).toBe('tenant');
  await commit(product([mark('product')]));
  expect(await levelOf()).toBe('product');
  await commit(version([mark('api')]));
  expect(await levelOf()).toBe('api');
  await commit(version([mark('api')], { getCountry: [mark('operation')] }));
  expect([await levelOf(), await levelOf('/countries')]).toEqual(['operation', 'api']);
  await commit(plan([mark('plan')]));
  expect([await levelOf(), await levelOf('/countries')]).toEqual(['plan', 'plan']);
  await commit(rig.configuration.planVersion);
  expect(await levelOf()).toBe('operation');
  await commit(version([]), rig.configuration.product);
  expect(await levelOf()).toBe('tenant');
  await commit(rig.configuration.tenant);
  expect(await levelOf()).toBeUndefined();
});

test('a level turns a policy of a wider one off, for its own requests alone', async () => {
  await commit(tenant([mark('tenant')]), version([], { getCountry: [off('request-transform')] }));
  expect([await levelOf(), await levelOf('/countries')]).toEqual([undefined, 'tenant']);
  await commit(version([]), plan([off('request-transform')]));
  expect([await levelOf(), await levelOf('/countries')]).toEqual([undefined, undefined]);
});

test('subscribers of another plan do not get what a plan changes', async () => {
  const { planVersion, subscription, tenant: owner } = rig.configuration;
  const other = makeKey('other', owner.id, 'app_other', 'live');
  await commit(
    plan([answer('for this plan', 'subscribers')]),
    { ...planVersion, id: 'plv_other', planId: 'pln_other' },
    { ...subscription, id: 'sub_other', appId: 'app_other', planVersionId: 'plv_other' },
    other.record,
  );
  expect(await (await rig.call('/countries')).text()).toBe('for this plan');
  expect(await levelOf('/countries', { headers: { 'x-api-key': other.token } })).toBeUndefined();
  expect(await (await rig.call('/countries')).text()).toBe('for this plan');
});

test('what the tenant asks of callers holds for every API before a key is looked at', async () => {
  await commit(tenant([{ id: 'request-size', config: { maxBodyBytes: 3 } }]));
  const post = () => fetch(rig.url('/countries'), { method: 'POST', body: 'four' });
  expect((await post()).status).toBe(413);
  await commit(version([], { addCountry: [{ id: 'request-size', config: { maxBodyBytes: 10 } }] }));
  expect((await post()).status).toBe(401);
});

test('a way to authenticate that an operation names is the only one there', async () => {
  await commit(
    tenant([{ id: 'basic', config: {} }]),
    version([{ id: 'api-key', config: {} }], { getCountry: [{ id: 'basic', config: {} }] }),
  );
  expect((await rig.call('/countries')).status).toBe(200);
  expect((await rig.call('/countries/FR')).status).toBe(401);
});

test('a preflight is answered by the policies of the operation it asks about', async () => {
  const cors = (origin: string): PolicyUse => ({ id: 'cors', config: { origins: [origin] } });
  await commit(version([cors('https://wide.example')], { addCountry: [cors('https://narrow.example')] }));
  const preflight = async (method: string, origin: string) => {
    const headers = { origin, 'access-control-request-method': method };
    const response = await fetch(rig.url('/countries'), { method: 'OPTIONS', headers });
    return response.headers.get('access-control-allow-origin');
  };
  expect(await preflight('POST', 'https://narrow.example')).toBe('https://narrow.example');
  expect(await preflight('POST', 'https://wide.example')).toBeNull();
  expect(await preflight('GET', 'https://wide.example')).toBe('https://wide.example');
});

describe('what cannot be run is not left out', () => {
  const unknown: PolicyUse = { id: 'from-the-future', config: {} };

  test('a tenant, product or plan goes on with the policies that were good, and the report says why', async () => {
    await commit(tenant([mark('tenant')]));
    await commit(tenant([unknown]));
    expect(await levelOf()).toBe('tenant');
    expect(lastReport()?.refusedConfiguration).toContain('there is no policy from-the-future');
    await commit(plan([mark('plan')]));
    await commit(plan([unknown]), { ...rig.configuration.product, status: 'deprecated' });
    expect(await levelOf()).toBe('plan');
    await commit(tenant([]), plan([]));
    expect(lastReport()?.refusedConfiguration).toBeNull();
    expect(await levelOf()).toBeUndefined();
  });

  test('without good ones before, requests of the plan are refused, and nothing is taken of their quota', async () => {
    const { planVersion, subscription } = rig.configuration;
    await commit(
      { ...planVersion, id: 'plv_next', quota: { requests: 10 }, policies: [unknown] },
      { ...subscription, planVersionId: 'plv_next' },
    );
    const response = await rig.call('/countries/FR');
    expect([response.status, await codeOf(response)]).toEqual([503, 'not_ready']);
    expect(rig.upstream.requests).toHaveLength(0);
    expect(rig.events().at(-1)).toMatchObject({ status: 503, billable: 0 });
    await commit({ ...planVersion, id: 'plv_next', quota: { requests: 10 }, policies: [mark('plan')] });
    expect(await levelOf()).toBe('plan');
  });

  test('a plan cannot bring what runs before it is known, whatever the feed says', async () => {
    await commit(plan([{ id: 'cors', config: { origins: ['*'] } }]));
    expect(lastReport()?.refusedConfiguration).toContain('CORS runs before it is known which plan');
  });

  test('an operation with a policy that is not known leaves the version as it was', async () => {
    await commit(version([mark('api')]));
    await commit(version([mark('newer')], { addCountry: [unknown] }));
    expect(await levelOf()).toBe('api');
    expect(lastReport()?.refusedConfiguration).toContain('policies of the operation: 0.id');
  });

  test('a plan that needs descriptions which did not come refuses rather than let pass', async () => {
    await commit(plan([{ id: 'request-validation', config: { mode: 'enforce' } }]));
    const response = await rig.call('/countries/FR');
    expect([response.status, await codeOf(response)]).toEqual([503, 'not_ready']);
  });
});

test('what counts by its settings goes on counting when another level changes', async () => {
  const pace: PolicyUse = { id: 'spike-arrest', config: { requests: 1, per: 'minute', burst: 2 } };
  await commit(tenant([pace]));
  expect((await rig.call('/countries')).status).toBe(200);
  // Another version of a record that has nothing to do with the pace.
  await commit(version([mark('api')]));
  expect((await rig.call('/countries/FR')).status).toBe(200);
  expect((await rig.call('/countries/FR')).status).toBe(429);
});

test('subscribers of a plan that changes requests get no answers that others got', async () => {
  const { planVersion, subscription, tenant: owner } = rig.configuration;
  const other = makeKey('other', owner.id, 'app_other', 'live');
  await commit(
    tenant([{ id: 'cache', config: { share: 'everyone' } }]),
    { ...planVersion, id: 'plv_other', planId: 'pln_other', policies: [mark('other')] },
    { ...subscription, id: 'sub_other', appId: 'app_other', planVersionId: 'plv_other' },
    other.record,
  );
  rig.upstream.script = (socket) =>
    socket.write('HTTP/1.1 200 OK\r\ncache-control: public, max-age=60\r\ncontent-length: 2\r\n\r\nok');
  const call = async (token: string) => {
    await (await rig.call('/countries', { headers: { 'x-api-key': token } })).text();
    return rig.upstream.requests.length;
  };
  expect([await call(rig.configuration.token), await call(rig.configuration.token)]).toEqual([1, 1]);
  expect([await call(other.token), await call(other.token)]).toEqual([2, 2]);
  await commit(tenant([{ id: 'cache', config: { share: 'everyone' } }, mark('tenant')]));
  expect(await call(rig.configuration.token)).toBe(3);
});

test('levels survive a restart without the feed', async () => {
  await commit(tenant([mark('tenant')]), product([mark('product')]));
  await commit(version([], { getCountry: [off('request-transform')] }));
  await rig.restart();
  expect([await levelOf(), await levelOf('/countries')]).toEqual([undefined, 'product']);
});
