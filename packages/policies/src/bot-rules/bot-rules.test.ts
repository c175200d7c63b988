import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { createBotRulesHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createBotRulesHandler();

function decide(config: unknown, agent?: string) {
  const headers: Record<string, string> = agent === undefined ? {} : { 'user-agent': agent };
  return handler(makePolicyRequest(headers), schema.config.parse(config)) as { kind: string };
}

test('an agent that is denied is refused in any case of letters, and others are admitted', () => {
  const config = { deny: ['EvilBot', 'scrapy/*windows'] };
  expect(decide(config, 'Mozilla/5.0 (compatible; evilbot/1.0)')).toMatchObject({
    kind: 'reject',
    problem: 'forbidden',
  });
  expect(decide(config, 'Scrapy/2.11 (Windows)').kind).toBe('reject');
  expect(decide(config, 'Windows Scrapy/2.11').kind).toBe('continue');
  expect(decide(config, 'curl/8.0').kind).toBe('continue');
  expect(decide(config).kind).toBe('continue');
});

test('allow wins over deny', () => {
  const config = { deny: ['bot'], allow: ['GoodBot'] };
  expect(decide(config, 'GoodBot/1').kind).toBe('continue');
  expect(decide(config, 'OtherBot/1').kind).toBe('reject');
});

test('with others refused, only those allowed come in', () => {
  const config = { allow: ['my app'], others: 'refuse' };
  expect(decide(config, 'My App/2').kind).toBe('continue');
  expect(decide(config, 'curl/8.0').kind).toBe('reject');
});

test('requests without an agent are refused when told so', () => {
  expect(decide({ refuseMissing: true }).kind).toBe('reject');
  expect(decide({ refuseMissing: true }, ' ').kind).toBe('reject');
  expect(decide({ refuseMissing: true }, 'curl/8.0').kind).toBe('continue');
});

test('in mode report all are admitted, and what would be refused is a finding', () => {
  expect(decide({ deny: ['bot'], mode: 'report' }, 'bot')).toEqual({
    kind: 'continue',
    finding: 'Calls from this client are not allowed: its User-Agent is refused.',
  });
  expect(decide({ deny: ['bot'], mode: 'report' }, 'curl')).toEqual({ kind: 'continue' });
});

test('many stars against a long agent cost no more than its length', () => {
  const config = { deny: [`${'a*'.repeat(99)}b`] };
  const startedAt = performance.now();
  expect(decide(config, 'a'.repeat(30_000)).kind).toBe('continue');
  expect(performance.now() - startedAt).toBeLessThan(100);
});

test.each([
  {},
  { allow: ['a'] },
  { deny: ['***'] },
  { deny: [''] },
  { deny: ['a'], mode: 'off' },
  { deny: ['a'], other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
