import { CONTINUE, type Decision, type PolicyHandler } from '@tollgate/policies/policy';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { CompiledPolicy } from './compile-policies.ts';
import { PolicyEngine } from './policy-engine.ts';

const policy = (id: string, run: () => Decision | Promise<Decision>): CompiledPolicy => ({
  id,
  run: run as PolicyHandler<never>,
  config: {} as never,
});

function runAll(...policies: CompiledPolicy[]) {
  const engine = new PolicyEngine(pino({ level: 'silent' }));
  const continued: Decision[] = [];
  const decision = engine.run(policies, makePolicyRequest(), {
    onContinue: (one) => void continued.push(one),
  });
  return { engine, decision, continued };
}

const forbidden = { kind: 'reject', problem: 'forbidden', detail: 'no' } as const;

test('a policy that throws is internal_error and never an admission', async () => {
  const broken = policy('broken', () => {
    throw new Error('a bug');
  });
  const { decision, engine } = runAll(
    broken,
    policy('next', () => CONTINUE),
  );
  expect(decision).toMatchObject({ kind: 'reject', problem: 'internal_error' });
  expect(engine.counts.get('broken')).toMatchObject({ runs: 1, faults: 1, rejections: 0 });
  expect(engine.counts.has('next')).toBe(false);
  const later = runAll(policy('broken', () => Promise.reject(new Error('a bug'))));
  expect(await later.decision).toMatchObject({ kind: 'reject', problem: 'internal_error' });
});

test('policies run in their order until one does not continue', async () => {
  const { decision, continued, engine } = runAll(
    policy('first', () => CONTINUE),
    policy('second', async () => ({ kind: 'continue', responseHeaders: ['a', 'b'] })),
    policy('third', () => forbidden),
    policy('fourth', () => CONTINUE),
  );
  expect(await decision).toBe(forbidden);
  expect(continued).toEqual([CONTINUE, { kind: 'continue', responseHeaders: ['a', 'b'] }]);
  expect([...engine.counts.keys()]).toEqual(['first', 'second', 'third']);
  expect(engine.counts.get('third')).toMatchObject({ runs: 1, rejections: 1 });
});

test('policies that do not wait are decided at once', () => {
  expect(runAll(policy('first', () => CONTINUE)).decision).toBe(CONTINUE);
});
