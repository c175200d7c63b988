import type { ApiSchema, SchemaObject } from './imported-api.ts';
import { sampleNumber, sampleString } from './samples/sample-scalar.ts';
import { isNullSchema, lookUpSchema, typesOf } from './schemas/look-up-schema.ts';
import { isObject, setOwn } from './text/json-value.ts';

export type ExampleOptions = {
  /** Leaves out what the other direction is for: read-only fields in a request, write-only ones in a response. */
  direction?: 'request' | 'response';
  /** Objects and lists inside each other. Default 8. */
  maxDepth?: number;
  /** Values in the whole example. Default 1,000. */
  maxValues?: number;
};

type Walk = {
  schemas: Record<string, ApiSchema>;
  direction: ExampleOptions['direction'];
  maxDepth: number;
  valuesLeft: number;
  /** Named schemas that are being written, to cut recursion. */
  open: Set<ApiSchema>;
};

/** A sample JSON value: the schema's own example, default or first enum value where it has one, else made up. */
export function exampleFromSchema(
  schema: ApiSchema,
  schemas: Record<string, ApiSchema>,
  options: ExampleOptions = {},
): unknown {
  const { direction, maxDepth = 8, maxValues = 1000 } = options;
  const walk: Walk = { schemas, direction, maxDepth, valuesLeft: maxValues, open: new Set() };
  const value = sample(schema, walk, 0);
  return value === undefined ? null : value;
}

function sample(schema: ApiSchema, walk: Walk, depth: number): unknown {
  if (schema === false || --walk.valuesLeft < 0) return undefined;
  if (schema === true) return 'any';
  const own = ownExample(schema);
  if (own !== undefined) return own;
  if (schema.$ref !== undefined) return sampleReference(schema, walk, depth);
  if (schema.allOf) return sampleAll(schema, walk, depth);
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants && variants.length > 0) return sampleVariant(schema, variants, walk, depth);
  return sampleType(schema, walk, depth);
}

function ownExample(schema: SchemaObject): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.examples && schema.examples.length > 0) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  return schema.enum?.find((value) => value !== null) ?? schema.enum?.[0];
}

function sampleReference(schema: SchemaObject, walk: Walk, depth: number): unknown {
  const target = lookUpSchema(schema, walk.schemas);
  if (target === undefined || walk.open.has(target)) return undefined;
  walk.open.add(target);
  const value = sample(target, walk, depth);
  walk.open.delete(target);
  return value;
}

function sampleAll(schema: SchemaObject, walk: Walk, depth: number): unknown {
  const { allOf, ...rest } = schema;
  const values = [...(allOf ?? []), rest].map((part) => sample(part, walk, depth));
  const objects = values.filter(isObject);
  if (objects.length === 0) return values.find((value) => value !== undefined && value !== 'any');
  const merged: Record<string, unknown> = {};
  for (const object of objects) for (const [key, value] of Object.entries(object)) setOwn(merged, key, value);
  return merged;
}

function sampleVariant(schema: SchemaObject, variants: ApiSchema[], walk: Walk, depth: number): unknown {
  const chosen = variants.find((variant) => !isNullSchema(variant)) ?? variants[0] ?? true;
  const value = sample(chosen, walk, depth);
  if (!schema.properties || !isObject(value)) return value;
  const around = sampleObject(schema, walk, depth);
  return isObject(around) ? { ...around, ...value } : value;
}

function sampleType(schema: SchemaObject, walk: Walk, depth: number): unknown {
  if (isNullSchema(schema)) return null;
  switch (typesOf(schema)[0]) {
    case 'object':
      return sampleObject(schema, walk, depth);
    case 'array':
      return sampleArray(schema, walk, depth);
    case 'string':
      return sampleString(schema);
    case 'integer':
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return true;
    default:
      return 'any';
  }
}

function sampleObject(schema: SchemaObject, walk: Walk, depth: number): unknown {
  const object: Record<string, unknown> = {};
  if (depth >= walk.maxDepth) return object;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (isOtherDirection(property, walk)) continue;
    const value = sample(property, walk, depth + 1);
    if (value !== undefined) setOwn(object, name, value);
  }
  const extra = schema.additionalProperties;
  if (isObject(extra) && Object.keys(extra).length > 0 && Object.keys(object).length === 0) {
    const value = sample(extra as SchemaObject, walk, depth + 1);
    if (value !== undefined) object.key = value;
  }
  return object;
}

function isOtherDirection(property: ApiSchema, walk: Walk): boolean {
  if (typeof property === 'boolean') return false;
  if (walk.direction === 'request') return property.readOnly === true;
  return walk.direction === 'response' && property.writeOnly === true;
}

function sampleArray(schema: SchemaObject, walk: Walk, depth: number): unknown {
  if (depth >= walk.maxDepth) return [];
  if (schema.prefixItems) return schema.prefixItems.map((item) => sample(item, walk, depth + 1) ?? null);
  const item = sample(schema.items ?? true, walk, depth + 1);
  return item === undefined ? [] : [item];
}
