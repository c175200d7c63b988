import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { readStack } from './stack.ts';

const List = z.object({ data: z.array(z.object({ id: z.string() })) });
const Apis = z.object({ data: z.array(z.object({ versions: z.array(z.object({ id: z.string() })) })) });
const Invited = z.object({ data: z.object({ invitation: z.object({ id: z.string() }) }) });

const Registered = z.object({ data: z.object({ id: z.string() }) });
const Issued = z.object({ data: z.object({ client: z.object({ id: z.string() }) }) });

const LISTS = [
  'apis',
  'operations',
  'products',
  'plans',
  'developers',
  'apps',
  'subscriptions',
  'keys',
  'invoices',
  'members',
  'tokens',
];

/** The worker looks for invoices that are due once a minute. */
const APPEARS_WITHIN_MS = 90_000;

/** Ids of one thing of each kind that the demo tenant owns, by the name of its list; `versions` and `invitations` too. */
export async function readDemoIds(): Promise<(list: string) => string> {
  const ids = new Map<string, string>();
  for (const list of LISTS) ids.set(list, await firstOf(list));
  ids.set('versions', Apis.parse(await call('apis')).data[0]?.versions[0]?.id ?? '');
  const email = `nobody-${Date.now()}@example.com`;
  ids.set(
    'invitations',
    Invited.parse(await call('invitations', { email, role: 'viewer' })).data.invitation.id,
  );
  const client = { appId: ids.get('apps'), name: 'Server', environment: 'live' };
  ids.set('clients', Issued.parse(await call('clients', client)).data.client.id);
  const certificate = { appId: ids.get('apps'), certificate: randomBytes(32).toString('hex') };
  ids.set('certificates', Registered.parse(await call('certificates', certificate)).data.id);
  return (list) => {
    const id = ids.get(list);
    if (!id) throw new Error(`the demo tenant has no ${list}`);
    return id;
  };
}

/** The worker issues the demo's first invoice some time after the start, so nothing here is given up on at once. */
async function firstOf(list: string): Promise<string> {
  let id = '';
  await expect
    .poll(
      async () => {
        id = List.parse(await call(list)).data[0]?.id ?? '';
        return id;
      },
      { message: `the demo tenant has no ${list}`, timeout: APPEARS_WITHIN_MS },
    )
    .not.toBe('');
  return id;
}

async function call(path: string, body?: object): Promise<unknown> {
  const { api, adminToken } = readStack();
  const answer = await fetch(`${api}/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return answer.json();
}
