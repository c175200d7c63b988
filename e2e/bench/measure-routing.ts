import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';
import type { RequestHead } from '../../apps/gateway/src/http/exchange.ts';
import { makeHead } from '../../apps/gateway/src/http/wire/make-head.ts';
import { locate } from '../../apps/gateway/src/pipeline/locate.ts';
import { ConfigurationIndex } from '../../apps/gateway/src/snapshot/configuration-index.ts';
import { median } from './results.ts';

const LOOK_UPS = 200_000;
const ROUNDS = Number(process.argv[2] ?? 15);
const ROUTING = { domain: null, isPathRouting: true };
const RESOURCES = ['countries', 'cities', 'rivers', 'flags', 'currencies'];

/** A gateway's configuration: so many tenants with one API each, of so many operations. */
function makeIndex(tenants: number, operations: number): { index: ConfigurationIndex; heapBytes: number } {
  const before = heapBytes();
  const noPolicies = {
    ...{ access: [], authenticate: [], request: [], response: [] },
    ...{ requestBodyBytes: 0, responseBodyBytes: 0, needsDescription: false, needsAnswers: false },
  };
  const index = new ConfigurationIndex(
    () => noPolicies as never,
    () => '',
  );
  for (let tenant = 0; tenant < tenants; tenant++) {
    const made = makeConfiguration({
      name: `t${tenant}`,
      upstreamUrl: 'http://127.0.0.1:1',
      version: { operations: Array.from({ length: operations }, (_, at) => operationOf(tenant, at)) },
    });
    index.put(made.tenant);
    index.put(made.version);
  }
  return { index, heapBytes: heapBytes() - before };
}

function operationOf(tenant: number, at: number) {
  const id = `opn_${tenant}_${at}`;
  const resource = `${RESOURCES[at % RESOURCES.length]}${at - (at % RESOURCES.length)}`;
  const template = at % 2 === 0 ? `/${resource}` : `/${resource}/{code}/near/{other}`;
  return { id, operationId: id, method: 'GET', template };
}

/** One request of every operation of a tenant. */
function requestsOf(tenant: number, operations: number) {
  return Array.from({ length: operations }, (_, at) => {
    const path = operationOf(tenant, at).template.replaceAll(/\{[a-z]+\}/g, 'FR');
    return { ...makeHead('GET', ['host', 'gateway.example']), target: `/t${tenant}/world/v1${path}` };
  });
}

/** Nanoseconds a look-up; every request must find its operation. */
function measure(index: ConfigurationIndex, heads: readonly RequestHead[]): number {
  let found = 0;
  const startedAt = performance.now();
  for (let i = 0; i < LOOK_UPS; i++) {
    if (locate(index, heads[i % heads.length] as RequestHead, ROUTING).operation) found++;
  }
  const nanoseconds = ((performance.now() - startedAt) * 1_000_000) / LOOK_UPS;
  if (found !== LOOK_UPS) throw new Error(`${LOOK_UPS - found} requests found no operation`);
  return nanoseconds;
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

const few = makeIndex(1, 10);
const many = makeIndex(1000, 10);
const large = makeIndex(1, 10_000);
const cases = {
  'ten operations, one tenant': { index: few.index, heads: requestsOf(0, 10) },
  '10,000 across 1,000 tenants, requests to ten': { index: many.index, heads: requestsOf(0, 10) },
  '10,000 across 1,000 tenants, requests to all': {
    index: many.index,
    heads: Array.from({ length: 1000 }, (_, tenant) => requestsOf((tenant * 619) % 1000, 10)).flat(),
  },
  '10,000 of one tenant, requests to ten': { index: large.index, heads: requestsOf(0, 10) },
};

const times = new Map<string, number[]>();
for (let round = -3; round < ROUNDS; round++) {
  for (const [name, { index, heads }] of Object.entries(cases)) {
    const took = measure(index, heads);
    if (round >= 0) times.set(name, [...(times.get(name) ?? []), took]);
  }
}
const base = median(times.get('ten operations, one tenant') ?? []);
for (const [name, taken] of times) {
  const middle = median(taken);
  console.log(`${name.padEnd(46)} ${middle.toFixed(0).padStart(5)} ns   ratio ${(middle / base).toFixed(2)}`);
}
const mebibytes = (bytes: number) => (bytes / 1_048_576).toFixed(1);
console.log(
  `10,000 across 1,000 tenants hold ${mebibytes(many.heapBytes)} MiB, ${Math.round(many.heapBytes / 10_000)} bytes an operation`,
);
console.log(
  `10,000 of one tenant hold ${mebibytes(large.heapBytes)} MiB, ${Math.round(large.heapBytes / 10_000)} bytes an operation`,
);
