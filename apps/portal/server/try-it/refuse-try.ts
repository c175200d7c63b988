import 'server-only';
import { newId } from '@tollgate/domain/ids';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { clientAddress } from '@tollgate/services/context/client-address';
import { getApiUrl } from '../config.ts';
import { findSession } from '../session.ts';
import { TryBudget } from './try-budget.ts';

// Next evaluates a module once per bundle and again after each reload; a reload must not refill anybody.
const holder = globalThis as { tollgateTryBudget?: TryBudget };

/** The answer to who tries too much, as a problem with `Retry-After`; undefined for who may go on. */
export async function refuseTry(request: Request): Promise<Response | undefined> {
  holder.tollgateTryBudget ??= new TryBudget();
  const address = clientAddress(request.headers.get('x-forwarded-for'));
  const developerId = (await findSession())?.developerId;
  const refusal = holder.tollgateTryBudget.take({ developerId, address }, Date.now());
  if (!refusal) return undefined;
  const { retryAfterSeconds } = refusal;
  const code = 'too_many_attempts';
  const problem = {
    type: `${getApiUrl()}/problems/${code}`,
    ...PROBLEMS[code],
    detail: `Too many requests were sent from this portal. Wait ${retryAfterSeconds} seconds, or use curl.`,
    code,
    requestId: newId('request'),
  };
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'retry-after': String(retryAfterSeconds) },
  });
}
