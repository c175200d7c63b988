import { idSchema } from '@tollgate/domain/ids';
import { nameSchema, Slug } from '@tollgate/domain/slug';
import { Terms } from '@tollgate/domain/terms';
import { z } from 'zod';
import { proseSchema, Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

export const ProductStatus = z.enum(['draft', 'published', 'deprecated', 'retired']);
export const Visibility = z.enum(['public', 'private']);

/** What a product covers of one API version; `operationIds` null means all of it, later operations included. */
export const Coverage = z.strictObject({
  apiVersionId: idSchema('apiVersion'),
  operationIds: z.array(idSchema('operation')).min(1).max(2000).nullable().default(null),
});

export const Product = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  /** Markdown. */
  description: z.string(),
  visibility: Visibility,
  status: ProductStatus,
  covers: z.array(
    z.strictObject({
      apiVersionId: z.string(),
      apiId: z.string(),
      apiName: z.string(),
      version: z.string(),
      operationIds: z.array(z.string()).nullable(),
    }),
  ),
  planCount: z.int(),
  /** Subscriptions that are active or pending. */
  subscriptionCount: z.int(),
  publishedAt: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Product = z.infer<typeof Product>;

const covers = z
  .array(Coverage)
  .max(50)
  .refine((list) => new Set(list.map((item) => item.apiVersionId)).size === list.length, {
    message: 'must name each API version once',
  });

export const CreateProductInput = z.strictObject({
  name: nameSchema(80),
  slug: Slug.optional(),
  summary: proseSchema(300).default(''),
  description: proseSchema(20_000).default(''),
  visibility: Visibility.default('public'),
  covers: covers.default([]),
});
export type CreateProductInput = z.input<typeof CreateProductInput>;

export const UpdateProductInput = z.strictObject({
  productId: idSchema('product'),
  name: nameSchema(80).optional(),
  summary: proseSchema(300).optional(),
  description: proseSchema(20_000).optional(),
  visibility: Visibility.optional(),
  covers: covers.optional(),
});
export type UpdateProductInput = z.input<typeof UpdateProductInput>;

/** What get, publish, deprecate, retire and delete take. */
export const ProductInput = z.strictObject({ productId: idSchema('product') });
export type ProductInput = z.input<typeof ProductInput>;

export const ListProductsInput = listInput(
  { status: ProductStatus, visibility: Visibility, search: z.string().max(100) },
  ['name', 'createdAt'],
);
export type ListProductsInput = z.input<typeof ListProductsInput>;

export const PlanVersion = z.strictObject({
  id: z.string(),
  number: z.int(),
  terms: Terms,
  publishedAt: Timestamp.nullable(),
});
export type PlanVersion = z.infer<typeof PlanVersion>;

export const Plan = z.strictObject({
  id: z.string(),
  productId: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  status: z.enum(['draft', 'published', 'archived']),
  /** What new subscriptions get; null until one is published. */
  current: PlanVersion.nullable(),
  /** Terms that are being worked on; null when there are none. */
  draft: PlanVersion.nullable(),
  subscriptionCount: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Plan = z.infer<typeof Plan>;

export const CreatePlanInput = z.strictObject({
  productId: idSchema('product'),
  name: nameSchema(60),
  slug: Slug.optional(),
  summary: proseSchema(300).default(''),
  terms: Terms,
});
export type CreatePlanInput = z.input<typeof CreatePlanInput>;

export const UpdatePlanInput = z.strictObject({
  planId: idSchema('plan'),
  name: nameSchema(60).optional(),
  summary: proseSchema(300).optional(),
});
export type UpdatePlanInput = z.input<typeof UpdatePlanInput>;

export const UpdatePlanTermsInput = z.strictObject({ planId: idSchema('plan'), terms: Terms });
export type UpdatePlanTermsInput = z.input<typeof UpdatePlanTermsInput>;

/** What get, publish and archive take. */
export const PlanInput = z.strictObject({ planId: idSchema('plan') });
export type PlanInput = z.input<typeof PlanInput>;

export const ListPlansInput = listInput(
  { productId: idSchema('product'), status: z.enum(['draft', 'published', 'archived']) },
  ['position', 'name', 'createdAt'],
);
export type ListPlansInput = z.input<typeof ListPlansInput>;
