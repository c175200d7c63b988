import { z } from 'zod';

/** What usage can be grouped by. */
export const UsageDimension = z.enum([
  'product',
  'plan_version',
  'app',
  'subscription',
  'api_version',
  'operation',
  'key',
  'region',
  'status',
  'status_class',
  'problem',
]);
export type UsageDimension = z.infer<typeof UsageDimension>;

/** SQL text of a dimension's value; a closed list, since it becomes part of the query. */
export function dimensionSql(dimension: UsageDimension): string {
  if (dimension === 'status') return 'toString(status)';
  if (dimension === 'status_class') return "concat(toString(intDiv(status, 100)), 'xx')";
  return `toString(${dimension})`;
}
