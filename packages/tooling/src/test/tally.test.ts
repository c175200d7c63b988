import { describe, expect, test } from 'vitest';
import { isGreen, sumTallies, tallyPlaywright, tallyVitest } from './tally.ts';

const green = { passed: 3, failed: 0, skipped: 0, notes: [] };

describe('tallyVitest', () => {
  const report = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, success: true };

  test('a file that breaks before its first test is a failure', () => {
    const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }];
    expect(tallyVitest({ ...report, success: false, testResults })).toMatchObject({ passed: 2, failed: 1 });
  });

  test('an unhandled error outside of all tests is a failure', () => {
    const testResults = [{ name: 'a.test.ts', status: 'passed', assertionResults: [{}] }];
    expect(tallyVitest({ ...report, success: false, testResults })).toMatchObject({ failed: 1 });
  });

  test('skipped and todo tests are counted as skipped', () => {
    expect(tallyVitest({ ...report, numPendingTests: 1, numTodoTests: 2, testResults: [] }).skipped).toBe(3);
  });
});

describe('tallyPlaywright', () => {
  test('a flaky test and a broken set-up are failures', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
    expect(tallyPlaywright({ stats, errors: [{ message: 'set-up broke' }] })).toMatchObject({
      passed: 4,
      failed: 3,
    });
  });
});

describe('isGreen', () => {
  test('a run without tests is not green', () => {
    expect(isGreen({ ...green, passed: 0 })).toBe(false);
  });

  test('a run with a skipped test is not green', () => {
    expect(isGreen({ ...green, skipped: 1 })).toBe(false);
  });

  test('a sum is green only when both parts are', () => {
    expect(isGreen(sumTallies([green, green]))).toBe(true);
    expect(isGreen(sumTallies([green, { ...green, failed: 1 }]))).toBe(false);
  });
});
