import type { ApiVersion } from '@tollgate/contract/apis';
import { getApi } from '@tollgate/services/apis/get-api';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatNumber } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Stack } from '@tollgate/ui/layout/stack';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { ApiHeader } from './api-header.tsx';
import { LIFECYCLE_TONES } from './lifecycle-tones.ts';

const columns: TableColumn<ApiVersion>[] = [
  { id: 'version', header: 'Version', cell: (version) => version.version },
  {
    id: 'status',
    header: 'Status',
    cell: (version) => <StatusBadge tone={LIFECYCLE_TONES[version.status]}>{version.status}</StatusBadge>,
  },
  {
    id: 'address',
    header: 'Address at the gateway',
    cell: (version) => <code className="break-all font-mono text-xs">{version.gatewayUrl}</code>,
  },
  {
    id: 'operations',
    header: 'Operations',
    align: 'end',
    cell: (version) => formatNumber(version.operationCount),
  },
  {
    id: 'openapi',
    header: 'OpenAPI',
    isWideOnly: true,
    cell: (version) => version.openapiVersion,
  },
  { id: 'createdAt', header: 'Imported', cell: (version) => <RelativeTime at={version.createdAt} /> },
];

/** One API with its versions. */
export async function ApiPage({ apiId }: { apiId: string }) {
  const api = await load((ctx) => getApi(ctx, { apiId }));
  return (
    <>
      <ApiHeader api={api} currentHref={paths.api(api.id)} />
      <Stack gap="lg">
        <DataTable
          label="Versions"
          isFramed
          narrow="cards"
          columns={columns}
          rows={api.versions}
          getRowId={(version) => version.id}
          getRowHref={(version) => paths.apiVersion(api.id, version.id)}
          emptyState={<EmptyState title="No versions">Import a document to make the first one.</EmptyState>}
        />
        {api.description ? (
          <Card title="Description">
            <p className="max-w-prose whitespace-pre-line break-words text-ink-muted">
              {withoutLineBreaks(api.description)}
            </p>
          </Card>
        ) : null}
      </Stack>
    </>
  );
}

/** Paragraphs stay; line breaks inside them, which documents have at any width, go. */
function withoutLineBreaks(text: string): string {
  return text.replace(/([^\n])\n(?=[^\n\s*+-])/g, '$1 ');
}
