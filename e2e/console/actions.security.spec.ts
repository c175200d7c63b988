import { type APIRequestContext, expect, test } from '@playwright/test';
import { readDemoIds } from '../support/demo-ids.ts';
import { signUpTenant } from '../support/new-tenant.ts';
import { type ActionInput, readServerActions, sendAction } from '../support/server-actions.ts';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';

type Ids = (list: string) => string;

const TERMS = {
  name: 'Stolen',
  'terms.currency': 'USD',
  'terms.flatFeeMinor': '1.00',
  model: 'free',
  'terms.approval': 'automatic',
};
const LONG_AGO = '2020-01-01T00:00:00Z';

/** What each action is sent to reach something of the demo tenant. */
const AIMED: Record<string, (id: Ids) => ActionInput> = {
  'apis/deprecateVersion': (id) => ({ apiVersionId: id('versions') }),
  'apis/purgeCache': (id) => [id('versions')],
  'apis/reactivateVersion': (id) => [id('versions')],
  'apis/removeApi': (id) => [id('apis')],
  'apis/retireVersion': (id) => [id('versions')],
  'apis/saveRouting': (id) => ({ apiVersionId: id('versions'), 'routing.keepsBasePath': 'on' }),
  'apis/saveOperation': (id) => ({ operationId: id('operations'), rewrite: '/stolen' }),
  'apis/saveBalancing': (id) => ({
    apiVersionId: id('versions'),
    'on.retries': 'on',
    'balancing.retries.attempts': '1',
    'balancing.retries.budgetPercent': '20',
    'balancing.retries.minPerSecond': '3',
  }),
  'apis/saveCredential': (id) => ({
    apiVersionId: id('versions'),
    'credential.on': 'on',
    'credential.in': 'header',
    'credential.name': 'X-Key',
    'credential.secret': 'stolen',
  }),
  'apis/saveFirstMethod': (id) => ({ apiVersionId: id('versions'), first: 'api-key' }),
  'apis/saveApi': (id) => ({ apiId: id('apis'), name: 'Stolen', description: '' }),
  'apis/saveTls': (id) => ({ apiVersionId: id('versions'), 'tls.serverName': 'stolen.example' }),
  'apis/saveUpstream': (id) => ({
    apiVersionId: id('versions'),
    basePath: '/stolen/v1',
    upstreamUrl: 'https://1.1.1.1',
    upstreamProtocol: 'http1',
    connectTimeoutMs: '5000',
    headTimeoutMs: '5000',
    idleTimeoutMs: '5000',
    totalTimeoutMs: '',
    maxConnections: '1',
    maxWaiting: '0',
    waitTimeoutMs: '5000',
    maxBodyBytes: '1',
  }),
  'developers/approve': (id) => [id('subscriptions')],
  'developers/blockDeveloper': (id) => [id('developers')],
  'developers/cancel': (id) => [id('subscriptions')],
  'developers/endCertificate': (id) => [id('certificates')],
  'developers/registerCertificate': (id) => ({
    appId: id('apps'),
    name: 'Stolen',
    environment: 'live',
    certificate: 'cd'.repeat(32),
  }),
  'developers/endClient': (id) => [id('clients')],
  'developers/issueClient': (id) => ({
    appId: id('apps'),
    name: 'Stolen',
    environment: 'live',
    purpose: 'token',
  }),
  'developers/renewSecret': (id) => ({ clientId: id('clients'), overlapSeconds: '0' }),
  'developers/issueKey': (id) => ({ appId: id('apps'), name: 'Stolen', environment: 'live' }),
  'developers/resume': (id) => [id('subscriptions')],
  'developers/revokeKey': (id) => [id('keys')],
  'developers/suspend': (id) => [id('subscriptions')],
  'developers/unblockDeveloper': (id) => [id('developers')],
  'explain/mintHeader': (id) => ({ apiVersionId: id('versions'), lifetimeMinutes: '15' }),
  'gateways/removeGateway': () => ['no-such-gateway'],
  'invoices/issue': (id) => [id('subscriptions'), LONG_AGO],
  'invoices/pay': (id) => [id('invoices')],
  'invoices/voidIt': (id) => [id('invoices')],
  'members/changeRole': (id) => ({ memberId: id('members'), role: 'viewer' }),
  'members/removeMember': (id) => [id('members')],
  'members/withdrawInvitation': (id) => [id('invitations')],
  'plans/archive': (id) => [id('plans')],
  'plans/createDraftPlan': (id) => ({ ...TERMS, productId: id('products') }),
  'plans/publish': (id) => [id('plans')],
  'plans/saveDraftPlan': (id) => ({ ...TERMS, planId: id('plans') }),
  'policies/savePolicy': (id) => ({
    targetId: id('plans'),
    policyId: 'spike-arrest',
    'config.requests': '1',
  }),
  'policies/takeOut': (id) => [id('versions'), 'cors'],
  'policies/turnOff': (id) => [id('versions'), 'cors'],
  'products/deprecate': (id) => [id('products')],
  'products/publish': (id) => [id('products')],
  'products/remove': (id) => [id('products')],
  'products/retire': (id) => [id('products')],
  'products/saveCoverage': (id) => ({ productId: id('products'), [`cover.${id('versions')}`]: 'none' }),
  'products/saveOperations': (id) => ({
    productId: id('products'),
    apiVersionId: id('versions'),
    operationIds: 'opn_1111111111111111111111',
  }),
  'products/saveProduct': (id) => ({ productId: id('products'), name: 'Stolen', visibility: 'public' }),
  'tokens/revoke': (id) => [id('tokens')],
};

/** Actions that name nothing: they can only ever work on the tenant of the session. */
const OWN: Record<string, ActionInput> = {
  'members/invite': { email: 'nobody@example.com', role: 'viewer' },
  'products/createDraftProduct': { name: 'Made by a viewer', visibility: 'public' },
  'settings/saveTenant': { name: 'Renamed by a viewer', currency: 'USD', hosts: '' },
  'tokens/issueToken': { name: 'Made by a viewer', role: 'viewer' },
};

/** Actions for people who have no session yet. */
const PUBLIC = ['auth/accept', 'auth/forgot', 'auth/reset', 'auth/signUp'];

/** Actions about the person of the session, whatever their role. */
const PERSONAL: Record<string, ActionInput> = {
  'account/changePassword': { current: 'a guess', next: 'a stolen password', repeated: 'a stolen password' },
  'account/switchTenant': ['tnt_1111111111111111111111'],
};

const actions = () => readServerActions();
const inputOf = (name: string, id: Ids): ActionInput =>
  AIMED[name]?.(id) ?? OWN[name] ?? PERSONAL[name] ?? [];

async function answersOf(request: APIRequestContext, names: string[], id: Ids) {
  const answers: Record<string, string> = {};
  for (const action of actions().filter(({ name }) => names.includes(name))) {
    const { ok, message } = await sendAction(request, readStack().console, action, inputOf(action.name, id));
    answers[action.name] = ok ? 'DONE' : message;
  }
  return answers;
}

const allAnswering = (names: string[], pattern: RegExp) =>
  Object.fromEntries(names.map((name) => [name, expect.stringMatching(pattern)]));

test('every server action stands in this matrix', () => {
  const known = [...Object.keys(AIMED), ...Object.keys(OWN), ...Object.keys(PERSONAL), ...PUBLIC].sort();
  expect(
    actions()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(known);
});

test('without a session every action but signing up and joining is refused', async ({ request }) => {
  test.setTimeout(180_000);
  const names = [...Object.keys(AIMED), ...Object.keys(OWN), ...Object.keys(PERSONAL)];
  const id = await readDemoIds();
  expect(await answersOf(request, names, id)).toEqual(allAnswering(names, /^Your session has ended/));
});

test('a viewer is refused every action', async ({ page }) => {
  test.setTimeout(180_000);
  await signInToConsole(page, 'viewer@atlas.example', 'atlas-viewer-demo');
  const names = [...Object.keys(AIMED), ...Object.keys(OWN)];
  const id = await readDemoIds();
  expect(await answersOf(page.request, names, id)).toEqual(
    allAnswering(names, /^Your role does not allow this/),
  );
});

test('for the owner of another tenant nothing of this tenant exists', async ({ page }) => {
  test.setTimeout(180_000);
  await signUpTenant(page, 'Thief');
  const names = Object.keys(AIMED);
  const id = await readDemoIds();
  expect(await answersOf(page.request, names, id)).toEqual(allAnswering(names, /^There is no such thing/));
});
