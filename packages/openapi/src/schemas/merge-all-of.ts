import type { ApiSchema, SchemaObject } from '../imported-api.ts';
import { lookUpSchema } from './look-up-schema.ts';

const maxParts = 100;

/**
 * The schema with the parts of its `allOf` taken into it, those of named schemas included: fields and required
 * names are joined, for all else the outer schema goes first.
 */
export function mergeAllOf(schema: SchemaObject, schemas: Record<string, ApiSchema>): SchemaObject {
  if (!schema.allOf) return schema;
  const parts: SchemaObject[] = [];
  collectParts(schema, schemas, new Set(), parts);
  const properties = Object.assign({}, ...parts.map((part) => part.properties)) as SchemaObject['properties'];
  const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
  const merged: SchemaObject = Object.assign({}, ...parts);
  delete merged.allOf;
  delete merged.$ref;
  if (properties && Object.keys(properties).length > 0) merged.properties = properties;
  if (required.length > 0) merged.required = required;
  return merged;
}

/** Inner parts first, so that what stands outside comes last and wins. */
function collectParts(
  schema: SchemaObject,
  schemas: Record<string, ApiSchema>,
  seen: Set<ApiSchema>,
  parts: SchemaObject[],
): void {
  if (seen.has(schema) || seen.size >= maxParts) return;
  seen.add(schema);
  const inner = [lookUpSchema(schema, schemas), ...(schema.allOf ?? [])];
  for (const part of inner) if (typeof part === 'object') collectParts(part, schemas, seen, parts);
  parts.push(schema);
}
