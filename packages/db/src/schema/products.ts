import type { PolicyUse } from '@tollgate/domain/snapshot';
import type { Terms } from '@tollgate/domain/terms';
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId, updatedAt } from './columns.ts';

/** What is sold. */
export const products = pgTable(
  'products',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    summary: text('summary').notNull().default(''),
    description: text('description').notNull().default(''),
    visibility: text('visibility').$type<'public' | 'private'>().notNull().default('public'),
    status: text('status')
      .$type<'draft' | 'published' | 'deprecated' | 'retired'>()
      .notNull()
      .default('draft'),
    policies: jsonb('policies').$type<PolicyUse[]>().notNull().default([]),
    publishedAt: instant('published_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** What a product covers. */
export const productApis = pgTable(
  'product_apis',
  {
    tenantId: tenantId(),
    productId: text('product_id').notNull(),
    apiVersionId: text('api_version_id').notNull(),
    operationIds: text('operation_ids').array(),
    position: integer('position').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.productId, table.apiVersionId] })],
);

/** The offer as people know it. */
export const plans = pgTable(
  'plans',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    summary: text('summary').notNull().default(''),
    status: text('status').$type<'draft' | 'published' | 'archived'>().notNull().default('draft'),
    currentVersionId: text('current_version_id'),
    policies: jsonb('policies').$type<PolicyUse[]>().notNull().default([]),
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Terms of a plan; a published version never changes. */
export const planVersions = pgTable(
  'plan_versions',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    planId: text('plan_id').notNull(),
    number: integer('number').notNull(),
    terms: jsonb('terms').$type<Terms>().notNull(),
    publishedAt: instant('published_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
