import type { ApiSchema } from '@tollgate/openapi/imported-api';
import { type SchemaView, schemaView } from '@tollgate/openapi/schema-view';

/**
 * A schema opened as far as a page can carry: nested objects inside while they are few, else their names, which lead
 * to pages of their own. A page of thousands of fields is slow for everybody and read by nobody.
 */
export function boundedView(
  schema: ApiSchema,
  schemas: Record<string, ApiSchema>,
  mostFields: number,
): SchemaView {
  const deep = schemaView(schema, schemas, { maxDepth: 3, maxParts: mostFields * 2 });
  if (countFields(deep) <= mostFields) return deep;
  return schemaView(schema, schemas, { maxDepth: 1, maxParts: mostFields });
}

function countFields({ fields, items, additional, variants }: SchemaView): number {
  const inside = [items, additional, ...(variants?.options ?? [])].filter((view) => view !== undefined);
  const below = [...fields.map(({ schema }) => schema), ...inside].map(countFields);
  return below.reduce((sum, count) => sum + count, fields.length);
}
