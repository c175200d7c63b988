import type { ApiImport } from '@tollgate/contract/apis';
import { apiImports } from '@tollgate/db/schema';
import { getTableColumns } from 'drizzle-orm';

const { document: _document, ...withoutDocument } = getTableColumns(apiImports);

/** Every column of an import but the document itself. */
export const API_IMPORT_COLUMNS = withoutDocument;

/** An import's row as the contract shows it. */
export function toApiImport(row: Omit<typeof apiImports.$inferSelect, 'document'>): ApiImport {
  return {
    id: row.id,
    status: row.status,
    step: row.step,
    done: row.done,
    total: row.total,
    source: row.source,
    problem: row.problem as ApiImport['problem'],
    apiId: row.apiId,
    apiVersionId: row.apiVersionId,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
