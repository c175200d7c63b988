import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

/** What the issuer may be asked for; each is a resource of its own there. */
const AUDIENCE = 'https://api.atlas.example';
const OTHER_AUDIENCE = 'https://api.other.example';
const APP = `app_${'1'.repeat(22)}`;
const CLIENTS = ['mobile', 'partner'];

interface Choices {
  algorithm: 'RS256' | 'ES256' | 'PS256' | 'EdDSA';
  keys: ReturnType<typeof makeKey>[];
  claims: Record<string, unknown>;
  lifetimeSeconds: number;
}

// Found when the suite runs: it has no types of its own, and nothing but this suite needs it installed.
const { Provider } = createRequire(import.meta.url)('oidc-provider') as {
  Provider: new (issuer: string, configuration: object) => { callback(): RequestListener };
};

/** JWTs need none, and clients are configured. */
class NoStore {
  async upsert() {}
  async find() {
    return undefined;
  }
  async findByUserCode() {
    return undefined;
  }
  async findByUid() {
    return undefined;
  }
  async consume() {}
  async destroy() {}
  async revokeByGrantId() {}
}

let starts = 0;
let server: Server;
let issuer: string;
let provider: InstanceType<typeof Provider>;
let choices: Choices;
let requests: string[];
let rig: GatewayRig;

function makeKey(kid: string, algorithm: Choices['algorithm'] = 'RS256') {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : algorithm === 'EdDSA'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...(privateKey as KeyObject).export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' };
  return jwk as { kid: string; alg: string };
}

/** Takes the issuer's choices; the same address then publishes other keys and signs with the first of them. */
function configureIssuer(change: Partial<Choices> = {}): void {
  choices = { ...choices, ...change };
  const { algorithm, keys, claims, lifetimeSeconds } = choices;
  const configuration = {
    adapter: NoStore,
    jwks: { keys },
    clients: CLIENTS.map((clientId) => ({
      client_id: clientId,
      client_secret: `secret-of-${clientId}`,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: algorithm,
    })),
    scopes: ['countries:read'],
    extraTokenClaims: () => claims,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx: object, resource: string) => ({
          scope: 'countries:read',
          audience: resource,
          accessTokenTTL: lifetimeSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: algorithm } },
        }),
      },
    },
  };
  provider = new Provider(issuer, configuration);
}

async function fetchToken(
  clientId = 'mobile',
  { resource = AUDIENCE, scope = 'countries:read' } = {},
): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:secret-of-${clientId}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function codeOf(token: string): Promise<string> {
  const answer = await fetch(rig.url('/countries/FR'), { headers: { authorization: `Bearer ${token}` } });
  return answer.status === 200 ? 'admitted' : ((await answer.json()) as { code: string }).code;
}

async function serve(change: object = {}): Promise<void> {
  const config = {
    issuer,
    audiences: [AUDIENCE],
    jwksUrl: `${issuer}/.well-known/openid-configuration`,
    algorithms: [choices.algorithm],
    apps: [`mobile=${APP}`],
    ...change,
  };
  rig.feed.commit([{ ...rig.configuration.version, policies: [{ id: 'jwt', config }] }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

/** What the gateway asked the issuer for. */
const keyReads = () => requests.filter((path) => path === '/jwks').length;
const startGateway = (env: NodeJS.ProcessEnv) => startWorker(readConfig(env), createLogger('silent', 'test'));
const changePart = (token: string, part: 0 | 1, change: object) => {
  const parts = token.split('.');
  const before = JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()) as object;
  parts[part] = Buffer.from(JSON.stringify({ ...before, ...change })).toString('base64url');
  return parts.join('.');
};

beforeAll(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(String(request.url));
    void provider.callback()(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  issuer = `http://127.0.0.1:${port}`;
  rig = await startGatewayRig(startGateway, {
    subscription: { appId: APP },
    env: { ALLOWED_PRIVATE_UPSTREAMS: '' },
  });
  rig.env.ALLOWED_PRIVATE_UPSTREAMS = `127.0.0.1:${rig.upstream.port},127.0.0.1:${port}`;
});
// A gateway and keys of its own for each test: an issuer is asked for its keys once in ten seconds.
beforeEach(async () => {
  choices = { algorithm: 'RS256', keys: [makeKey('first')], claims: {}, lifetimeSeconds: 600 };
  configureIssuer();
  rig.env.GATEWAY_DATA_DIR = `${rig.dataFolder}/${++starts}`;
  rig.feed.commit([rig.configuration.version]);
  await rig.restart();
  requests.length = 0;
});
afterAll(async () => {
  await rig.close();
  await new Promise((done) => server.close(done));
});

test.each(['RS256', 'PS256', 'ES256', 'EdDSA'] as const)(
  'a token signed with %s is admitted as the app of its client, found by discovery',
  async (algorithm) => {
    configureIssuer({ algorithm, keys: [makeKey('own', algorithm)] });
    await serve();
    expect(await codeOf(await fetchToken())).toBe('admitted');
    expect(rig.upstream.requests.at(-1)?.head).toContain(`tollgate-app: ${APP}`);
    expect(requests).toContain('/.well-known/openid-configuration');
    await serve({ algorithms: [algorithm === 'RS256' ? 'ES256' : 'RS256'] });
    expect(await codeOf(await fetchToken())).toBe('token_untrusted');
  },
);

test('the address of the JWKS itself does as well', async () => {
  await serve({ jwksUrl: `${issuer}/jwks` });
  expect(await codeOf(await fetchToken())).toBe('admitted');
  expect(requests).not.toContain('/.well-known/openid-configuration');
});

test('a client that stands for no app, another audience and missing scopes are told apart', async () => {
  await serve({ requiredScopes: ['countries:read'] });
  expect(await codeOf(await fetchToken())).toBe('admitted');
  expect(await codeOf(await fetchToken('partner'))).toBe('token_app_unknown');
  expect(await codeOf(await fetchToken('mobile', { resource: OTHER_AUDIENCE }))).toBe('token_untrusted');
  expect(await codeOf(await fetchToken('mobile', { scope: '' }))).toBe('scope_insufficient');
});

test('claims that are asked for must be there, and one of them may name the app', async () => {
  await serve({ requiredClaims: ['tier=gold'], appClaim: 'https://atlas.example/app', apps: [] });
  const claims = { tier: 'gold', 'https://atlas.example/app': APP };
  configureIssuer({ claims });
  expect(await codeOf(await fetchToken())).toBe('admitted');
  configureIssuer({ claims: { ...claims, tier: 'silver' } });
  expect(await codeOf(await fetchToken())).toBe('token_untrusted');
  configureIssuer({ claims: { tier: 'gold' } });
  expect(await codeOf(await fetchToken())).toBe('token_app_unknown');
});

test('an expired token is refused, also one that was admitted before', async () => {
  configureIssuer({ lifetimeSeconds: 1 });
  await serve({ clockSkewSeconds: 0 });
  const token = await fetchToken();
  expect(await codeOf(token)).toBe('admitted');
  await waitFor(async () => (await codeOf(token)) === 'token_expired', 3000);
});

test('a rotation while the gateway runs: new keys are found, old ones hold while they are published', async () => {
  const [first] = choices.keys as [ReturnType<typeof makeKey>];
  await serve();
  const old = await fetchToken();
  expect(await codeOf(old)).toBe('admitted');
  const second = makeKey('second');
  configureIssuer({ keys: [second, first] });
  const fresh = await fetchToken();
  await waitFor(async () => (await codeOf(fresh)) === 'admitted', 15_000);
  expect(await codeOf(old)).toBe('admitted');
  expect(keyReads()).toBe(2);
  configureIssuer({ keys: [second] });
  await rig.restart();
  await waitFor(async () => (await codeOf(old)) === 'token_untrusted');
  expect(await codeOf(fresh)).toBe('admitted');
}, 30_000);

test('forged tokens are refused: no algorithm, the public key as a secret, changed claims, another issuer', async () => {
  await serve();
  const token = await fetchToken();
  const [head = '', body = ''] = changePart(token, 0, { alg: 'none' }).split('.');
  expect(await codeOf(`${head}.${body}.`)).toBe('token_malformed');
  expect(await codeOf(changePart(token, 0, { alg: 'none' }))).toBe('token_untrusted');
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { n?: string }[] };
  const unsigned = changePart(token, 0, { alg: 'HS256' }).split('.').slice(0, 2).join('.');
  for (const secret of [
    JSON.stringify(keys[0]),
    String(keys[0]?.n),
    Buffer.from(String(keys[0]?.n), 'base64url'),
  ]) {
    const mac = createHmac('sha256', secret).update(unsigned).digest('base64url');
    expect(await codeOf(`${unsigned}.${mac}`)).toBe('token_untrusted');
  }
  expect(await codeOf(changePart(token, 1, { client_id: 'mobile', sub: 'admin' }))).toBe('token_untrusted');
  expect(await codeOf(changePart(token, 1, { iss: 'https://evil.example' }))).toBe('token_untrusted');
  const own = choices.keys;
  configureIssuer({ keys: [makeKey('first')] });
  expect(await codeOf(await fetchToken())).toBe('token_untrusted');
  configureIssuer({ keys: own });
  expect(await codeOf(await fetchToken())).toBe('admitted');
});
