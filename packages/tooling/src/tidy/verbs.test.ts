import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { verbs } from './verbs.ts';

const path = 'packages/services/src/keys/create-key.ts';
const find = (text: string, file = path, exceptions: Record<string, string> = {}) =>
  verbs.find(
    fakeProject({ [file]: text, 'packages/tooling/verb-exceptions.json': JSON.stringify(exceptions) }),
  );

const verb = (...steps: string[]) =>
  `export async function createKey(ctx: Ctx, input: Input): Promise<Key> {\n${steps.join('\n')}\n}\n`;
const steps = [
  "requireRole(ctx, 'editor');",
  'return withTenantTx(ctx, async (tx) => {',
  '  await recordChange(tx, ctx, change);',
  '});',
];

test('a verb with role check, tenant transaction and record passes', () => {
  expect(find(verb(...steps))).toEqual([]);
});

test('a verb without any one of the three is refused', () => {
  const [role = '', open = '', record = '', close = ''] = steps;
  expect(find(verb(open, record, close))).toMatchObject([
    { problem: expect.stringContaining('requireRole') },
  ]);
  expect(find(verb(role, open, close))).toMatchObject([{ problem: expect.stringContaining('recordChange') }]);
  expect(find(verb(role, record))).toMatchObject([{ problem: expect.stringContaining('withTenantTx') }]);
});

test('a verb that checks the role inside its transaction is refused', () => {
  const [role = '', open = '', record = '', close = ''] = steps;
  expect(find(verb(open, role, record, close))).toMatchObject([
    { problem: expect.stringContaining('before') },
  ]);
});

test('reading verbs and steps inside a transaction are free', () => {
  expect(find(verb('return 1;'), 'packages/services/src/keys/get-key.ts')).toEqual([]);
  expect(find(verb('return 1;'), 'packages/services/src/keys/list-keys.ts')).toEqual([]);
  expect(find('export async function insertKey(tx: Tx, row: Row) {}')).toEqual([]);
  expect(find('export async function hashPassword(password: string) {}')).toEqual([]);
});

test('a reading verb that writes is refused', () => {
  const file = 'packages/services/src/keys/get-key.ts';
  expect(find(verb('await tx.update(keys);'), file)).toHaveLength(1);
  expect(find(verb('await ctx.db.system.delete(keys);'), file)).toHaveLength(1);
  expect(find(verb('await tx.execute(sql`update keys set used = 1`);'), file)).toHaveLength(1);
  expect(find(verb('seen.delete(1); hash.update(token);'), file)).toEqual([]);
});

test('a step that gets the transaction is no verb, wherever its context stands', () => {
  expect(find('export async function moveKey(tx: Tx, ctx: Ctx) { await tx.update(keys); }')).toEqual([]);
});

test('a word that only begins like a reading verb is not one', () => {
  expect(find(verb('return 1;'), 'packages/services/src/keys/getaway.ts')).toHaveLength(1);
});

test('an exception stands as long as it is needed and no longer', () => {
  const exceptions = { [path]: 'it makes the tenant' };
  expect(find(verb('return 1;'), path, exceptions)).toEqual([]);
  expect(find(verb(...steps), path, exceptions)).toHaveLength(1);
});
