import type { Balancing } from '@tollgate/domain/balancing';
import type { OperationRoute } from '@tollgate/domain/routing/operation-route';
import type { VersionRouting } from '@tollgate/domain/routing/version-routing';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import type { SealedCredential } from '@tollgate/domain/upstreams/upstream-credential';
import type { UpstreamProtocol } from '@tollgate/domain/upstreams/upstream-protocol';
import type { SealedTls } from '@tollgate/domain/upstreams/upstream-tls';
import { bigint, boolean, integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, createdAt, instant, tenantId, updatedAt } from './columns.ts';

/** An upstream service described by OpenAPI. */
export const apis = pgTable(
  'apis',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** A credential of an upstream as it is kept: sealed. */
export type KeptCredential = SealedCredential & { setAt: string };

/** An upstream's TLS settings as they are kept: the key is sealed. */
export type KeptTls = SealedTls;

/** One version of an API: base path, upstream and document. */
export const apiVersions = pgTable(
  'api_versions',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    apiId: text('api_id').notNull(),
    version: text('version').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    basePath: text('base_path').notNull(),
    upstreamUrl: text('upstream_url').notNull(),
    upstreamProtocol: text('upstream_protocol').$type<UpstreamProtocol>().notNull().default('http1'),
    connectTimeoutMs: integer('connect_timeout_ms').notNull().default(5000),
    headTimeoutMs: integer('head_timeout_ms').notNull().default(30_000),
    idleTimeoutMs: integer('idle_timeout_ms').notNull().default(30_000),
    totalTimeoutMs: integer('total_timeout_ms'),
    maxConnections: integer('max_connections').notNull().default(256),
    maxWaiting: integer('max_waiting').notNull().default(1792),
    waitTimeoutMs: integer('wait_timeout_ms').notNull().default(5000),
    balancing: jsonb('balancing').$type<Balancing>(),
    routing: jsonb('routing').$type<VersionRouting>(),
    tls: jsonb('tls').$type<KeptTls>(),
    credential: jsonb('credential').$type<KeptCredential>(),
    maxBodyBytes: bigint('max_body_bytes', { mode: 'number' }).notNull().default(10_485_760),
    status: text('status').$type<'active' | 'deprecated' | 'retired'>().notNull().default('active'),
    deprecatedAt: instant('deprecated_at'),
    sunsetAt: instant('sunset_at'),
    cachePurgedAt: instant('cache_purged_at'),
    policies: jsonb('policies').$type<PolicyUse[]>().notNull().default([]),
    openapiVersion: text('openapi_version').notNull(),
    documentSha256: text('document_sha256').notNull(),
    document: bytes('document').notNull(),
    documentMediaType: text('document_media_type').notNull(),
    docs: jsonb('docs').$type<Record<string, unknown>>().notNull(),
    operationCount: integer('operation_count').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** One method and path template of an API version. */
export const operations = pgTable(
  'operations',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    apiVersionId: text('api_version_id').notNull(),
    operationId: text('operation_id').notNull(),
    method: text('method').notNull(),
    pathTemplate: text('path_template').notNull(),
    summary: text('summary').notNull().default(''),
    tags: text('tags').array().notNull().default([]),
    isDeprecated: boolean('is_deprecated').notNull().default(false),
    isInternal: boolean('is_internal').notNull().default(false),
    position: integer('position').notNull(),
    route: jsonb('route').$type<OperationRoute>(),
    detail: json('detail').$type<Record<string, unknown>>().notNull(),
    schemaNames: text('schema_names').array().notNull().default([]),
    policies: jsonb('policies').$type<PolicyUse[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Named schemas of a document. */
export const apiSchemas = pgTable(
  'api_schemas',
  {
    tenantId: tenantId(),
    apiVersionId: text('api_version_id').notNull(),
    name: text('name').notNull(),
    schema: json('schema').$type<unknown>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.apiVersionId, table.name] })],
);

export interface ImportTarget {
  /** An existing API gets a new version; without it a new API is made. */
  apiId?: string | undefined;
  name?: string | undefined;
  slug?: string | undefined;
  version?: string | undefined;
  basePath?: string | undefined;
  upstreamUrl?: string | undefined;
}

/** A document on its way in. */
export const apiImports = pgTable(
  'api_imports',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    status: text('status').$type<'queued' | 'running' | 'succeeded' | 'failed'>().notNull().default('queued'),
    step: text('step').notNull().default('queued'),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    source: text('source').notNull(),
    target: jsonb('target').$type<ImportTarget>().notNull(),
    document: bytes('document'),
    problem: jsonb('problem').$type<Record<string, unknown>>(),
    apiId: text('api_id'),
    apiVersionId: text('api_version_id'),
    requestedBy: jsonb('requested_by').$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
