import { HttpStatus } from '@tollgate/ui/code/http-status';
import { DataTable } from '@tollgate/ui/data/data-table';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { getPaths, requireTenant } from '../../server/address/tenant.ts';
import { allProblems } from './problem-texts.ts';

/** Every code an answer of the gateway can carry. */
export async function ProblemsPage() {
  const [paths, tenant] = await Promise.all([getPaths(), requireTenant()]);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: tenant.name, href: paths.home() }, { label: 'Error codes' }]}
        title="Error codes"
        description="When the gateway itself answers, the body is application/problem+json with one of these in code. Other errors come from the API and are in its docs."
      />
      <DataTable
        label="Error codes"
        isFramed
        narrow="cards"
        rows={allProblems()}
        getRowId={({ code }) => code}
        getRowHref={({ code }) => paths.problem(code)}
        columns={[
          {
            id: 'code',
            header: 'Code',
            cell: ({ code }) => <code className="font-mono text-xs">{code}</code>,
          },
          { id: 'status', header: 'Status', cell: ({ status }) => <HttpStatus status={status} /> },
          { id: 'title', header: 'Meaning', cell: ({ title }) => title },
        ]}
      />
    </>
  );
}
