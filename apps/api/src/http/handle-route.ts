import type { Route } from '@tollgate/contract/routes/route';
import { DomainError } from '@tollgate/domain/errors';
import type { Ctx, Services } from '@tollgate/services/context/ctx';
import { authenticateToken } from '@tollgate/services/tokens/authenticate-token';
import { answerFile, answerJson, toBody } from './answer.ts';
import { bearerOf } from './bearer.ts';
import type { Binding } from './bind.ts';
import { answerOnce, idempotencyKeyOf } from './idempotency.ts';
import { toQueryLocation } from './parse-query.ts';
import { ifMatch, readerOf } from './precondition.ts';
import { inputReader, type ReadInput } from './read-input.ts';

export interface RouteRequest {
  request: Request;
  params: Record<string, string>;
  requestId: string;
}

type Handler = (services: Services, call: RouteRequest) => Promise<Response>;

/** Makes the handler of a binding: token, input, preconditions, verb, answer. */
export function handleRoute(binding: Binding, bindings: readonly Binding[]): Handler {
  const { route } = binding;
  const readInput = inputReader(route);
  const reader = readerOf(route, bindings);
  return async (services, { request, params, requestId }) => {
    const ctx = await authenticateToken(services, bearerOf(request.headers), requestId);
    const read = await readInput(request, params);
    return inQueryTerms(route, () => {
      if (route.method === 'POST') return post(ctx, binding, request, read);
      return runPlain(ctx, binding, reader, request, read);
    });
  };
}

async function post(ctx: Ctx, binding: Binding, request: Request, read: ReadInput): Promise<Response> {
  const { route } = binding;
  const run = async (runCtx: Ctx) => ({
    status: route.status,
    body: toBody(route, await binding.run(runCtx, read.input)),
  });
  const key = idempotencyKeyOf(request.headers);
  if (key === undefined) {
    const { status, body } = await run(ctx);
    return answerJson(route, status, body, request);
  }
  const { status, body, isReplayed } = await answerOnce(ctx, request, key, read.body, run);
  const response = answerJson(route, status, body, request);
  if (isReplayed) response.headers.set('idempotency-replayed', 'true');
  return response;
}

async function runPlain(
  ctx: Ctx,
  binding: Binding,
  reader: Binding | undefined,
  request: Request,
  { input }: ReadInput,
): Promise<Response> {
  const { route } = binding;
  const header = request.headers.get('if-match');
  const isConditional = header !== null && route.method !== 'GET';
  const run = () => binding.run(ctx, input);
  const path = new URL(request.url).pathname;
  const result = isConditional ? await ifMatch(ctx, reader, { header, input, path }, run) : await run();
  if (route.answer === 'file') return answerFile(result as { name: string; bytes: Uint8Array });
  return answerJson(route, route.status, toBody(route, result), request);
}

/** Names fields of the query in errors as clients write them. */
async function inQueryTerms(route: Route, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (route.method !== 'GET' || !(error instanceof DomainError)) throw error;
    const errors = error.errors.map((entry) => ({ ...entry, location: toQueryLocation(entry.location) }));
    throw new DomainError(error.code, { detail: error.detail, errors, cause: error });
  }
}
