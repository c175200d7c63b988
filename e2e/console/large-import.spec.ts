import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { demoUpstreamUrl } from '../support/demo-upstream.ts';
import { signUpTenant } from '../support/new-tenant.ts';

const GITHUB = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
/** It takes seconds; how many is told and not judged, for other tests share the machine. */
const PATIENCE_MS = 60_000;

test('GitHub’s own description imports with progress, and its operations are found', async ({ page }) => {
  test.setTimeout(180_000);
  await signUpTenant(page, 'Octo');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByLabel('OpenAPI document').setInputFiles(GITHUB);
  await page.getByLabel('Upstream URL').fill(await demoUpstreamUrl());
  const startedMs = Date.now();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Steps of the import' })).toBeVisible();
  await page.getByRole('link', { name: 'See its operations' }).waitFor({ timeout: PATIENCE_MS });
  const tookMs = Date.now() - startedMs;
  test.info().annotations.push({ type: 'import', description: `${tookMs} ms` });

  await page.getByRole('link', { name: 'See its operations' }).click();
  await expect(page.getByText(/^1,\d{3} operations$/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Path, summary or operationId' }).fill('stargazers');
  const operations = page.getByRole('table', { name: 'Operations' });
  await expect(operations.getByText('/repos/{owner}/{repo}/stargazers', { exact: true })).toBeVisible();
  await expect(operations.getByRole('row')).toHaveCount(3);
});
