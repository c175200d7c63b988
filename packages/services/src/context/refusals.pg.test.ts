import * as schema from '@tollgate/db/schema';
import type { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { Role, roleIncludes } from '@tollgate/domain/roles';
import { freeTerms, makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeWorld, type World } from '@tollgate/testkit/factories/make-world';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import { deleteApi } from '../apis/delete-api.ts';
import { updateApi } from '../apis/update-api.ts';
import { createApiImport } from '../imports/create-api-import.ts';
import { createInvitation } from '../invitations/create-invitation.ts';
import { deleteInvitation } from '../invitations/delete-invitation.ts';
import { issueInvoice } from '../invoices/issue-invoice.ts';
import { payInvoice } from '../invoices/pay-invoice.ts';
import { voidInvoice } from '../invoices/void-invoice.ts';
import { deleteMember } from '../members/delete-member.ts';
import { updateMember } from '../members/update-member.ts';
import { archivePlan } from '../plans/archive-plan.ts';
import { createPlan } from '../plans/create-plan.ts';
import { publishPlan } from '../plans/publish-plan.ts';
import { updatePlan } from '../plans/update-plan.ts';
import { updatePlanTerms } from '../plans/update-plan-terms.ts';
import { createProduct } from '../products/create-product.ts';
import { deleteProduct } from '../products/delete-product.ts';
import { deprecateProduct } from '../products/deprecate-product.ts';
import { publishProduct } from '../products/publish-product.ts';
import { retireProduct } from '../products/retire-product.ts';
import { updateProduct } from '../products/update-product.ts';
import { updateTenant } from '../tenants/update-tenant.ts';
import { createToken } from '../tokens/create-token.ts';
import { revokeToken } from '../tokens/revoke-token.ts';
import type { Ctx } from './ctx.ts';

type Ids = World['ids'];
interface Mutation {
  name: string;
  verb: (ctx: Ctx, input: never) => Promise<unknown>;
  needs: Role;
  input: (ids: Ids) => Record<string, unknown>;
  /** Columns that are fields of the verb besides those of `input`. */
  also?: string[];
  /** It makes something new in the caller's own tenant, so there is nothing of another tenant to aim at. */
  isUntargeted?: true;
}

const at = '2020-01-01T00:00:00Z';
const MUTATIONS: Mutation[] = [
  {
    name: 'updateTenant',
    verb: updateTenant,
    also: ['currency', 'hosts'],
    needs: 'admin',
    input: () => ({ name: 'N' }),
    isUntargeted: true,
  },
  {
    name: 'updateMember',
    verb: updateMember,
    needs: 'admin',
    input: ({ member }) => ({ memberId: member, role: 'viewer' }),
  },
  { name: 'deleteMember', verb: deleteMember, needs: 'admin', input: ({ member }) => ({ memberId: member }) },
  {
    name: 'createInvitation',
    verb: createInvitation,
    needs: 'admin',
    input: () => ({ email: 'a@b.example', role: 'viewer' }),
    isUntargeted: true,
  },
  {
    name: 'deleteInvitation',
    verb: deleteInvitation,
    needs: 'admin',
    input: ({ invitation }) => ({ invitationId: invitation }),
  },
  {
    name: 'createToken',
    verb: createToken,
    also: ['expiresAt'],
    needs: 'admin',
    input: () => ({ name: 'T', role: 'viewer' }),
    isUntargeted: true,
  },
  { name: 'revokeToken', verb: revokeToken, needs: 'admin', input: ({ token }) => ({ tokenId: token }) },
  {
    name: 'updateApi',
    verb: updateApi,
    also: ['description'],
    needs: 'editor',
    input: ({ api }) => ({ apiId: api, name: 'N' }),
  },
  { name: 'deleteApi', verb: deleteApi, needs: 'admin', input: ({ api }) => ({ apiId: api }) },
  {
    name: 'updateApiVersion',
    verb: updateApiVersion,
    also: [
      'upstreamUrl',
      'connectTimeoutMs',
      'headTimeoutMs',
      'idleTimeoutMs',
      'maxBodyBytes',
      'balancing',
      'credential',
      'maxConnections',
      'maxWaiting',
      'routing',
      'tls',
      'totalTimeoutMs',
      'upstreamProtocol',
      'waitTimeoutMs',
      'status',
      'sunsetAt',
      'policies',
    ],
    needs: 'editor',
    input: ({ apiVersion }) => ({ apiVersionId: apiVersion, basePath: '/x' }),
  },
  {
    name: 'createApiImport into an API',
    verb: createApiImport,
    needs: 'editor',
    input: ({ api }) => ({ document: '{}', target: { apiId: api } }),
  },
  {
    name: 'createProduct',
    verb: createProduct,
    also: ['slug', 'summary', 'description', 'visibility'],
    needs: 'editor',
    input: () => ({ name: 'N' }),
    isUntargeted: true,
  },
  {
    name: 'updateProduct',
    verb: updateProduct,
    also: ['summary', 'description', 'visibility'],
    needs: 'editor',
    input: ({ product }) => ({ productId: product, name: 'N' }),
  },
  {
    name: 'publishProduct',
    verb: publishProduct,
    needs: 'editor',
    input: ({ draftProduct }) => ({ productId: draftProduct }),
  },
  {
    name: 'deprecateProduct',
    verb: deprecateProduct,
    needs: 'editor',
    input: ({ product }) => ({ productId: product }),
  },
  {
    name: 'retireProduct',
    verb: retireProduct,
    needs: 'admin',
    input: ({ product }) => ({ productId: product }),
  },
  {
    name: 'deleteProduct',
    verb: deleteProduct,
    needs: 'editor',
    input: ({ draftProduct }) => ({ productId: draftProduct }),
  },
  {
    name: 'createPlan',
    verb: createPlan,
    also: ['slug', 'summary'],
    needs: 'editor',
    input: ({ product }) => ({ productId: product, name: 'N', terms: freeTerms }),
  },
  {
    name: 'updatePlan',
    verb: updatePlan,
    also: ['summary'],
    needs: 'editor',
    input: ({ plan }) => ({ planId: plan, name: 'N' }),
  },
  {
    name: 'updatePlanTerms',
    verb: updatePlanTerms,
    needs: 'editor',
    input: ({ plan }) => ({ planId: plan, terms: freeTerms }),
  },
  {
    name: 'publishPlan',
    verb: publishPlan,
    needs: 'editor',
    input: ({ draftPlan }) => ({ planId: draftPlan }),
  },
  { name: 'archivePlan', verb: archivePlan, needs: 'editor', input: ({ plan }) => ({ planId: plan }) },
  {
    name: 'issueInvoice',
    verb: issueInvoice,
    needs: 'finance',
    input: ({ subscription }) => ({ subscriptionId: subscription, at }),
  },
  {
    name: 'payInvoice',
    verb: payInvoice,
    needs: 'finance',
    input: ({ invoice }) => ({ invoiceId: invoice }),
  },
  {
    name: 'voidInvoice',
    verb: voidInvoice,
    needs: 'finance',
    input: ({ invoice }) => ({ invoiceId: invoice }),
  },
];

const tables: PgTable[] = Object.values(schema).filter((value) => is(value, PgTable));
const columns = [
  ...new Set(
    tables.flatMap((table) =>
      Object.entries(getTableColumns(table)).flatMap(([key, { name }]) => [key, name]),
    ),
  ),
];

let kit: TestServices;
let world: World;
let stranger: Ctx;
let stored: string;

beforeAll(async () => {
  kit = await makeServices();
  world = await makeWorld(kit.services);
  stranger = (await makeSeller(kit.services, 'Other')).memberCtx('owner');
  stored = await fingerprint();
});
afterAll(() => kit.close());

async function fingerprint(): Promise<string> {
  const sums = [];
  for (const table of tables.filter((entry) => getTableName(entry) !== 'sign_in_attempts')) {
    const rows = await kit.services.db.system.execute(
      sql`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} t`,
    );
    sums.push(`${getTableName(table)} ${rows.rows[0]?.sum}`);
  }
  return sums.join('\n');
}

const call = ({ verb, input }: Mutation, ctx: Ctx) => codeOf(verb(ctx, input(world.ids) as never));

describe.each(MUTATIONS)('$name', (mutation) => {
  test('is refused to every lesser role, to developers, and stores nothing', async () => {
    for (const role of Role.options.filter((held) => !roleIncludes(held, mutation.needs))) {
      expect(await call(mutation, world.seller.memberCtx(role)), role).toBe('role_insufficient');
    }
    expect(await call(mutation, world.developer)).toBe('role_insufficient');
    expect(await fingerprint()).toBe(stored);
  });

  test('takes no column as a field but those it is made for, and stores nothing', async () => {
    const known = Object.keys(mutation.input(world.ids));
    const taken: string[] = [];
    for (const column of columns.filter((name) => !known.includes(name))) {
      // No field takes this value, so the call is refused either way; the reason tells whether the field is known.
      const refusal = mutation.verb(world.owner, {
        ...mutation.input(world.ids),
        [column]: { a: 1 },
      } as never);
      const error = await refusal.then(
        () => undefined,
        (thrown: DomainError) => thrown,
      );
      expect(error?.code, column).toBe('validation_failed');
      const isUnknown = error?.errors.some((entry) => entry.message === 'is not a known field');
      if (!isUnknown || error?.errors.some(({ location }) => location !== column)) taken.push(column);
    }
    expect(taken.toSorted()).toEqual((mutation.also ?? []).toSorted());
    expect(await fingerprint()).toBe(stored);
  });
});

describe.each(MUTATIONS.filter(({ isUntargeted }) => !isUntargeted))('$name', (mutation) => {
  test('finds nothing of another tenant, and stores nothing', async () => {
    expect(await call(mutation, stranger)).toBe('not_found');
    expect(await fingerprint()).toBe(stored);
  });

  test('takes no id of another kind, and stores nothing', async () => {
    const ids = Object.fromEntries(Object.keys(world.ids).map((key) => [key, newId('person')]));
    expect(await codeOf(mutation.verb(world.owner, mutation.input(ids as unknown as Ids) as never))).toBe(
      'validation_failed',
    );
    expect(await fingerprint()).toBe(stored);
  });
});
