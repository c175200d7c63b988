import type { Api, ApiVersion } from '@tollgate/contract/apis';
import { CopyButton } from '@tollgate/ui/copy/copy-button';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import { paths } from '../../../shell/paths.ts';
import { LIFECYCLE_TONES } from '../lifecycle-tones.ts';

type VersionHeaderProps = { api: Api; version: ApiVersion; currentHref: string };

/** Name, state, address and tabs of an API version's pages. */
export function VersionHeader({ api, version, currentHref }: VersionHeaderProps) {
  return (
    <PageHeader
      title={`${api.name} ${version.version}`}
      badge={<StatusBadge tone={LIFECYCLE_TONES[version.status]}>{version.status}</StatusBadge>}
      description={
        <span className="inline-flex max-w-full items-center gap-1">
          <code className="break-all font-mono text-xs">{version.gatewayUrl}</code>
          <CopyButton text={version.gatewayUrl} label="Copy address" />
        </span>
      }
      breadcrumbs={[
        { label: 'APIs', href: paths.apis() },
        { label: api.name, href: paths.api(api.id) },
        { label: version.version },
      ]}
      tabs={
        <LinkTabs
          label="API version"
          currentHref={currentHref}
          tabs={[
            { label: 'Operations', href: paths.apiVersion(api.id, version.id) },
            { label: 'Upstream', href: paths.apiVersionUpstream(api.id, version.id) },
            { label: 'Routing', href: paths.apiVersionRouting(api.id, version.id) },
            { label: 'Policies', href: paths.apiVersionPolicies(api.id, version.id) },
            { label: 'Lifecycle', href: paths.apiVersionLifecycle(api.id, version.id) },
          ]}
        />
      }
    />
  );
}
