import type { Decision, PolicyHandler, Reject } from '@tollgate/policies/policy';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { PolicyEngine } from '../pipeline/policy-engine.ts';
import { authenticate } from './authenticate.ts';

const CHALLENGE = ['www-authenticate', 'Bearer'];
const absent: Reject = {
  kind: 'reject',
  problem: 'key_missing',
  detail: 'Send a key.',
  credential: 'absent',
  headers: CHALLENGE,
};
const alsoAbsent: Reject = {
  ...absent,
  problem: 'token_missing',
  detail: 'Send a token.',
  headers: ['www-authenticate', 'Basic'],
};
const foreign: Reject = { ...absent, problem: 'token_untrusted', detail: 'Not ours.', credential: 'foreign' };
const wrong: Reject = { kind: 'reject', problem: 'key_revoked', detail: 'Revoked.' };
const right: Decision = {
  kind: 'continue',
  principal: { keyId: 'key_1', appId: 'app_1', environment: 'live', credentialHeaders: [] },
};

async function ask(...answers: (Decision | Promise<Decision>)[]) {
  const asked: number[] = [];
  const continued: Decision[] = [];
  const methods = answers.map((answer, at) => ({
    id: `method-${at}`,
    run: (() => {
      asked.push(at);
      return answer;
    }) as PolicyHandler<never>,
    config: {} as never,
  }));
  const engine = new PolicyEngine(pino({ level: 'silent' }));
  const observer = { onContinue: (one: Decision) => void continued.push(one) };
  const decision = await authenticate(engine, methods, makePolicyRequest(), observer);
  return { decision, asked, continued };
}

test('the first method whose credential was sent decides, and none after it is asked', async () => {
  expect(await ask(absent, right, wrong)).toMatchObject({ asked: [0, 1], continued: [right] });
  expect(await ask(absent, wrong, right)).toMatchObject({
    decision: { problem: 'key_revoked' },
    asked: [0, 1],
    continued: [],
  });
  expect(await ask(foreign, Promise.resolve(right))).toMatchObject({ continued: [right] });
});

test('without any credential the answer names every method, each challenge once', async () => {
  const { decision } = await ask(absent, alsoAbsent, absent);
  expect(decision).toMatchObject({
    problem: 'credentials_missing',
    detail: 'Send one of these: Send a key; or: Send a token; or: Send a key.',
    headers: [...CHALLENGE, 'www-authenticate', 'Basic'],
  });
  expect((await ask(absent)).decision).toBe(absent);
});

test('a credential that fits no method is told as what it is', async () => {
  expect((await ask(foreign, alsoAbsent)).decision).toMatchObject({ problem: 'token_untrusted' });
});

test('a method that throws ends the request, and none after it admits', async () => {
  expect(await ask(Promise.reject(new Error('a bug')), right)).toMatchObject({
    decision: { problem: 'internal_error' },
    continued: [],
  });
});
