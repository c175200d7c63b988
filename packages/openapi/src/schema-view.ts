import type { ApiSchema, SchemaObject } from './imported-api.ts';
import { isNullSchema, lookUpSchema, typesOf } from './schemas/look-up-schema.ts';
import { mergeAllOf } from './schemas/merge-all-of.ts';
import { describeConstraints } from './schemas/schema-constraints.ts';
import { schemaNameOf } from './schemas/schema-ref.ts';

export type SchemaVariants = { kind: 'oneOf' | 'anyOf'; options: SchemaView[]; discriminator?: string };

export type SchemaField = { name: string; required: boolean; schema: SchemaView };

/** A schema as docs show it. Texts are untrusted: `description` is Markdown, all others plain. */
export type SchemaView = {
  /** What to write where a type is expected, such as `string`, `array of Pet`, `Pet or null`. */
  label: string;
  /** Name of the schema, when it has one: also the key to load the rest of one that is cut off. */
  ref?: string;
  title: string;
  description: string;
  isNullable: boolean;
  isDeprecated: boolean;
  isReadOnly: boolean;
  isWriteOnly: boolean;
  /** Each a short phrase, such as `at most 100 characters`. */
  constraints: string[];
  /** JSON text of each allowed value. */
  enum: string[];
  /** JSON text. */
  default?: string;
  /** JSON text of each. */
  examples: string[];
  fields: SchemaField[];
  /** What fields without a name of their own hold: a map's values. */
  additional?: SchemaView;
  items?: SchemaView;
  variants?: SchemaVariants;
  /** True where a named schema is not opened again: recursion, depth or size. */
  isCut: boolean;
};

export type SchemaViewOptions = {
  /** Named schemas inside each other that are opened. Default 3. */
  maxDepth?: number;
  /** Fields, items and variants in the whole view. Default 1,000. */
  maxParts?: number;
};

type Walk = {
  schemas: Record<string, ApiSchema>;
  maxDepth: number;
  partsLeft: number;
  open: string[];
};

/** The render model of a schema: named ones opened to a depth, `allOf` merged, recursion cut with its name. */
export function schemaView(
  schema: ApiSchema,
  schemas: Record<string, ApiSchema>,
  options: SchemaViewOptions = {},
): SchemaView {
  const { maxDepth = 3, maxParts = 1000 } = options;
  return view(schema, { schemas, maxDepth, partsLeft: maxParts, open: [] });
}

function view(schema: ApiSchema, walk: Walk): SchemaView {
  if (typeof schema === 'boolean') return { ...emptyView(), label: schema ? 'any' : 'nothing' };
  const name = schemaNameOf(schema.$ref);
  if (name !== undefined) return viewNamed(name, schema, walk);
  const onlyVariant = nullableVariant(schema);
  if (onlyVariant !== undefined) return viewNullable(schema, onlyVariant, walk);
  const merged = mergeAllOf(schema, walk.schemas);
  if (--walk.partsLeft < 0) return { ...describe(merged), isCut: true };
  return withParts(describe(merged), merged, walk);
}

function viewNamed(name: string, schema: SchemaObject, walk: Walk): SchemaView {
  const target = lookUpSchema(schema, walk.schemas);
  const { $ref: _, ...beside } = schema;
  if (target === undefined) return { ...describe(beside), label: name, ref: name, isCut: true };
  if (walk.open.includes(name) || walk.open.length >= walk.maxDepth || walk.partsLeft <= 0) {
    const merged = typeof target === 'boolean' ? beside : mergeAllOf({ ...target, ...beside }, walk.schemas);
    const isOpenable =
      merged.$ref !== undefined ||
      typesOf(merged).some((type) => type === 'object' || type === 'array') ||
      hasVariants(merged);
    return { ...describe(merged), label: labelOf(merged, name), ref: name, isCut: isOpenable };
  }
  walk.open.push(name);
  const seen = view(typeof target === 'boolean' ? target : { ...target, ...beside }, walk);
  walk.open.pop();
  return { ...seen, label: labelOf(typeof target === 'boolean' ? {} : target, name, seen), ref: name };
}

function hasVariants(schema: SchemaObject): boolean {
  return (schema.oneOf ?? schema.anyOf ?? []).length > 0;
}

function nullableVariant(schema: SchemaObject): ApiSchema | undefined {
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants?.length !== 2 || schema.properties || schema.allOf) return undefined;
  const others = variants.filter((variant) => !isNullSchema(variant));
  return others.length === 1 ? others[0] : undefined;
}

function viewNullable(schema: SchemaObject, variant: ApiSchema, walk: Walk): SchemaView {
  const inner = view(variant, walk);
  const label = inner.isNullable ? inner.label : `${inner.label} or null`;
  const outer = describe(schema);
  return {
    ...inner,
    label,
    isNullable: true,
    title: outer.title || inner.title,
    description: outer.description || inner.description,
    isDeprecated: outer.isDeprecated || inner.isDeprecated,
    isReadOnly: outer.isReadOnly || inner.isReadOnly,
    isWriteOnly: outer.isWriteOnly || inner.isWriteOnly,
  };
}

function withParts(seen: SchemaView, schema: SchemaObject, walk: Walk): SchemaView {
  const required = new Set(schema.required ?? []);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    seen.fields.push({ name, required: required.has(name), schema: view(property, walk) });
  }
  const additional = schema.additionalProperties;
  if (typeof additional === 'object' && Object.keys(additional).length > 0)
    seen.additional = view(additional, walk);
  if (schema.items !== undefined) seen.items = view(schema.items, walk);
  else if (schema.prefixItems) seen.items = view({ anyOf: schema.prefixItems }, walk);
  if (seen.items) seen.label = withNull(`array of ${seen.items.label}`, seen.isNullable);
  const kind = schema.oneOf?.length ? 'oneOf' : 'anyOf';
  const options = schema[kind];
  if (options && options.length > 0) {
    seen.variants = { kind, options: options.map((option) => view(option, walk)) };
    if (schema.discriminator) seen.variants.discriminator = schema.discriminator.propertyName;
    if (typesOf(schema).length === 0) seen.label = kind === 'oneOf' ? 'one of' : 'any of';
  }
  return seen;
}

function describe(schema: SchemaObject): SchemaView {
  const isNullable = Array.isArray(schema.type) && schema.type.includes('null');
  const seen: SchemaView = {
    ...emptyView(),
    label: withNull(typeLabel(schema), isNullable),
    title: schema.title ?? '',
    description: schema.description ?? '',
    isNullable,
    isDeprecated: schema.deprecated === true,
    isReadOnly: schema.readOnly === true,
    isWriteOnly: schema.writeOnly === true,
    constraints: describeConstraints(schema),
    enum: (schema.const === undefined ? (schema.enum ?? []) : [schema.const]).map((value) =>
      JSON.stringify(value),
    ),
    examples: (schema.examples ?? []).slice(0, 5).map((value) => JSON.stringify(value)),
  };
  if (schema.default !== undefined) seen.default = JSON.stringify(schema.default);
  return seen;
}

function typeLabel(schema: SchemaObject): string {
  if (isNullSchema(schema)) return 'null';
  const types = typesOf(schema);
  if (types.length === 0) return schema.enum || schema.const !== undefined ? 'enum' : 'any';
  const format = typeof schema.format === 'string' && types.length === 1 ? ` (${schema.format})` : '';
  return types.join(' or ') + format;
}

function labelOf(schema: SchemaObject, name: string, seen?: SchemaView): string {
  const types = typesOf(schema);
  const isScalar = types.length > 0 && !types.includes('object') && !types.includes('array');
  const isNullable = seen?.isNullable ?? (Array.isArray(schema.type) && schema.type.includes('null'));
  if (isScalar) return withNull(typeLabel(schema), isNullable);
  return withNull(name, isNullable);
}

function withNull(label: string, isNullable: boolean): string {
  return isNullable && label !== 'null' ? `${label} or null` : label;
}

function emptyView(): SchemaView {
  return {
    label: 'any',
    title: '',
    description: '',
    isNullable: false,
    isDeprecated: false,
    isReadOnly: false,
    isWriteOnly: false,
    constraints: [],
    enum: [],
    examples: [],
    fields: [],
    isCut: false,
  };
}
