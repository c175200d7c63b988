import { HttpStatus } from '@tollgate/ui/code/http-status';
import { JsonView } from '@tollgate/ui/code/json-view';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { notFound } from 'next/navigation';
import { getPaths } from '../../server/tenant.ts';
import { explainProblem } from './problem-texts.ts';

/** One code: what it means, and what to do. */
export async function ProblemPage({ code }: { code: string }) {
  const paths = await getPaths();
  const problem = explainProblem(code) ?? notFound();
  const { status, title, summary, steps } = problem;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Error codes', href: paths.problems() }, { label: code }]}
        title={title}
        badge={<HttpStatus status={status} />}
        description={summary}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="What to do">
          <ol className="flex list-decimal flex-col gap-2 pl-5">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Card>
        <JsonView title={`HTTP ${status}, application/problem+json`} value={{ title, status, code }} />
      </div>
    </>
  );
}
