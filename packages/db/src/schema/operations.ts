import type { Explanation } from '@tollgate/domain/explain/explanation';
import { bigint, doublePrecision, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';

/** The number of the newest committed change; one row. */
export const changeHead = pgTable('change_head', { number: bigint('number', { mode: 'number' }).notNull() });

/** Which record changed, in commit order. */
export const changeLog = pgTable('change_log', {
  number: bigint('number', { mode: 'number' }).primaryKey(),
  tenantId: tenantId(),
  kind: text('kind').notNull(),
  entityId: text('entity_id').notNull(),
  changedAt: instant('changed_at').notNull().defaultNow(),
});

/** What a tenant's tokens are signed with. */
export const signingKeys = pgTable(
  'signing_keys',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    publicJwk: jsonb('public_jwk').$type<Record<string, string>>().notNull(),
    /** PKCS#8 in PEM, sealed. */
    sealedPrivateKey: text('sealed_private_key').notNull(),
    signsFrom: instant('signs_from').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Who changed what. Insert-only. */
export const auditLog = pgTable(
  'audit_log',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    at: instant('at').notNull().defaultNow(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    targetKind: text('target_kind').notNull(),
    targetId: text('target_id').notNull(),
    targetName: text('target_name'),
    before: jsonb('before').$type<unknown>(),
    after: jsonb('after').$type<unknown>(),
    requestId: text('request_id'),
    changeNumber: bigint('change_number', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Gateways as they last reported. */
export const gateways = pgTable('gateways', {
  name: text('name').primaryKey(),
  region: text('region').notNull(),
  bootId: text('boot_id').notNull(),
  version: text('version').notNull(),
  appliedChange: bigint('applied_change', { mode: 'number' }).notNull(),
  lagMs: doublePrecision('lag_ms'),
  spoolSegments: integer('spool_segments').notNull(),
  spoolBytes: bigint('spool_bytes', { mode: 'number' }).notNull(),
  spoolOldestAt: instant('spool_oldest_at'),
  refusedConfiguration: text('refused_configuration'),
  startedAt: instant('started_at').notNull().defaultNow(),
  seenAt: instant('seen_at').notNull(),
});

/** What keeps API versions from working as they should, as gateways last reported it. */
export const gatewayRouteProblems = pgTable(
  'gateway_route_problems',
  {
    tenantId: tenantId(),
    gatewayName: text('gateway_name').notNull(),
    apiVersionId: text('api_version_id').notNull(),
    message: text('message').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.gatewayName, table.apiVersionId, table.message] }),
  ],
);

/** Requests that somebody asked to have explained, the newest of each tenant. */
export const explanations = pgTable(
  'explanations',
  {
    tenantId: tenantId(),
    /** That of the request. */
    id: text('id').notNull(),
    at: instant('at').notNull(),
    explanation: jsonb('explanation').$type<Explanation>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Gateways that a tenant holds for gone for good, with the report that was their last. */
export const removedGateways = pgTable(
  'removed_gateways',
  {
    tenantId: tenantId(),
    name: text('name').notNull(),
    seenAt: instant('seen_at').notNull(),
    removedAt: instant('removed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.name] })],
);

/** Secrets gateways show to the feed, by hash. */
export const gatewayTokens = pgTable('gateway_tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  hash: text('hash').notNull(),
  preview: text('preview').notNull(),
  revokedAt: instant('revoked_at'),
  createdAt: createdAt(),
});

/** First answers to POSTs with an Idempotency-Key; null status while the first is still running. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    body: jsonb('body').$type<unknown>(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
);

/** Mail to send. */
export const mails = pgTable(
  'mails',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    /** Who may read it in the outbox. */
    readerRole: text('reader_role').$type<'owner' | 'admin' | 'nobody'>().notNull().default('admin'),
    status: text('status').$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
    problem: text('problem'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
