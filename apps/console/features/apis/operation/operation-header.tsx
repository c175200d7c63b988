import type { Api, ApiVersion, Operation } from '@tollgate/contract/apis';
import { Badge } from '@tollgate/ui/data/badge';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import { paths } from '../../../shell/paths.ts';

type OperationHeaderProps = { api: Api; version: ApiVersion; operation: Operation; currentHref: string };

/** Method, path and tabs of an operation's pages. */
export function OperationHeader({ api, version, operation, currentHref }: OperationHeaderProps) {
  return (
    <PageHeader
      title={`${operation.method} ${operation.path}`}
      badge={operation.isDeprecated ? <Badge tone="warning">deprecated</Badge> : null}
      description={operation.summary}
      breadcrumbs={[
        { label: 'APIs', href: paths.apis() },
        { label: api.name, href: paths.api(api.id) },
        { label: version.version, href: paths.apiVersion(api.id, version.id) },
        { label: operation.operationId },
      ]}
      tabs={
        <LinkTabs
          label="Operation"
          currentHref={currentHref}
          tabs={[
            { label: 'Effective policies', href: paths.operation(api.id, version.id, operation.id) },
            { label: 'Route', href: paths.operationRoute(api.id, version.id, operation.id) },
            { label: 'Policies', href: paths.operationPolicies(api.id, version.id, operation.id) },
          ]}
        />
      }
    />
  );
}
