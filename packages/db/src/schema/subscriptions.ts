import type { ClientPurpose } from '@tollgate/domain/clients/client-purpose';
import type { Environment } from '@tollgate/domain/environment';
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId, updatedAt } from './columns.ts';

/** A third-party person who signs in to a tenant's portal. */
export const developers = pgTable(
  'developers',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    resetHash: text('reset_hash'),
    resetExpiresAt: instant('reset_expires_at'),
    sessionVersion: integer('session_version').notNull().default(1),
    status: text('status').$type<'active' | 'blocked'>().notNull().default('active'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** A developer's application. */
export const apps = pgTable(
  'apps',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    developerId: text('developer_id').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    deletedAt: instant('deleted_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export type SubscriptionStatus = 'pending' | 'active' | 'suspended' | 'cancelled';

/** An app on a plan of a product. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    appId: text('app_id').notNull(),
    productId: text('product_id').notNull(),
    planId: text('plan_id').notNull(),
    planVersionId: text('plan_version_id').notNull(),
    status: text('status').$type<SubscriptionStatus>().notNull(),
    anchorAt: instant('anchor_at').notNull(),
    cancelledAt: instant('cancelled_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** A client of our own OAuth server: an app that asks for tokens. */
export const clients = pgTable(
  'clients',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    appId: text('app_id').notNull(),
    name: text('name').notNull().default(''),
    environment: text('environment').$type<Environment>().notNull(),
    secretHash: text('secret_hash').notNull(),
    preview: text('preview').notNull(),
    /** The secret before the last rotation, and until when it goes on working. */
    oldSecretHash: text('old_secret_hash'),
    oldSecretEndsAt: instant('old_secret_ends_at'),
    purpose: text('purpose').$type<ClientPurpose>().notNull().default('token'),
    /** Secrets of a client that signs, sealed. */
    sealedSecret: text('sealed_secret'),
    oldSealedSecret: text('old_sealed_secret'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** A TLS certificate that an app is known by. */
export const clientCertificates = pgTable(
  'client_certificates',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    appId: text('app_id').notNull(),
    name: text('name').notNull().default(''),
    environment: text('environment').$type<Environment>().notNull(),
    /** SHA-256, lower-case hex. */
    fingerprint: text('fingerprint').notNull(),
    /** Null where only the fingerprint was told. */
    subject: text('subject'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** A credential of an app. */
export const apiKeys = pgTable(
  'api_keys',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    appId: text('app_id').notNull(),
    name: text('name').notNull().default(''),
    environment: text('environment').$type<Environment>().notNull(),
    hash: text('hash').notNull(),
    preview: text('preview').notNull(),
    rotatedFrom: text('rotated_from'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
