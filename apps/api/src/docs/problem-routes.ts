import { createHash } from 'node:crypto';
import { isProblemCode, PROBLEM_CODES } from '@tollgate/contract/problems/catalogue';
import { problemPage } from '@tollgate/contract/problems/problem-page';
import { DomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { Hono } from 'hono';
import { PROBLEM_STYLE, problemHtml, problemsHtml } from './problem-html.ts';

const styleHash = createHash('sha256').update(PROBLEM_STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`;
const CACHE = 'public, max-age=3600';

/** The pages that `type` of a problem leads to: HTML for browsers, Markdown for everybody else. */
export function problemRoutes(apiUrl: string): Hono {
  const routes = new Hono();
  routes.get('/', (request) =>
    answer(wantsHtml(request.req.raw), problemsHtml, () =>
      PROBLEM_CODES.map((code) => `- ${PROBLEMS[code].status} ${code}: ${PROBLEMS[code].title}\n`).join(''),
    ),
  );
  routes.get('/:code', (request) => {
    const code = request.req.param('code');
    if (!isProblemCode(code))
      throw new DomainError('not_found', { detail: 'There is no problem of this code.' });
    return answer(
      wantsHtml(request.req.raw),
      () => problemHtml(code, apiUrl),
      () => problemPage(code, apiUrl),
    );
  });
  return routes;
}

function wantsHtml(request: Request): boolean {
  return /\btext\/html\b/.test(request.headers.get('accept') ?? '');
}

function answer(isHtml: boolean, html: () => string, markdown: () => string): Response {
  const type = isHtml ? 'text/html; charset=utf-8' : 'text/markdown; charset=utf-8';
  return new Response(isHtml ? html() : markdown(), {
    headers: {
      'content-type': type,
      'content-security-policy': POLICY,
      'cache-control': CACHE,
      vary: 'accept',
      'x-content-type-options': 'nosniff',
    },
  });
}
