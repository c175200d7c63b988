import 'server-only';
import { type DomainError, isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getConfig } from './config.ts';
import { findCtx } from './session.ts';

/** A route handler with the session's ctx: JSON out, problem+json for what verbs refuse, 401 without a session. */
export function memberRoute<Params>(run: (ctx: Ctx, request: Request, params: Params) => Promise<Response>) {
  return async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    if (!isSameOrigin(request)) return problem(403, 'forbidden', 'This request came from another site.');
    const ctx = await findCtx();
    if (!ctx) return problem(401, 'unauthenticated', 'Sign in and try again.');
    try {
      return await run(ctx, request, await params);
    } catch (error) {
      if (isDomainError(error)) return toProblem(error);
      throw error;
    }
  };
}

function isSameOrigin(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  if (!origin) return false;
  return new URL(origin).host === host || origin === new URL(getConfig().settings.consoleUrl).origin;
}

function toProblem(error: DomainError): Response {
  const { status, title } = PROBLEMS[error.code];
  const body = { title, status, code: error.code, detail: error.detail, errors: error.errors };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
}

function problem(status: number, code: string, detail: string): Response {
  const body = { title: detail, status, code, detail, errors: [] };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
}
