import type { Operation } from '@tollgate/contract/apis';
import { operations } from '@tollgate/db/schema';
import type { OperationRoute } from '@tollgate/domain/routing/operation-route';

/** The columns that the contract shows of an operation. */
export const OPERATION_COLUMNS = {
  id: operations.id,
  apiVersionId: operations.apiVersionId,
  operationId: operations.operationId,
  method: operations.method,
  path: operations.pathTemplate,
  summary: operations.summary,
  tags: operations.tags,
  isDeprecated: operations.isDeprecated,
  isInternal: operations.isInternal,
  route: operations.route,
};
export type OperationRow = Omit<Operation, 'match' | 'rewrite'> & { route: OperationRoute | null };

/** An operation's row as the contract shows it. */
export function toOperation(row: OperationRow): Operation {
  const { route, id, apiVersionId, operationId, method, path, summary, tags, isDeprecated, isInternal } = row;
  return {
    ...{ id, apiVersionId, operationId, method, path, summary, tags, isDeprecated, isInternal },
    match: route?.match ?? [],
    rewrite: route?.rewrite ?? null,
  };
}
