import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { request } from 'undici';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';
import { readStack } from '../support/stack.ts';

const ROUNDS = 5;
const GITHUB = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');

const stack = readStack();
const headers = { authorization: `Bearer ${stack.adminToken}`, 'content-type': 'application/json' };

async function api<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const answer = await request(`${stack.api}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.body.json()) as { data: T };
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(json).slice(0, 500)}`);
  return json.data;
}

interface ImportState {
  id: string;
  status: string;
  step: string;
  apiVersionId: string;
  problem: unknown;
}

/** Imports GitHub's description through the management API; answers the product it is sold in. */
async function publishGitHub(): Promise<{ slug: string }> {
  const startMs = performance.now();
  const steps = new Set<string>();
  const upstreamUrl = await demoUpstream();
  let state = await api<ImportState>('POST', '/v1/imports', {
    document: readFileSync(GITHUB, 'utf8'),
    target: { name: `GitHub ${Date.now()}`, upstreamUrl },
  });
  while (state.status === 'queued' || state.status === 'running') {
    await wait(50);
    state = await api<ImportState>('GET', `/v1/imports/${state.id}`);
    steps.add(state.step);
  }
  if (state.status !== 'succeeded') throw new Error(JSON.stringify(state.problem));
  const seconds = ((performance.now() - startMs) / 1000).toFixed(2);
  console.log(`import through the API      ${seconds} s, steps seen: ${[...steps].join(', ')}`);
  const product = await api<{ id: string; slug: string }>('POST', '/v1/products', {
    name: `GitHub ${Date.now()}`,
    covers: [{ apiVersionId: state.apiVersionId }],
  });
  return api('POST', `/v1/products/${product.id}/publish`);
}

async function demoUpstream(): Promise<string> {
  const [world] = await api<{ versions: { upstream: { url: string } }[] }[]>(
    'GET',
    '/v1/apis?filter[search]=world',
  );
  if (!world?.versions[0]) throw new Error('the demo API is missing');
  return world.versions[0].upstream.url;
}

async function openPage(): Promise<{
  page: Page;
  longest: () => Promise<number>;
  close: () => Promise<void>;
}> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments() });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    const found = { longestMs: 0 };
    Object.assign(window, { found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) found.longestMs = Math.max(found.longestMs, entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  const longest = () =>
    page.evaluate(() => {
      const { found } = window as unknown as { found: { longestMs: number } };
      const { longestMs } = found;
      found.longestMs = 0;
      return longestMs;
    });
  return { page, longest, close: () => browser.close() };
}

async function measureRound(docsUrl: string): Promise<Record<string, number>> {
  const { page, longest, close } = await openPage();
  const startMs = performance.now();
  await page.goto(docsUrl, { waitUntil: 'commit' });
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  const overviewMs = performance.now() - startMs;
  const operation = page.getByRole('main').locator('a[href*="/operations/"]').first();
  await operation.waitFor();
  const href = (await operation.getAttribute('href')) ?? '';
  const secondMs = performance.now();
  await page.goto(new URL(href, docsUrl).href, { waitUntil: 'commit' });
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  const operationMs = performance.now() - secondMs;
  await page.waitForTimeout(1500);
  const loadTaskMs = await longest();
  const search = page.getByPlaceholder('Search operations');
  await search.click();
  await search.pressSequentially('pull request review', { delay: 40 });
  await page.waitForTimeout(1500);
  const searchTaskMs = await longest();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /review/i })
    .first()
    .click();
  await page.waitForTimeout(1500);
  const moveTaskMs = await longest();
  await close();
  return { overviewMs, operationMs, loadTaskMs, searchTaskMs, moveTaskMs };
}

const { slug } = await publishGitHub();
const productUrl = `${stack.portal}/${stack.demo.tenant}/products/${slug}`;
const { page, close } = await openPage();
await page.goto(productUrl);
const docs = await page.getByRole('link', { name: /docs/i }).first().getAttribute('href');
await close();
const docsUrl = new URL(docs ?? '', productUrl).href;
const rounds: Record<string, number>[] = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(docsUrl));
for (const name of Object.keys(rounds[0] ?? {})) {
  const values = rounds.map((round) => round[name] ?? 0).toSorted((a, b) => a - b);
  console.log(`${name.padEnd(27)} median ${values[2]?.toFixed(0)} ms, worst ${values.at(-1)?.toFixed(0)} ms`);
}
process.exit(0);
