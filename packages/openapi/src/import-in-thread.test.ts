import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { bytesOf } from './fixtures/import-errors.ts';
import { shopDocument } from './fixtures/shop-document.ts';
import { importDocument } from './import-document.ts';
import { importInThread } from './import-in-thread.ts';
import type { ImportProgress } from './imported-api.ts';
import { reachableSchemas } from './reachable-schemas.ts';

const require = createRequire(import.meta.url);
const packageFolder = require.resolve('@octokit/openapi').replace(/index\.js$/, '');
const github = readFileSync(`${packageFolder}generated/api.github.com.json`);

test('gives what the same import without a thread gives, and leaves the bytes usable', async () => {
  const bytes = bytesOf(shopDocument());
  expect(await importInThread(bytes)).toEqual(importDocument(bytes));
});

test("GitHub's description is imported whole, with progress, in time", { timeout: 30_000 }, async () => {
  const progress: ImportProgress[] = [];
  const started = performance.now();
  const api = await importInThread(github, { onProgress: (one) => progress.push(one) });
  // Takes one second on an idle machine; the margin is for one that runs other suites.
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(api.operations.length).toBeGreaterThan(1000);
  expect(Object.keys(api.schemas).length).toBeGreaterThan(900);
  expect(new Set(api.operations.map(({ operationId }) => operationId)).size).toBe(api.operations.length);
  expect([...new Set(progress.map(({ step }) => step))]).toEqual(['parse', 'validate', 'operations', 'done']);
  const paths = progress.filter(({ step }) => step === 'operations');
  expect(paths.at(-1)?.done).toBe(paths.at(-1)?.total);
  expect(paths.length).toBeGreaterThan(5);
  for (const { detail } of api.operations) expect(reachableSchemas(detail, api.schemas).beyond).toEqual([]);
});

describe('limits', () => {
  test('a document that needs too much memory is refused', { timeout: 30_000 }, async () => {
    await expect(importInThread(github, { maxMemoryMb: 24 })).rejects.toMatchObject({
      code: 'openapi_invalid',
      errors: [{ message: 'Reading the document needs more than 24 MB of memory.' }],
    });
  });

  test('a document that takes too long is refused', async () => {
    await expect(importInThread(github, { timeoutMs: 10 })).rejects.toMatchObject({
      errors: [{ message: 'Reading the document takes longer than 0.01 s.' }],
    });
  });

  test('a document that is too large is refused without a thread', async () => {
    await expect(importInThread(new Uint8Array(100 * 1024 * 1024))).rejects.toMatchObject({
      errors: [{ message: 'The document is 100 MB; at most 25 MB are accepted.' }],
    });
  });

  test('limits of the caller hold in the thread', async () => {
    const limits = { maxOperations: 1 };
    await expect(importInThread(bytesOf(shopDocument()), { limits })).rejects.toMatchObject({
      errors: [{ message: 'The document has more operations than the 1 allowed.' }],
    });
  });
});

test('an abort ends the import with the reason', async () => {
  const controller = new AbortController();
  const reason = new Error('left the page');
  const importing = importInThread(github, { signal: controller.signal });
  controller.abort(reason);
  await expect(importing).rejects.toBe(reason);
});

test('problems arrive whole, with the count of the rest', async () => {
  const paths = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`no-slash-${index}`, {}]));
  const importing = importInThread(bytesOf({ ...shopDocument(), paths }));
  await expect(importing).rejects.toMatchObject({ name: 'ImportProblem', moreErrors: 20 });
});
