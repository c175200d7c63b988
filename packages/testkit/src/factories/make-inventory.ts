import { randomBytes } from 'node:crypto';
import { insertEvents } from '@tollgate/analytics/insert-events';
import { apiSchemas, idempotencyKeys, removedGateways } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Role } from '@tollgate/domain/roles';
import type { GatewayReport } from '@tollgate/domain/snapshot';
import { listOperations } from '@tollgate/services/api-versions/list-operations';
import { listApis } from '@tollgate/services/apis/list-apis';
import { createApp } from '@tollgate/services/apps/create-app';
import { createCertificate } from '@tollgate/services/certificates/create-certificate';
import { createClient } from '@tollgate/services/clients/create-client';
import type { Ctx } from '@tollgate/services/context/ctx';
import { createExplainToken } from '@tollgate/services/explanations/create-explain-token';
import { recordGatewayReport } from '@tollgate/services/feed/record-gateway-report';
import { createApiImport } from '@tollgate/services/imports/create-api-import';
import { acceptInvitation } from '@tollgate/services/invitations/accept-invitation';
import { createInvitation } from '@tollgate/services/invitations/create-invitation';
import { issueInvoice } from '@tollgate/services/invoices/issue-invoice';
import { createApiKey } from '@tollgate/services/keys/create-api-key';
import { listMembers } from '@tollgate/services/members/list-members';
import { updatePlanTerms } from '@tollgate/services/plans/update-plan-terms';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { createToken } from '@tollgate/services/tokens/create-token';
import { makeExplanation } from './make-explanation.ts';
import { freeTerms, makeOffer, makeSeller, PASSWORD, type Seller } from './make-seller.ts';
import type { TestServices } from './make-services.ts';
import { makeUsageEvent } from './make-usage-event.ts';

const DAY_MS = 86_400_000;
const ROLES: Role[] = ['owner', 'admin', 'editor', 'finance', 'viewer'];

/** A tenant that has one of everything. */
export type Inventory = {
  seller: Seller;
  tenantId: string;
  /** Ids under the names that routes and verbs give them, such as `productId`. */
  ids: Record<string, string>;
  /** The text of a management token for each role. */
  tokens: Record<Role, string>;
};

let gateways = 0;
/** What a gateway that is as it should be says of itself. */
const REPORT: Omit<GatewayReport, 'gatewayName'> = {
  ...{ region: 'local', bootId: 'boot-1', version: '0.1.0', appliedChange: 1, lagMs: 5 },
  ...{ spoolSegments: 0, spoolBytes: 0, spoolOldestAt: null, refusedConfiguration: null },
};

/** Makes a tenant that has one of everything. Texts hold `marker`, so that a leak shows. Needs ClickHouse. */
export async function makeInventory(kit: TestServices, marker: string): Promise<Inventory> {
  const { services } = kit;
  const seller = await makeSeller(services, marker);
  const owner = seller.memberCtx('owner');
  const { tenantId } = seller;
  const offer = await makeOffer(services, tenantId, { slug: marker });
  await updatePlanTerms(owner, { planId: offer.planId, terms: { ...freeTerms, flatFeeMinor: 500 } });
  const developer = await seller.addDeveloper(marker);
  const developerId = developer.actor.kind === 'developer' ? developer.actor.id : '';
  const sold = await sell(kit, developer, offer.planId, marker);
  await addRows(owner, offer.apiVersionId, marker);
  const api = (await listApis(owner)).data[0];
  const operation = (await listOperations(owner)).data[0];
  const imported = await createApiImport(owner, {
    document: `{"openapi":"3.1.0","x":"${marker}"}`,
    target: {},
  });
  const ids = {
    ...{ productId: offer.productId, planId: offer.planId, apiVersionId: offer.apiVersionId },
    ...{ apiId: api?.id ?? '', operationId: operation?.id ?? '', importId: imported.id, developerId },
    ...sold,
    // A gateway is nobody's: each tenant only decides for itself which are gone.
    gatewayName: 'gone',
    ...(await addCertificate(owner, sold.appId, marker)),
    targetId: operation?.id ?? '',
    policyId: 'cors',
    ...(await addMember(owner, marker)),
    ...(await addToken(owner, marker)),
    requestId: await addTraffic(owner, { ...offer, ...sold }, marker),
  };
  await createExplainToken(owner);
  await recordGatewayReport(services, {
    ...REPORT,
    // Gateways are seen by every tenant, what they say of a tenant's routes only by that one.
    gatewayName: `gateway-${++gateways}`,
    routeProblems: [{ tenantId, apiVersionId: offer.apiVersionId, message: marker }],
    explanations: [makeExplanation({ tenantId, requestId: ids.requestId, path: marker })],
  });
  return { seller, tenantId, ids, tokens: await tokensOf(owner) };
}

/** An app that subscribed two months ago, its key, and the invoice of its first month. */
async function sell(kit: TestServices, developer: Ctx, planId: string, marker: string) {
  kit.now(new Date(Date.now() - 62 * DAY_MS));
  const app = await createApp(developer, { name: marker });
  const subscription = await createSubscription(developer, { appId: app.id, planId });
  kit.now(undefined);
  const { key } = await createApiKey(developer, { appId: app.id, name: marker });
  const { client } = await createClient(developer, { appId: app.id, name: marker });
  const finance: Ctx = { ...developer, actor: { kind: 'system', name: 'issue-invoices' } };
  const invoice = await issueInvoice(finance, { subscriptionId: subscription.id, at: subscription.anchorAt });
  return {
    appId: app.id,
    subscriptionId: subscription.id,
    keyId: key.id,
    clientId: client.id,
    invoiceId: invoice.id,
  };
}

async function addCertificate(owner: Ctx, appId: string, marker: string) {
  const certificate = randomBytes(32).toString('hex');
  const { id } = await createCertificate(owner, { appId, name: marker, certificate });
  return { certificateId: id };
}

/** Rows that no verb called here leaves behind. */
async function addRows(owner: Ctx, apiVersionId: string, marker: string): Promise<void> {
  const { tenantId } = owner;
  await withTenantTx(owner, async (tx) => {
    await tx.insert(apiSchemas).values({ tenantId, apiVersionId, name: marker, schema: { type: 'string' } });
    await tx.insert(idempotencyKeys).values({ tenantId, key: marker, requestHash: marker });
    await tx.insert(removedGateways).values({ tenantId, name: marker, seenAt: new Date() });
  });
}

async function addMember(owner: Ctx, marker: string) {
  const invite = (name: string) =>
    createInvitation(owner, { email: `${name}@${marker}.example`, role: 'viewer' });
  const { url } = await invite('member');
  await acceptInvitation(owner, { secret: url.split('/').at(-1) ?? '', name: marker, password: PASSWORD });
  const { invitation } = await invite('invited');
  const members = await listMembers(owner, { filter: { role: 'viewer' } });
  return { memberId: members.data[0]?.id ?? '', invitationId: invitation.id };
}

async function addToken(owner: Ctx, marker: string) {
  const { token } = await createToken(owner, { name: marker, role: 'viewer' });
  return { tokenId: token.id };
}

async function addTraffic(owner: Ctx, ids: Record<string, string>, marker: string): Promise<string> {
  const event = makeUsageEvent({
    at: new Date(Date.now() - 60_000),
    tenant: owner.tenantId,
    route: `/${marker}`,
    request_id: `req_${marker}`,
    app: ids.appId ?? '',
    product: ids.productId ?? '',
    subscription: ids.subscriptionId ?? '',
    key: ids.keyId ?? '',
    api_version: ids.apiVersionId ?? '',
  });
  await insertEvents(owner.analytics, `traffic of ${marker}`, [event]);
  return event.id;
}

async function tokensOf(owner: Ctx): Promise<Record<Role, string>> {
  const entries: [Role, string][] = [];
  for (const role of ROLES) entries.push([role, (await createToken(owner, { name: role, role })).secret]);
  return Object.fromEntries(entries) as Record<Role, string>;
}
