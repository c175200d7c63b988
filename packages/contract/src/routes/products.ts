import type { Terms } from '@tollgate/domain/terms';
import {
  CreatePlanInput,
  CreateProductInput,
  ListPlansInput,
  ListProductsInput,
  Plan,
  PlanInput,
  Product,
  ProductInput,
  UpdatePlanInput,
  UpdatePlanTermsInput,
  UpdateProductInput,
} from '../products.ts';
import { defineRoute, NoOutput } from './route.ts';

const products = { tag: 'Products', output: Product, answer: 'one' } as const;
const plans = { tag: 'Plans', output: Plan, answer: 'one' } as const;

const exampleTerms: Terms = {
  currency: 'USD',
  flatFeeMinor: 2900,
  usage: {
    model: 'graduated',
    included: 100_000,
    tiers: [
      { upTo: 1_000_000, unitMinor: '0.02' },
      { upTo: null, unitMinor: '0.01' },
    ],
  },
  limits: [{ name: 'minute', requests: 1000, windowSeconds: 60 }],
  quota: null,
  approval: 'automatic',
};

export const listProductsRoute = defineRoute({
  ...products,
  id: 'listProducts',
  method: 'GET',
  path: '/v1/products',
  summary: 'List products',
  role: 'viewer',
  input: ListProductsInput,
  answer: 'list',
});

export const createProductRoute = defineRoute({
  ...products,
  id: 'createProduct',
  method: 'POST',
  path: '/v1/products',
  summary: 'Create a product as a draft',
  role: 'editor',
  input: CreateProductInput,
  status: 201,
  problems: ['conflict', 'not_found'],
  example: { name: 'Atlas API', summary: 'Countries, currencies and time zones', covers: [] },
});

export const getProductRoute = defineRoute({
  ...products,
  id: 'getProduct',
  method: 'GET',
  path: '/v1/products/{productId}',
  summary: 'Get a product',
  role: 'viewer',
  input: ProductInput,
});

export const updateProductRoute = defineRoute({
  ...products,
  id: 'updateProduct',
  method: 'PATCH',
  path: '/v1/products/{productId}',
  summary: 'Change texts, visibility or what a product covers',
  role: 'editor',
  input: UpdateProductInput,
  example: { visibility: 'private' },
});

export const deleteProductRoute = defineRoute({
  ...products,
  id: 'deleteProduct',
  method: 'DELETE',
  path: '/v1/products/{productId}',
  summary: 'Delete a product that is a draft',
  role: 'editor',
  input: ProductInput,
  output: NoOutput,
  answer: 'none',
  problems: ['conflict'],
});

export const publishProductRoute = defineRoute({
  ...products,
  id: 'publishProduct',
  method: 'POST',
  path: '/v1/products/{productId}/publish',
  summary: 'Put a product on the portal and the gateways',
  role: 'editor',
  input: ProductInput,
  problems: ['conflict'],
});

export const deprecateProductRoute = defineRoute({
  ...products,
  id: 'deprecateProduct',
  method: 'POST',
  path: '/v1/products/{productId}/deprecate',
  summary: 'Close a product to new subscriptions',
  role: 'editor',
  input: ProductInput,
  problems: ['conflict'],
});

export const retireProductRoute = defineRoute({
  ...products,
  id: 'retireProduct',
  method: 'POST',
  path: '/v1/products/{productId}/retire',
  summary: 'End a product: its subscribers are refused from now on',
  role: 'admin',
  input: ProductInput,
  problems: ['conflict'],
});

export const listPlansRoute = defineRoute({
  ...plans,
  id: 'listPlans',
  method: 'GET',
  path: '/v1/plans',
  summary: 'List plans',
  role: 'viewer',
  input: ListPlansInput,
  answer: 'list',
});

export const createPlanRoute = defineRoute({
  ...plans,
  id: 'createPlan',
  method: 'POST',
  path: '/v1/plans',
  summary: 'Create a plan with draft terms',
  description:
    'Prices per unit are exact decimals as text, in minor units: "0.02" is two hundredths of a cent.',
  role: 'editor',
  input: CreatePlanInput,
  status: 201,
  problems: ['conflict', 'not_found'],
  example: { productId: 'prd_1C3XR6GzvAbCdEfGhJkMnP', name: 'Pro', terms: exampleTerms },
});

export const getPlanRoute = defineRoute({
  ...plans,
  id: 'getPlan',
  method: 'GET',
  path: '/v1/plans/{planId}',
  summary: 'Get a plan with current and draft terms',
  role: 'viewer',
  input: PlanInput,
});

export const updatePlanRoute = defineRoute({
  ...plans,
  id: 'updatePlan',
  method: 'PATCH',
  path: '/v1/plans/{planId}',
  summary: 'Change name or summary of a plan',
  role: 'editor',
  input: UpdatePlanInput,
  example: { summary: 'For teams in production' },
});

export const updatePlanTermsRoute = defineRoute({
  ...plans,
  id: 'updatePlanTerms',
  method: 'PUT',
  path: '/v1/plans/{planId}/terms',
  summary: 'Replace the draft terms of a plan',
  description: 'Published terms never change: this writes the draft of the next version.',
  role: 'editor',
  input: UpdatePlanTermsInput,
  problems: ['conflict'],
  example: { terms: exampleTerms },
});

export const publishPlanRoute = defineRoute({
  ...plans,
  id: 'publishPlan',
  method: 'POST',
  path: '/v1/plans/{planId}/publish',
  summary: 'Fix the draft terms and offer them to new subscriptions',
  role: 'editor',
  input: PlanInput,
  problems: ['conflict'],
});

export const archivePlanRoute = defineRoute({
  ...plans,
  id: 'archivePlan',
  method: 'POST',
  path: '/v1/plans/{planId}/archive',
  summary: 'Stop offering a plan',
  description: 'Subscriptions on it go on under their terms.',
  role: 'editor',
  input: PlanInput,
});
