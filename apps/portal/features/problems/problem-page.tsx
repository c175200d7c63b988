import { renderInlineMarkdown } from '@tollgate/openapi/render-markdown';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { JsonView } from '@tollgate/ui/code/json-view';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { notFound } from 'next/navigation';
import { getPaths, requireTenant } from '../../server/address/tenant.ts';
import { getApiUrl } from '../../server/config.ts';
import { Prose } from '../../shell/prose.tsx';
import { explainProblem } from './problem-texts.ts';

/** One code: what it means, what leads to it, and what to do. */
export async function ProblemPage({ code }: { code: string }) {
  await requireTenant();
  const paths = await getPaths();
  const { status, title, meaning, causes, mend, example } = explainProblem(code, getApiUrl()) ?? notFound();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Error codes', href: paths.problems() }, { label: code }]}
        title={title}
        badge={<HttpStatus status={status} />}
      />
      <Prose html={renderInlineMarkdown(meaning)} className="-mt-3 mb-6 max-w-prose text-ink-muted" />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <Card title="What to do">
            <ol className="flex list-decimal flex-col gap-2 pl-5">
              {mend.map((step) => (
                <li key={step}>
                  <Prose html={renderInlineMarkdown(step)} />
                </li>
              ))}
            </ol>
          </Card>
          <Card title="Typical causes">
            <ul className="flex list-disc flex-col gap-2 pl-5">
              {causes.map((cause) => (
                <li key={cause}>
                  <Prose html={renderInlineMarkdown(cause)} />
                </li>
              ))}
            </ul>
          </Card>
        </div>
        <JsonView title="An answer" value={example} isWrapped />
      </div>
    </>
  );
}
