import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

test('retries never exceed the minimum and their share of the requests', () => {
  const steps = fc.array(fc.constantFrom('request', 'retry'), { maxLength: 300 });
  fc.assert(
    fc.property(steps, fc.nat({ max: 100 }), fc.nat({ max: 2 }), (list, budgetPercent, minPerSecond) => {
      const budget = new RetryBudget({ attempts: 1, budgetPercent, minPerSecond });
      let requests = 0;
      let retries = 0;
      for (const step of list) {
        if (step === 'request') {
          budget.onRequest(1000);
          requests++;
        } else if (budget.take(1000)) retries++;
        expect(retries).toBeLessThanOrEqual(minPerSecond * 10 + (requests * budgetPercent) / 100);
      }
    }),
  );
});

test('a budget that is used up comes back after ten seconds', () => {
  const budget = new RetryBudget({ attempts: 1, budgetPercent: 0, minPerSecond: 1 });
  for (let taken = 0; taken < 10; taken++) expect(budget.take(0)).toBe(true);
  expect(budget.take(9000)).toBe(false);
  expect(budget.take(10_000)).toBe(true);
});
