import type { ApiVersion } from '@tollgate/contract/apis';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { formatDate } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Card } from '@tollgate/ui/layout/card';
import { Row, Stack } from '@tollgate/ui/layout/stack';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { FormDialog } from '../../../shell/forms/form-dialog.tsx';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { deprecateVersion, reactivateVersion, retireVersion } from '../actions.ts';
import { LIFECYCLE_TONES } from '../lifecycle-tones.ts';
import { loadVersion } from './load-version.ts';
import { VersionHeader } from './version-header.tsx';

/** Announcing the end of a version, and ending it. */
export async function LifecyclePage({ apiId, versionId }: { apiId: string; versionId: string }) {
  const { role } = await requireSession();
  const { api, version } = await load((ctx) => loadVersion(ctx, { apiId, versionId }));
  const refusal = refusalFor(role, 'editor');
  return (
    <>
      <VersionHeader
        api={api}
        version={version}
        currentHref={paths.apiVersionLifecycle(api.id, version.id)}
      />
      <Card
        title="Lifecycle"
        description="A deprecated version goes on working; its answers carry Deprecation and Sunset headers. A retired one answers 410."
      >
        <Stack>
          <KeyValue
            items={[
              {
                label: 'Status',
                value: <StatusBadge tone={LIFECYCLE_TONES[version.status]}>{version.status}</StatusBadge>,
              },
              { label: 'Deprecated on', value: formatDate(version.deprecatedAt) },
              { label: 'Ends on', value: formatDate(version.sunsetAt) },
            ]}
          />
          <Row>
            {version.status === 'retired' ? null : <Deprecate version={version} refusal={refusal} />}
            {version.status === 'active' ? null : (
              <ConfirmDialog
                trigger={<Button disabledReason={refusal}>Make active again</Button>}
                title={`Make ${version.version} active again?`}
                confirmLabel="Make active"
                tone="default"
                onConfirm={reactivateVersion.bind(null, version.id)}
              >
                The announced dates are taken back.
              </ConfirmDialog>
            )}
            {version.status === 'retired' ? null : (
              <ConfirmDialog
                trigger={
                  <Button variant="danger" disabledReason={refusal}>
                    Retire
                  </Button>
                }
                title={`Retire ${api.name} ${version.version}?`}
                confirmLabel="Retire version"
                typeToConfirm={version.version}
                onConfirm={retireVersion.bind(null, version.id)}
              >
                Within a second every request to {version.basePath} is answered with 410 Gone. You can make
                the version active again.
              </ConfirmDialog>
            )}
          </Row>
        </Stack>
      </Card>
    </>
  );
}

function Deprecate({ version, refusal }: { version: ApiVersion; refusal: string | undefined }) {
  const isDeprecated = version.status === 'deprecated';
  return (
    <FormDialog
      trigger={<Button disabledReason={refusal}>{isDeprecated ? 'Change the end' : 'Deprecate'}</Button>}
      title={isDeprecated ? 'Change the end' : `Deprecate ${version.version}`}
      description="Developers see it in the docs, and programs in the headers of every answer."
      action={deprecateVersion}
      submitLabel={isDeprecated ? 'Save' : 'Deprecate'}
      initialValues={{ sunsetAt: version.sunsetAt?.slice(0, 10) ?? '' }}
    >
      <input type="hidden" name="apiVersionId" value={version.id} />
      <Field name="sunsetAt" label="Last day" hint="When it will stop answering (UTC)." isOptional>
        <Input type="date" />
      </Field>
    </FormDialog>
  );
}
