import type { DescribedOperation } from '@tollgate/policies/policy';
import type { ApiVersionRecord } from './entries.ts';

/** What the API's description says of each operation, by its id. Throws when it says nothing of one. */
export function describeOperations(record: ApiVersionRecord): ReadonlyMap<string, DescribedOperation> {
  const schemas = record.schemas ?? {};
  return new Map(
    record.operations.map(({ id, operationId, template, description }) => {
      if (!description) throw new Error(`operation ${operationId} comes without its description`);
      return [id, { template, description, schemas }];
    }),
  );
}
