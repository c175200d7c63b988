import type { SchemaObject } from '../imported-api.ts';
import { cleanJson } from '../text/clean-json.ts';
import { type JsonObject, ownValue } from '../text/json-value.ts';

/**
 * Puts the words of OpenAPI 3.0 into those of 3.1: `nullable` becomes a type, boolean exclusive bounds become
 * numbers, `example` becomes `examples`. Applied to 3.1 as well, where authors still write them.
 */
export function upgradeSchema(source: JsonObject, schema: SchemaObject): SchemaObject {
  upgradeBound(source, schema, 'minimum', 'exclusiveMinimum');
  upgradeBound(source, schema, 'maximum', 'exclusiveMaximum');
  const example = ownValue(source, 'example');
  if (example !== undefined && schema.examples === undefined) schema.examples = [cleanJson(example)];
  return ownValue(source, 'nullable') === true ? allowNull(schema) : schema;
}

function upgradeBound(
  source: JsonObject,
  schema: SchemaObject,
  bound: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): void {
  if (ownValue(source, exclusive) !== true || typeof schema[bound] !== 'number') return;
  schema[exclusive] = schema[bound];
  delete schema[bound];
}

function allowNull(schema: SchemaObject): SchemaObject {
  if (schema.enum && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  if (schema.type !== undefined) {
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    schema.type = types.includes('null') ? schema.type : [...types, 'null'];
    return schema;
  }
  const variants = schema.oneOf ? 'oneOf' : 'anyOf';
  if (schema[variants] && !schema.$ref && !schema.allOf) {
    schema[variants] = [...(schema[variants] ?? []), { type: 'null' }];
    return schema;
  }
  if (!schema.$ref && !schema.allOf) return schema;
  const {
    title,
    description,
    deprecated,
    readOnly,
    writeOnly,
    default: standard,
    examples,
    ...rest
  } = schema;
  const outside = { title, description, deprecated, readOnly, writeOnly, default: standard, examples };
  const wrapped: SchemaObject = { anyOf: [rest, { type: 'null' }] };
  for (const [keyword, value] of Object.entries(outside)) if (value !== undefined) wrapped[keyword] = value;
  return wrapped;
}
