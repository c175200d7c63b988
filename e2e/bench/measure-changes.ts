import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { readStack } from '../support/stack.ts';

const CHANGES = Number(process.argv[2] ?? 200);
const LIMIT_MS = 10_000;

const stack = readStack();
const gateway = new Agent({ keepAliveTimeout: 10_000 });
const headers = { authorization: `Bearer ${stack.adminToken}`, 'content-type': 'application/json' };

async function api<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const answer = await request(`${stack.api}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.body.json()) as { data: T };
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`);
  return json.data;
}

async function status(token: string): Promise<number> {
  const answer = await request(stack.demo.request, {
    dispatcher: gateway,
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.body.dump();
  return answer.statusCode;
}

/** Milliseconds from the answer of the API to the gateway's new behaviour. */
async function msUntil(token: string, wanted: number): Promise<number> {
  const startMs = performance.now();
  while ((await status(token)) !== wanted) {
    if (performance.now() - startMs > LIMIT_MS) throw new Error(`not enforced within ${LIMIT_MS} ms`);
    await wait(2);
  }
  return performance.now() - startMs;
}

function quantile(sorted: number[], share: number): string {
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  return `${sorted[at]?.toFixed(1)} ms`;
}

function print(name: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => quantile(sorted, share));
  console.log(`${name.padEnd(22)} n ${sorted.length}  p50 ${p50}  p99 ${p99}  max ${max}`);
}

const [app] = await api<{ id: string }[]>('GET', '/v1/apps?filter[search]=Trip');
if (!app) throw new Error('the demo has no app');
const [created, revoked]: [number[], number[]] = [[], []];
for (let change = 0; change < CHANGES; change++) {
  const made = await api<{ key: { id: string }; token: string }>('POST', '/v1/keys', {
    appId: app.id,
    name: `measured ${change}`,
    environment: 'live',
  });
  created.push(await msUntil(made.token, 200));
  await api('POST', `/v1/keys/${made.key.id}/revoke`);
  revoked.push(await msUntil(made.token, 401));
}
print('key made → 200', created);
print('key revoked → 401', revoked);
await gateway.close();
process.exit(0);
