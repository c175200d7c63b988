import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { saveUpstream } from '../actions.ts';
import { ProofCards } from '../upstream/proof-cards.tsx';
import { UpstreamLimits } from '../upstream/upstream-limits.tsx';
import { BalancingForm } from './balancing-form.tsx';
import { balancingValues } from './balancing-values.ts';
import { loadVersion } from './load-version.ts';
import { VersionHeader } from './version-header.tsx';
import { VersionProblems } from './version-problems.tsx';

const PROTOCOLS = [
  { value: 'http1', label: 'HTTP/1.1' },
  { value: 'h2', label: 'HTTP/2 over TLS (h2)' },
  { value: 'h2c', label: 'HTTP/2 without TLS (h2c)' },
];

/** Where a version's traffic enters and goes, and how long the gateway waits for it. */
export async function UpstreamPage({ apiId, versionId }: { apiId: string; versionId: string }) {
  const { role } = await requireSession();
  const { api, version } = await load((ctx) => loadVersion(ctx, { apiId, versionId }));
  const { upstream } = version;
  return (
    <>
      <VersionHeader api={api} version={version} currentHref={paths.apiVersionUpstream(api.id, version.id)} />
      <Stack gap="lg">
        <VersionProblems apiVersionId={version.id} />
        <Card
          title="Upstream"
          description="The path after the base path is added to the upstream’s URL. Changes are live within a second."
        >
          <SaveForm
            action={saveUpstream}
            disabledReason={refusalFor(role, 'editor')}
            initialValues={{
              basePath: version.basePath,
              upstreamUrl: upstream.url,
              upstreamProtocol: upstream.protocol,
              connectTimeoutMs: String(upstream.connectTimeoutMs),
              headTimeoutMs: String(upstream.headTimeoutMs),
              idleTimeoutMs: String(upstream.idleTimeoutMs),
              totalTimeoutMs: upstream.totalTimeoutMs === null ? '' : String(upstream.totalTimeoutMs),
              maxConnections: String(upstream.maxConnections),
              maxWaiting: String(upstream.maxWaiting),
              waitTimeoutMs: String(upstream.waitTimeoutMs),
              maxBodyBytes: String(version.maxBodyBytes / 1_048_576),
            }}
          >
            <input type="hidden" name="apiVersionId" value={version.id} />
            <Field name="basePath" label="Base path" hint="Where clients call this version." isRequired>
              <Input className="font-mono" />
            </Field>
            <Field name="upstreamUrl" label="Upstream URL" hint="Where requests are sent." isRequired>
              <Input type="url" />
            </Field>
            <Field name="upstreamProtocol" label="Protocol" hint="gRPC needs HTTP/2." isRequired>
              <Select options={PROTOCOLS} />
            </Field>
            <UpstreamLimits />
          </SaveForm>
        </Card>
        <ProofCards version={version} refusal={refusalFor(role, 'editor')} />
        <Card
          title="Targets and failures"
          description="Most upstreams are one address and need nothing here."
        >
          <BalancingForm
            apiVersionId={version.id}
            values={balancingValues(upstream.balancing)}
            refusal={refusalFor(role, 'editor')}
          />
        </Card>
      </Stack>
    </>
  );
}
