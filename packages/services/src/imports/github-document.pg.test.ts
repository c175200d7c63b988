import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getApi } from '../apis/get-api.ts';
import { createApiImport } from './create-api-import.ts';
import { getApiImport } from './get-api-import.ts';
import { runApiImport } from './run-api-import.ts';

const require = createRequire(import.meta.url);
const file = require.resolve('@octokit/openapi').replace(/index\.js$/, 'generated/api.github.com.json');
let kit: TestServices;

beforeAll(async () => {
  kit = await makeServices();
});
afterAll(() => kit.close());

test('GitHub’s own document, 12 MB and 1,000 operations, is imported in under 10 seconds with progress seen', async () => {
  const editor = (await makeSeller(kit.services, 'Atlas')).memberCtx('editor');
  const bytes = new Uint8Array(await readFile(file));
  const startMs = performance.now();
  const target = { upstreamUrl: 'https://1.1.1.1' };
  const { id } = await createApiImport(editor, { target }, { name: 'api.github.com.json', bytes });
  const running = runApiImport(kit.services, { tenantId: editor.tenantId, importId: id });
  const seen = new Set<string>();
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { step, done } = await getApiImport(editor, { importId: id as never });
      seen.add(`${step} ${done > 0}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await running;
  const tookMs = performance.now() - startMs;
  isOver = true;
  await watching;
  const done = await getApiImport(editor, { importId: id as never });
  expect(done).toMatchObject({ status: 'succeeded', step: 'done', problem: null });
  const { versions } = await getApi(editor, { apiId: done.apiId as never });
  expect(versions[0]?.operationCount).toBeGreaterThan(1_000);
  expect(tookMs).toBeLessThan(10_000);
  expect([...seen].filter((step) => step.endsWith('true')).length).toBeGreaterThan(0);
  expect(seen.size).toBeGreaterThan(2);
}, 60_000);
