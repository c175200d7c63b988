import type { ApiSchema, SchemaObject } from '../imported-api.ts';
import { ownValue } from '../text/json-value.ts';
import { schemaNameOf } from './schema-ref.ts';

/** The schema that `$ref` names, or undefined when there is no `$ref` or nothing of that name. */
export function lookUpSchema(
  schema: SchemaObject,
  schemas: Record<string, ApiSchema>,
): ApiSchema | undefined {
  const name = schemaNameOf(schema.$ref);
  return name === undefined ? undefined : (ownValue(schemas, name) as ApiSchema | undefined);
}

/** The types a schema allows, null left out; guessed from its keywords when it names none. */
export function typesOf(schema: SchemaObject): string[] {
  if (schema.type !== undefined) {
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    return types.filter((type) => type !== 'null');
  }
  if (schema.properties || schema.additionalProperties !== undefined) return ['object'];
  if (schema.items !== undefined || schema.prefixItems) return ['array'];
  return [];
}

/** Whether a schema is nothing but null. */
export function isNullSchema(schema: ApiSchema): boolean {
  return typeof schema === 'object' && schema.type === 'null';
}
