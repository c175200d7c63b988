import { KEPT_EXPLANATIONS } from '@tollgate/domain/explain/explanation';
import { readKeys } from '@tollgate/domain/jwt/key-set';
import { parseJwt } from '@tollgate/domain/jwt/parse-jwt';
import { isSignedBy } from '@tollgate/domain/jwt/verify-jwt';
import { makeExplanation } from '@tollgate/testkit/factories/make-explanation';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { keepExplanations } from '../feed/keep-explanations.ts';
import { getTokenKeys } from '../oauth/get-token-keys.ts';
import { createExplainToken } from './create-explain-token.ts';
import { getExplanation } from './get-explanation.ts';
import { listExplanations } from './list-explanations.ts';

let kit: TestServices;
let seller: Seller;
let stranger: Seller;
let editor: Ctx;
let viewer: Ctx;
let apiVersionId: string;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  stranger = await makeSeller(kit.services, 'Other');
  editor = seller.memberCtx('editor');
  viewer = seller.memberCtx('viewer');
  ({ apiVersionId } = await makeOffer(kit.services, seller.tenantId, { slug: 'world' }));
});
afterAll(() => kit.close());

test('a token is signed with the tenant’s key, bound to it, short-lived and on the audit log', async () => {
  const { token, header, gatewayUrl, expiresAt } = await createExplainToken(editor, { apiVersionId });
  expect(header).toBe('tollgate-explain');
  expect(gatewayUrl).toMatch(/^http:\/\/gateway\.test\/.+/);
  const jwt = parseJwt(token);
  expect(jwt).toMatchObject({
    type: 'explain+jwt',
    claims: { aud: seller.tenantId, api_version: apiVersionId },
  });
  expect(Number(jwt?.claims.exp) * 1000).toBe(new Date(expiresAt).getTime());
  expect(Number(jwt?.claims.exp) - Number(jwt?.claims.iat)).toBe(900);
  const keys = readKeys((await getTokenKeys(kit.services, seller.tenantId)).keys);
  expect(jwt && (await isSignedBy(jwt, keys))).toBe(true);
  expect(await feedEntries(viewer)).toContain(`signing_key:${jwt?.keyId}`);
  expect(await auditActions(viewer, String(jwt?.claims.jti))).toEqual(['explain_token.created']);
  const other = parseJwt((await createExplainToken(editor)).token);
  expect(other?.keyId).toBe(jwt?.keyId);
  expect(other?.claims).not.toHaveProperty('api_version');
});

test('nobody gets one for another tenant’s API version, with a bad lifetime, or with a lesser role', async () => {
  expect(await codeOf(createExplainToken(stranger.memberCtx('owner'), { apiVersionId }))).toBe('not_found');
  expect(await codeOf(createExplainToken(editor, { lifetimeSeconds: 86_400 }))).toBe('validation_failed');
  expect(await codeOf(createExplainToken(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
  expect(await codeOf(createExplainToken(viewer))).toBe('role_insufficient');
  expect(await codeOf(createExplainToken({ ...editor, sealing: undefined }))).toBe('conflict');
});

test('what gateways tell is kept once, for its own tenant only, and never for one that does not exist', async () => {
  const told = makeExplanation({ tenantId: seller.tenantId, requestId: 'req_kept' });
  await keepExplanations(kit.services, [told, makeExplanation({ tenantId: 'tnt_nobody' })]);
  await keepExplanations(kit.services, [{ ...told, status: 500 }]);
  expect(await getExplanation(viewer, { requestId: 'req_kept' })).toEqual(told);
  const [row] = (await listExplanations(viewer)).data;
  expect(row).toMatchObject({ requestId: 'req_kept', status: 200, durationUs: 1500 });
  expect(row).not.toHaveProperty('steps');
  const theirs = stranger.memberCtx('owner');
  expect(await codeOf(getExplanation(theirs, { requestId: 'req_kept' }))).toBe('not_found');
  expect((await listExplanations(theirs)).data).toEqual([]);
});

test('only the newest of a tenant are kept', async () => {
  const { tenantId } = stranger;
  const ctx = stranger.memberCtx('viewer');
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  const many = Array.from({ length: KEPT_EXPLANATIONS + 5 }, (_, n) =>
    makeExplanation({ tenantId, requestId: `req_${n}`, startedAt: at(n) }),
  );
  await keepExplanations(kit.services, many);
  const { data } = await listExplanations(ctx, { page: { size: 100 } });
  expect(data).toHaveLength(KEPT_EXPLANATIONS);
  expect(data[0]?.requestId).toBe(`req_${KEPT_EXPLANATIONS + 4}`);
  expect(await codeOf(getExplanation(ctx, { requestId: 'req_4' }))).toBe('not_found');
  expect((await listExplanations(viewer)).data).toHaveLength(1);
});
