import { PROBLEM_CODES } from '@tollgate/contract/problems/catalogue';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { expect, test } from 'vitest';
import { problemRoutes } from './problem-routes.ts';

const routes = problemRoutes('https://api.example.com');
const get = (path: string, accept: string) => routes.request(path, { headers: { accept } });

for (const code of PROBLEM_CODES) {
  test(`the type of ${code} leads to a page for people and one for programs`, async () => {
    const html = await get(`/${code}`, 'text/html,*/*;q=0.8');
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await html.text()).toContain(`<h1>${PROBLEMS[code].title.replaceAll("'", '&#39;')}</h1>`);
    const text = await get(`/${code}`, '*/*');
    expect(text.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await text.text()).toContain(`"code": "${code}"`);
  });
}

test('the list leads to every page', async () => {
  const html = await (await get('/', 'text/html')).text();
  for (const code of PROBLEM_CODES) expect(html).toContain(`href="/problems/${code}"`);
});

test('a page runs no script and takes no style but its own', async () => {
  const policy = (await get('/conflict', 'text/html')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});
