import { getConnInfo } from '@hono/node-server/conninfo';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { clientAddress } from '@tollgate/services/context/client-address';
import { getTokenKeys } from '@tollgate/services/oauth/get-token-keys';
import { issueAccessToken } from '@tollgate/services/oauth/issue-access-token';
import { OauthError } from '@tollgate/services/oauth/oauth-error';
import { type Context, Hono } from 'hono';
import type { ApiContext } from '../context.ts';
import { readTokenRequest } from './read-token-request.ts';
import { Throttle } from './throttle.ts';

/** Failures a minute, of one client from one address and of one address altogether. */
const FAILURES_OF_CLIENT = 10;
const FAILURES_OF_ADDRESS = 100;
/** Tokens a minute for one client: each works for ten. */
const TOKENS_OF_CLIENT = 60;
const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** Our own OAuth 2.0 server: tokens for client credentials (RFC 6749), and the public keys to check them with. */
export function oauthRoutes({ services }: ApiContext, sealing: SealingKeys): Hono {
  const clientFailures = new Throttle(FAILURES_OF_CLIENT);
  const addressFailures = new Throttle(FAILURES_OF_ADDRESS);
  const tokens = new Throttle(TOKENS_OF_CLIENT);
  const routes = new Hono();

  const exchange = async (context: Context): Promise<Response> => {
    const request = await readTokenRequest(context.req.raw);
    const [nowMs, address] = [Date.now(), addressOf(context)];
    const pair = `${address} ${request.clientId.slice(0, 64)}`;
    const wait = Math.max(
      clientFailures.waitSeconds(pair, nowMs),
      addressFailures.waitSeconds(address, nowMs),
      tokens.waitSeconds(request.clientId, nowMs),
    );
    if (wait > 0) throw new OauthError('temporarily_unavailable', `Wait ${wait} seconds.`, wait);
    try {
      const { token, expiresInSeconds, scopes } = await issueAccessToken(services, sealing, request);
      tokens.count(request.clientId, nowMs);
      const body = { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds };
      return context.json({ ...body, scope: scopes.join(' ') }, 200, NOT_KEPT);
    } catch (error) {
      if (error instanceof OauthError && error.code === 'invalid_client') {
        clientFailures.count(pair, nowMs);
        addressFailures.count(address, nowMs);
      }
      throw error;
    }
  };

  routes.post('/token', async (context) => {
    try {
      return await exchange(context);
    } catch (error) {
      if (error instanceof OauthError) return refusal(context, error);
      throw error;
    }
  });
  routes.get('/:tenantId/jwks.json', async (context) => {
    const keys = await getTokenKeys(services, context.req.param('tenantId'));
    return context.json(keys, 200, { 'cache-control': 'public, max-age=300' });
  });
  return routes;
}

function refusal(context: Context, error: OauthError): Response {
  const body = { error: error.code, error_description: error.message };
  const headers: Record<string, string> = { ...NOT_KEPT };
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds);
  if (error.code === 'temporarily_unavailable') return context.json(body, 429, headers);
  if (error.code !== 'invalid_client') return context.json(body, 400, headers);
  headers['www-authenticate'] = 'Basic realm="oauth", charset="UTF-8"';
  return context.json(body, 401, headers);
}

// Of what the nearest proxy saw, or of the connection where there is none. A made-up one only evades the allowance.
function addressOf(context: Context): string {
  const forwarded = clientAddress(context.req.header('x-forwarded-for'));
  if (forwarded !== '' || !context.env?.incoming) return forwarded;
  return getConnInfo(context).remote.address ?? '';
}
