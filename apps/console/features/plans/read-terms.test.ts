import { DomainError } from '@tollgate/domain/errors';
import { Terms } from '@tollgate/domain/terms';
import { expect, test } from 'vitest';
import { readTerms } from './read-terms.ts';

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

const PRO = {
  'terms.currency': 'eur',
  'terms.flatFeeMinor': '29.00',
  model: 'graduated',
  'terms.usage.included': '100,000',
  'terms.usage.tiers.0.upTo': '1000000',
  'terms.usage.tiers.0.unitMinor': '0.0004',
  'terms.usage.tiers.1.upTo': '',
  'terms.usage.tiers.1.unitMinor': '0.0002',
  'terms.limits.0.name': 'minute',
  'terms.limits.0.requests': '600',
  'terms.limits.0.windowSeconds': '60',
  'terms.quota.requests': '',
  'terms.approval': 'automatic',
};

test('what people type becomes exact terms', () => {
  expect(Terms.parse(readTerms(form(PRO)))).toEqual({
    currency: 'EUR',
    flatFeeMinor: 2900,
    usage: {
      model: 'graduated',
      included: 100_000,
      tiers: [
        { upTo: 1_000_000, unitMinor: '0.04' },
        { upTo: null, unitMinor: '0.02' },
      ],
    },
    limits: [{ name: 'minute', requests: 600, windowSeconds: 60 }],
    quota: null,
    approval: 'automatic',
  });
});

test('a free plan needs no prices', () => {
  const terms = readTerms(form({ 'terms.currency': 'USD', model: 'free', 'terms.quota.requests': '10000' }));
  expect(terms).toMatchObject({ flatFeeMinor: 0, usage: null, quota: { requests: 10_000 } });
});

test('every field that is no number is named at once', () => {
  const bad = { ...PRO, 'terms.flatFeeMinor': '29.001', 'terms.limits.0.requests': 'many' };
  const tooFine = { ...bad, 'terms.usage.tiers.0.unitMinor': '-1' };
  const problem = catchProblem(() => readTerms(form(tooFine)));
  expect(problem.errors.map((error) => error.location).sort()).toEqual([
    'terms.flatFeeMinor',
    'terms.limits.0.requests',
    'terms.usage.tiers.0.unitMinor',
  ]);
});

test.each(['1000000000000000000', '9223372036854775808'])('a limit of %s is refused', (requests) => {
  const problem = catchProblem(() => readTerms(form({ ...PRO, 'terms.limits.0.requests': requests })));
  expect(problem.errors).toEqual([{ location: 'terms.limits.0.requests', message: 'is too large' }]);
});

function catchProblem(run: () => unknown): DomainError {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('nothing was refused');
}
