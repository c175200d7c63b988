import type { ApiImport } from '@tollgate/contract/apis';
import { DataTable } from '@tollgate/ui/data/data-table';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Stack } from '@tollgate/ui/layout/stack';
import { paths } from '../../../shell/paths.ts';

type Problem = NonNullable<ApiImport['problem']>;
type ProblemError = Problem['errors'][number];

const columns: TableColumn<ProblemError>[] = [
  {
    id: 'location',
    header: 'Where',
    cell: (error) => <code className="break-all font-mono text-xs">{error.location || 'document'}</code>,
  },
  { id: 'message', header: 'What is wrong', cell: (error) => error.message },
  { id: 'fix', header: 'How to mend it', cell: (error) => error.fix ?? '–' },
];

/** Why a document was refused: every place, what is wrong there and how to mend it. */
export function ImportErrors({ problem }: { problem: Problem }) {
  return (
    <Stack>
      <Alert
        tone="danger"
        title={problem.title}
        action={<ButtonLink href={paths.apiImport()}>Import again</ButtonLink>}
      >
        {problem.detail} Nothing was stored.
      </Alert>
      {problem.errors.length > 0 ? (
        <DataTable
          label="Errors in the document"
          isFramed
          narrow="cards"
          columns={columns}
          rows={problem.errors}
          getRowId={(error) => `${error.location} ${error.message}`}
        />
      ) : null}
    </Stack>
  );
}
