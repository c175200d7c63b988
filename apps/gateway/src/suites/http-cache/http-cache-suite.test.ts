import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { setBaseUrl, setFetch } from 'http-cache-tests/client/config.mjs';
import { makeCacheTest, testResults } from 'http-cache-tests/client/test.mjs';
import suites from 'http-cache-tests/tests/index.mjs';
import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';
import expected from './expected-failures.json' with { type: 'json' };
import { startOrigin } from './origin.ts';

/** By id, true or why it failed. */
type SuiteResults = ReadonlyMap<string, true | string>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'M-SEARCH'];
const AT_ONCE = 60;
const CONFIG = { paths: ['/test/*'], heuristicMaxSeconds: 86_400, staleIfErrorSeconds: 60 };

const reasons: Readonly<Record<string, string>> = expected;
let results: SuiteResults;
beforeAll(async () => {
  results = await runSuite(new Set(Object.keys(reasons)));
}, 300_000);

test('http-cache-tests: each case goes as it is known to, so that none is lost', () => {
  const failures = Object.fromEntries([...results].filter(([, result]) => result !== true));
  const lost = Object.entries(failures).filter(([id]) => !Object.hasOwn(reasons, id));
  expect(Object.fromEntries(lost), 'cases that were passed before').toEqual({});
  const won = Object.keys(reasons).filter((id) => results.get(id) === true);
  expect(won, 'cases that pass now: take them out of expected-failures.json').toEqual([]);
  expect(results.size).toBe(329);
});

test('http-cache-tests: every case of Authorization passes', () => {
  const cases = casesOf('auth');
  expect(cases.length).toBeGreaterThan(3);
  for (const { id } of cases) expect([id, results.get(id)]).toEqual([id, true]);
});

/** The cases of a shared cache; those of the part named, or all. */
function casesOf(suiteId?: string) {
  return suites
    .filter(({ id }) => suiteId === undefined || id === suiteId)
    .flatMap(({ tests }) => tests.filter((test) => test.browser_only !== true));
}

/** Runs http-cache-tests against a gateway whose only policy is the cache. `knownToFail` are not tried twice. */
async function runSuite(knownToFail: ReadonlySet<string>): Promise<SuiteResults> {
  const origin = await startOrigin();
  const rig = await startRig(origin.port);
  try {
    setBaseUrl(rig.url(''));
    setFetch((url, init) => fetchWithKey(rig, url, init));
    const results = new Map<string, true | string>();
    const cases = casesOf();
    for (let i = 0; i < cases.length; i += AT_ONCE) await runAll(cases.slice(i, i + AT_ONCE), results);
    // The suite's clock is real: what fails among many on a busy machine is tried once more among few.
    await runAll(
      cases.filter(({ id }) => results.get(id) !== true && !knownToFail.has(id)),
      results,
    );
    return results;
  } finally {
    await rig.close();
    origin.close();
  }
}

async function runAll(cases: ReturnType<typeof casesOf>, results: Map<string, true | string>): Promise<void> {
  await Promise.all(
    cases.map(async (test) => {
      delete testResults[test.id];
      // A case is changed as it runs.
      await makeCacheTest(structuredClone(test));
      const result = testResults[test.id];
      results.set(test.id, result === true ? true : (result?.join(': ') ?? 'did not run'));
    }),
  );
}

function startRig(port: number): Promise<GatewayRig> {
  const operation = (method: string, template: string) => ({
    id: `opn_${method}_${template}`,
    operationId: `${method} ${template}`,
    method,
    template,
  });
  return startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    upstreamUrl: `http://127.0.0.1:${port}`,
    env: { ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${port}` },
    version: {
      policies: [{ id: 'cache', config: CONFIG }],
      operations: [
        operation('PUT', '/config/{id}'),
        operation('GET', '/state/{id}'),
        ...METHODS.flatMap((method) => [
          operation(method, '/test/{id}'),
          operation(method, '/test/{id}/{file}'),
        ]),
      ],
    },
  });
}

// fetch would say Cache-Control: no-cache of its own accord where a case says nothing.
function fetchWithKey(rig: GatewayRig, url: string, init: RequestInit = {}): Promise<Response> {
  const { cache: _, mode: __, ...others } = init;
  const headers = new Headers(init.headers);
  headers.set('x-api-key', rig.configuration.token);
  if (!headers.has('cache-control')) headers.set('cache-control', 'nothing-to-see-here');
  if (!headers.has('pragma')) headers.set('pragma', 'foo');
  return fetch(url, { ...others, headers });
}
