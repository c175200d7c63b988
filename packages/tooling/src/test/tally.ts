/** What a test run came to. Anything that did not run counts against it. */
export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  /** Sentences that explain failures which no single test stands for. */
  notes: string[];
};

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
  testResults: { name: string; status: string; message?: string; assertionResults: unknown[] }[];
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
};

/** Reads the JSON report of vitest; a file that failed before its first test counts as one failure. */
export function tallyVitest(report: VitestReport): Tally {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length;
  const isUnexplained = !report.success && failed === 0 && report.testResults.length > 0;
  return {
    passed: report.numPassedTests,
    failed: failed + (isUnexplained ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
    notes: [
      ...brokenFiles.map(({ name }) => `${name} failed before its first test.`),
      ...(isUnexplained ? ['vitest failed outside of any test: see the errors above.'] : []),
    ],
  };
}

/** Reads the JSON report of Playwright; a test that passed only on a second try counts as failed. */
export function tallyPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    notes: errors.map(({ message }) => `Playwright failed outside of any test: ${message ?? 'no message'}`),
  };
}

/** Adds up tallies. */
export function sumTallies(tallies: Tally[]): Tally {
  return tallies.reduce((sum, tally) => ({
    passed: sum.passed + tally.passed,
    failed: sum.failed + tally.failed,
    skipped: sum.skipped + tally.skipped,
    notes: [...sum.notes, ...tally.notes],
  }));
}

/** True only when tests ran and every one of them passed. */
export function isGreen({ passed, failed, skipped }: Tally): boolean {
  return passed > 0 && failed === 0 && skipped === 0;
}
