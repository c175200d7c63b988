import { Environment } from '@tollgate/domain/environment';
import { z } from 'zod';
import type { QueryParams } from '../client.ts';
import { Instant } from '../query-values.ts';

const Id = z.string().max(200);
const Ids = z.array(Id).max(1_000);

/** What a reader may narrow usage to. An empty list matches nothing; an absent one is no filter. */
export const UsageFilters = z.strictObject({
  productId: Id.optional(),
  planVersionId: Id.optional(),
  appId: Id.optional(),
  appIds: Ids.optional(),
  subscriptionId: Id.optional(),
  subscriptionIds: Ids.optional(),
  operationId: Id.optional(),
  apiVersionId: Id.optional(),
  apiVersionIds: Ids.optional(),
  keyId: Id.optional(),
  region: Id.optional(),
});
export type UsageFilters = z.input<typeof UsageFilters>;

const COLUMNS: Record<keyof UsageFilters, string> = {
  productId: 'product',
  planVersionId: 'plan_version',
  appId: 'app',
  appIds: 'app',
  subscriptionId: 'subscription',
  subscriptionIds: 'subscription',
  operationId: 'operation',
  apiVersionId: 'api_version',
  apiVersionIds: 'api_version',
  keyId: 'key',
  region: 'region',
};

/** The environment and the half-open range of time that every query of usage has. */
export const usageScopeShape = {
  environment: Environment,
  /** Inclusive. */
  from: Instant,
  /** Exclusive. */
  to: Instant,
  filters: UsageFilters.default({}),
};

const MAX_RANGE_DAYS = 1_100;

/** Refuses ranges that are empty or longer than three years. */
export function checkRange(
  range: { from: Date; to: Date },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  if (range.to <= range.from)
    context.addIssue({ code: 'custom', path: ['to'], message: 'must be after the start' });
  if (range.to.getTime() - range.from.getTime() > MAX_RANGE_DAYS * 86_400_000) {
    context.addIssue({
      code: 'custom',
      path: ['to'],
      message: `must be within ${MAX_RANGE_DAYS} days of the start`,
    });
  }
}

/** SQL conditions, tenant first, with the values they bind. */
export interface Conditions {
  sql: string;
  params: QueryParams;
}

/** The conditions that every query of usage starts with. */
export function scopeConditions(
  tenant: string,
  environment: Environment,
  filters: z.output<typeof UsageFilters> = {},
): Conditions {
  const terms = ['tenant = {tenant:String}', 'environment = {environment:String}'];
  const params: QueryParams = { tenant, environment };
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue;
    const column = COLUMNS[name as keyof UsageFilters];
    terms.push(
      Array.isArray(value) ? `has({${name}:Array(String)}, ${column})` : `${column} = {${name}:String}`,
    );
    params[name] = value;
  }
  return { sql: terms.join(' AND '), params };
}
