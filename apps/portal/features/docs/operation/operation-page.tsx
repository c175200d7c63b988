import type { CatalogOperationLine } from '@tollgate/contract/catalog';
import { codeSamples } from '@tollgate/openapi/code-samples';
import { renderMarkdown } from '@tollgate/openapi/render-markdown';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { CopyButton } from '@tollgate/ui/copy/copy-button';
import { Badge } from '@tollgate/ui/data/badge';
import { Alert } from '@tollgate/ui/feedback/alert';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { AppLink, TextLink } from '@tollgate/ui/link';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Metadata } from 'next';
import { getPaths } from '../../../server/address/tenant.ts';
import type { DocsParams } from '../../../shell/docs-params.ts';
import type { DocsAt, PortalPaths } from '../../../shell/paths.ts';
import { Prose } from '../../../shell/prose.tsx';
import { CREDENTIAL_OF } from '../authentication/method-words.ts';
import { tryFields } from '../try-it/try-fields.ts';
import { RequestBody, Responses } from './bodies.tsx';
import { CallPanel } from './call-panel.tsx';
import { Parameters } from './parameters.tsx';
import { readOperationAt } from './read-operation.ts';

/** Title and description of an operation's page. */
export async function describeOperation(params: DocsParams, operationId: string): Promise<Metadata> {
  const { detail, api } = await readOperationAt(params, operationId);
  return {
    title: `${detail.summary || operationId} · ${api.apiName}`,
    description: detail.description.slice(0, 200),
  };
}

/** One operation: what it does, takes and answers, with samples and a way to try it. */
export async function OperationPage({ params, operationId }: { params: DocsParams; operationId: string }) {
  const [shown, paths] = await Promise.all([readOperationAt(params, operationId), getPaths()]);
  const { where, detail, schemas, api } = shown;
  const tag = detail.tags[0];
  const hrefOf = (name: string) => paths.schema(where, name);
  return (
    <article>
      <PageHeader
        breadcrumbs={[
          { label: 'Docs', href: paths.docs(where) },
          ...(tag ? [{ label: tag, href: paths.docs(where, { tag }) }] : []),
        ]}
        title={detail.summary || operationId}
        badge={detail.deprecated ? <Badge tone="warning">Deprecated</Badge> : undefined}
      />
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <div className="flex min-w-0 flex-col gap-4">
            <Address method={detail.method} baseUrl={api.baseUrl} path={detail.path} />
            {detail.deprecated ? (
              <Alert tone="warning" title="This operation is deprecated">
                Do not build anything new on it.
              </Alert>
            ) : null}
            {detail.description ? (
              <Prose html={renderMarkdown(detail.description)} className="max-w-prose" />
            ) : null}
            {detail.externalDocs ? (
              <p className="text-ui">
                <TextLink href={detail.externalDocs.url} rel="nofollow noopener">
                  {detail.externalDocs.description || 'More about it'}
                </TextLink>
              </p>
            ) : null}
          </div>
          <Parameters parameters={detail.parameters} schemas={schemas} hrefOf={hrefOf} />
          <RequestBody body={detail.requestBody} schemas={schemas} hrefOf={hrefOf} />
          <Responses responses={detail.responses} schemas={schemas} hrefOf={hrefOf} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-20 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto">
          <CallPanel
            key={operationId}
            ways={api.methods.map((method) => ({
              method,
              samples: codeSamples(detail, schemas, {
                baseUrl: api.baseUrl,
                credential: CREDENTIAL_OF[method.kind],
              }),
            }))}
            tried={{ where, method: detail.method, path: detail.path, ...tryFields(detail, schemas) }}
          />
        </div>
      </div>
      <Neighbours previous={shown.previous} next={shown.next} where={where} paths={paths} />
    </article>
  );
}

function Address({ method, baseUrl, path }: { method: string; baseUrl: string; path: string }) {
  return (
    <div className="flex min-w-0 items-center gap-1 rounded-lg border bg-surface py-1 pr-1 pl-3">
      <MethodBadge method={method} />
      <code title={baseUrl} className="min-w-0 flex-1 break-all py-1 font-mono text-xs">
        {path}
      </code>
      <CopyButton text={`${baseUrl}${path}`} label="Copy the address" />
    </div>
  );
}

type NeighboursProps = {
  previous: CatalogOperationLine | null;
  next: CatalogOperationLine | null;
  where: DocsAt;
  paths: PortalPaths;
};

function Neighbours({ previous, next, where, paths }: NeighboursProps) {
  const lineClass =
    'flex min-w-0 items-center gap-2 rounded-lg border bg-surface px-4 py-3 text-ui hover:border-line-strong';
  return (
    <nav aria-label="Neighbours" className="mt-10 grid gap-3 border-t pt-6 sm:grid-cols-2">
      {previous ? (
        <AppLink href={paths.operation(where, previous.operationId)} className={lineClass}>
          <ArrowLeft aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          <span className="truncate">{previous.summary || previous.operationId}</span>
        </AppLink>
      ) : (
        <span />
      )}
      {next ? (
        <AppLink href={paths.operation(where, next.operationId)} className={`${lineClass} justify-end`}>
          <span className="truncate">{next.summary || next.operationId}</span>
          <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
        </AppLink>
      ) : null}
    </nav>
  );
}
