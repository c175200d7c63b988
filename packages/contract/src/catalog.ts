import { Slug } from '@tollgate/domain/slug';
import { Terms } from '@tollgate/domain/terms';
import { z } from 'zod';
import { Timestamp } from './fields.ts';

/** The tenant whose portal a host or path names. */
export const PortalTenant = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
});
export type PortalTenant = z.infer<typeof PortalTenant>;

/** A way to authenticate that an API version takes, with what a caller needs to know of it. */
export const CatalogMethod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('api-key') }),
  /** A token that a client of the app fetches at `tokenUrl`. */
  z.strictObject({ kind: z.literal('oauth'), tokenUrl: z.string() }),
  /** A token of an issuer that the provider trusts. */
  z.strictObject({
    kind: z.literal('jwt'),
    issuer: z.string(),
    audiences: z.array(z.string()),
    scopes: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('basic') }),
  /** A signature that covers at least these components, accepted for so long. */
  z.strictObject({
    kind: z.literal('hmac'),
    components: z.array(z.string()),
    maxAgeSeconds: z.int(),
  }),
]);
export type CatalogMethod = z.infer<typeof CatalogMethod>;

/** An API version as a product offers it. */
export const CatalogApi = z.strictObject({
  apiVersionId: z.string(),
  apiSlug: z.string(),
  apiName: z.string(),
  version: z.string(),
  title: z.string(),
  description: z.string(),
  basePath: z.string(),
  /** Where its requests go: the gateway's public address with the base path. */
  baseUrl: z.string(),
  status: z.enum(['active', 'deprecated', 'retired']),
  deprecatedAt: Timestamp.nullable(),
  sunsetAt: Timestamp.nullable(),
  operationCount: z.int(),
  /** What callers may send, in the order in which the gateway looks for it. */
  methods: z.array(CatalogMethod),
});
export type CatalogApi = z.infer<typeof CatalogApi>;

export const CatalogPlan = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  terms: Terms,
});
export type CatalogPlan = z.infer<typeof CatalogPlan>;

/** A product as the portal shows it. */
export const CatalogProduct = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  status: z.enum(['published', 'deprecated']),
  apis: z.array(CatalogApi),
  plans: z.array(CatalogPlan),
});
export type CatalogProduct = z.infer<typeof CatalogProduct>;

export const GetCatalogProductInput = z.strictObject({ productSlug: Slug });
export type GetCatalogProductInput = z.input<typeof GetCatalogProductInput>;

export const GetCatalogDocsInput = z.strictObject({
  productSlug: Slug,
  apiSlug: Slug,
  version: z.string().min(1).max(100),
});
export type GetCatalogDocsInput = z.input<typeof GetCatalogDocsInput>;

/** One line of the list of operations. */
export const CatalogOperationLine = z.strictObject({
  operationId: z.string(),
  method: z.string(),
  path: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  isDeprecated: z.boolean(),
});
export type CatalogOperationLine = z.infer<typeof CatalogOperationLine>;

/** Docs of an API version: what is around its operations, and the list of those the product covers. */
export const CatalogDocs = z.strictObject({
  product: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  api: CatalogApi,
  /** Tags, groups, security schemes and the like, as the import keeps them. */
  docs: z.record(z.string(), z.unknown()),
  operations: z.array(CatalogOperationLine),
  schemaNames: z.array(z.string()),
});
export type CatalogDocs = z.infer<typeof CatalogDocs>;

export const GetCatalogOperationInput = GetCatalogDocsInput.extend({
  operationId: z.string().min(1).max(500),
});
export type GetCatalogOperationInput = z.input<typeof GetCatalogOperationInput>;

/** One operation with the schemas its detail leads to. */
export const CatalogOperation = z.strictObject({
  product: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  api: CatalogApi,
  docs: z.record(z.string(), z.unknown()),
  /** What `@tollgate/openapi` calls OperationDetail. */
  detail: z.record(z.string(), z.unknown()),
  schemas: z.record(z.string(), z.unknown()),
  /** The operations before and after it in the document's order. */
  previous: CatalogOperationLine.nullable(),
  next: CatalogOperationLine.nullable(),
});
export type CatalogOperation = z.infer<typeof CatalogOperation>;

export const GetCatalogSchemaInput = GetCatalogDocsInput.extend({ name: z.string().min(1).max(500) });
export type GetCatalogSchemaInput = z.input<typeof GetCatalogSchemaInput>;

/** One named schema with those it refers to directly. */
export const CatalogSchema = z.strictObject({
  product: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  api: CatalogApi,
  name: z.string(),
  schemas: z.record(z.string(), z.unknown()),
});
export type CatalogSchema = z.infer<typeof CatalogSchema>;
