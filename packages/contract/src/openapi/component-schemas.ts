import { Explanation } from '@tollgate/domain/explain/explanation';
import { z } from 'zod';
import * as apis from '../apis.ts';
import * as apps from '../apps.ts';
import * as certificates from '../credentials/certificates.ts';
import * as developers from '../developers.ts';
import * as explanations from '../explain/explanations.ts';
import * as invoices from '../invoices.ts';
import * as keys from '../keys.ts';
import * as policies from '../policies/levels.ts';
import * as products from '../products.ts';
import { ALL_ROUTES } from '../routes/all-routes.ts';
import { hasBody, pathFields, type Route } from '../routes/route.ts';
import * as subscriptions from '../subscriptions.ts';
import * as tenants from '../tenants.ts';
import * as usage from '../usage.ts';
import * as watch from '../watch.ts';

export type JsonSchema = Record<string, unknown>;

const REF = '#/components/schemas/';

/** Schemas that answers are made of, under the names the document gives them. */
const OUTPUTS: Record<string, z.ZodType> = {
  ...pick(tenants, ['Tenant', 'Member', 'Invitation', 'CreatedInvitation', 'Token', 'CreatedToken']),
  ...pick(policies, ['LevelPolicies', 'EffectivePolicies']),
  ...pick(apis, ['Api', 'ApiVersion', 'Upstream', 'Operation', 'ApiImport']),
  ...pick(products, ['Product', 'Plan', 'PlanVersion']),
  ...pick(developers, ['Developer']),
  ...pick(apps, ['App']),
  ...pick(keys, ['ApiKey', 'CreatedApiKey', 'KeyUses', 'Client', 'CreatedClient']),
  ...pick(certificates, ['Certificate']),
  ...pick(subscriptions, ['Subscription']),
  ...pick(usage, ['Usage', 'UsageMeasures', 'TopUsage', 'LiveTraffic', 'UsageRequest']),
  ...pick(explanations, ['CreatedExplainToken', 'ExplanationSummary']),
  Explanation,
  ...pick(invoices, [
    'Invoice',
    'InvoiceSummary',
    'InvoiceLine',
    'InvoicePreview',
    'InvoiceUsage',
    'InvoiceCheck',
  ]),
  ...pick(watch, ['Gateway', 'GatewayList', 'AuditEntry', 'Mail']),
};

function pick(module: Record<string, unknown>, names: string[]): Record<string, z.ZodType> {
  return Object.fromEntries(names.map((name) => [name, module[name] as z.ZodType]));
}

/** Name of the component that a route's body is. */
export function bodyName(route: Route): string {
  return `${route.id.charAt(0).toUpperCase()}${route.id.slice(1)}Body`;
}

/** A reference to the component of an output schema; throws for one without a name. */
export function outputRef(schema: z.ZodType): JsonSchema {
  const name = Object.entries(OUTPUTS).find(([, output]) => output === schema)?.[0];
  if (!name) throw new Error('this output has no name: add it to the component schemas');
  return { $ref: REF + name };
}

/** A zod schema of input as JSON Schema, without what the document says elsewhere. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return clean(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

/** Every schema of the document by its name. */
export function componentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(OUTPUTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    unrepresentable: 'any',
    uri: (id) => REF + id,
  });
  const outputs = Object.entries(schemas).map(([name, schema]) => [name, clean(schema as JsonSchema)]);
  const bodies = ALL_ROUTES.filter(hasBody).map((route) => [bodyName(route), bodySchema(route)]);
  return { ...Object.fromEntries(outputs), ...Object.fromEntries(bodies) };
}

function bodySchema(route: Route): JsonSchema {
  const inPath = pathFields(route);
  const schema = inputSchema(route.input);
  const properties = Object.entries(schema.properties as object).filter(([name]) => !inPath.includes(name));
  const required = ((schema.required ?? []) as string[]).filter((name) => !inPath.includes(name));
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : { required: undefined }),
  };
}

/** Leaves out what only repeats: the dialect, the pattern that `date-time` already says, bounds of safe integers. */
function clean(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, function drop(this: JsonSchema, key, value: unknown) {
    if (key === '$schema' || key === '$id') return undefined;
    if (key === 'pattern' && (this.format === 'date-time' || this.format === 'email')) return undefined;
    if (typeof value === 'number' && Math.abs(value) === Number.MAX_SAFE_INTEGER) return undefined;
    return value;
  });
  return JSON.parse(text) as JsonSchema;
}
