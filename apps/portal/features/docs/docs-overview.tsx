import type { CatalogDocs, CatalogOperationLine } from '@tollgate/contract/catalog';
import { renderMarkdown } from '@tollgate/openapi/render-markdown';
import { getCatalogDocs } from '@tollgate/services/catalog/get-catalog-docs';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { CopyField } from '@tollgate/ui/copy/copy-field';
import { Badge } from '@tollgate/ui/data/badge';
import { formatDate } from '@tollgate/ui/data/format';
import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { AppLink } from '@tollgate/ui/link';
import { getPaths } from '../../server/address/tenant.ts';
import { loadPublic } from '../../server/load.ts';
import { type DocsParams, readDocsParams } from '../../shell/docs-params.ts';
import type { DocsAt, PortalPaths } from '../../shell/paths.ts';
import { Prose } from '../../shell/prose.tsx';
import { AuthenticationNote } from './authentication/authentication-note.tsx';

/** More operations than this are shown tag by tag. */
const MOST_ON_ONE_PAGE = 60;

/** What an API is, how to call it, and its operations by tag. */
export async function DocsOverview({ params, tag }: { params: DocsParams; tag: string | undefined }) {
  const where = readDocsParams(params);
  const at = { productSlug: where.product, apiSlug: where.api, version: where.version };
  const [docs, paths] = await Promise.all([loadPublic((reader) => getCatalogDocs(reader, at)), getPaths()]);
  const { api } = docs;
  return (
    <div className="max-w-4xl">
      <PageHeader
        breadcrumbs={[
          { label: 'APIs', href: paths.home() },
          { label: docs.product.name, href: paths.product(where.product) },
          { label: 'Docs', ...(tag ? { href: paths.docs(where) } : {}) },
          ...(tag ? [{ label: tag }] : []),
        ]}
        title={tag ?? api.title}
        badge={<Badge>{api.version}</Badge>}
        actions={
          <ButtonLink href={paths.subscribe(where.product)} variant="primary">
            Get a key
          </ButtonLink>
        }
      />
      <LifecycleAlert api={api} />
      {tag ? null : (
        <div className="mb-8 flex flex-col gap-6">
          {api.description ? <Prose html={renderMarkdown(api.description)} className="max-w-prose" /> : null}
          <CopyField label="Base URL" value={api.baseUrl} />
          <AuthenticationNote methods={api.methods} />
        </div>
      )}
      <Operations docs={docs} tag={tag} where={where} paths={paths} />
    </div>
  );
}

function LifecycleAlert({ api }: { api: CatalogDocs['api'] }) {
  if (api.status === 'active') return null;
  const until = api.sunsetAt ? ` It works until ${formatDate(api.sunsetAt)}.` : '';
  return (
    <Alert tone="warning" title={`This version is ${api.status}.${until}`} className="mb-6">
      Look for a newer version on the product’s page.
    </Alert>
  );
}

type OperationsProps = { docs: CatalogDocs; tag: string | undefined; where: DocsAt; paths: PortalPaths };

function Operations({ docs, tag, where, paths }: OperationsProps) {
  const groups = groupByTag(docs.operations);
  if (docs.operations.length === 0) {
    return <EmptyState title="There is no operation here">This version has nothing to call yet.</EmptyState>;
  }
  const isShort = docs.operations.length <= MOST_ON_ONE_PAGE;
  if (tag === undefined && !isShort) {
    const [start] = groups;
    return (
      <>
        {start ? <OperationGroup name={start[0]} lines={start[1]} where={where} paths={paths} /> : null}
        <h2 className="mb-2 font-semibold text-base">All {groups.length} tags</h2>
        <ul className="grid gap-2 sm:grid-cols-2">
          {groups.map(([name, lines]) => (
            <li key={name}>
              <AppLink
                href={paths.docs(where, { tag: name })}
                className="flex justify-between gap-3 rounded-lg border bg-surface px-4 py-3 hover:border-line-strong"
              >
                <span className="min-w-0 break-words font-medium">{name}</span>
                <span className="text-ink-muted tabular-nums">{lines.length}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      </>
    );
  }
  return groups
    .filter(([name]) => tag === undefined || name === tag)
    .map(([name, lines]) => (
      <OperationGroup
        key={name}
        name={name}
        lines={lines}
        where={where}
        paths={paths}
        isHeadless={tag !== undefined}
      />
    ));
}

type OperationGroupProps = {
  name: string;
  lines: CatalogOperationLine[];
  where: DocsAt;
  paths: PortalPaths;
  /** The page's own title says the name already. */
  isHeadless?: boolean;
};

function OperationGroup({ name, lines, where, paths, isHeadless }: OperationGroupProps) {
  return (
    <section aria-label={name} className="mb-8">
      {isHeadless ? null : <h2 className="mb-2 font-semibold text-base">{name}</h2>}
      <ul className="divide-y divide-line rounded-lg border bg-surface">
        {lines.map((line) => (
          <li key={line.operationId}>
            <AppLink
              href={paths.operation(where, line.operationId)}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-hover touch:py-3"
            >
              <MethodBadge method={line.method} />
              <code className="min-w-0 break-all font-mono text-xs">{line.path}</code>
              <span className="ml-auto text-ink-muted text-ui">{line.summary}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function groupByTag(operations: CatalogOperationLine[]): [string, CatalogOperationLine[]][] {
  const groups = new Map<string, CatalogOperationLine[]>();
  for (const line of operations) {
    const name = line.tags[0] ?? 'Other';
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups];
}
