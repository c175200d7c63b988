import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Switch } from '@tollgate/ui/forms/switch';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { Card } from '@tollgate/ui/layout/card';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { loadVersion } from '../version/load-version.ts';
import { VersionHeader } from '../version/version-header.tsx';
import { saveRouting } from './actions.ts';
import { PartSwitch } from './part-switch.tsx';
import { routingValues } from './routing-values.ts';
import { SelectionFields } from './selection-fields.tsx';

/** How requests come to a version, which path they are forwarded to, and which upstream takes how many of them. */
export async function RoutingPage({ apiId, versionId }: { apiId: string; versionId: string }) {
  const { role } = await requireSession();
  const { api, version } = await load((ctx) => loadVersion(ctx, { apiId, versionId }));
  const values = routingValues(version.routing, version.version);
  return (
    <>
      <VersionHeader api={api} version={version} currentHref={paths.apiVersionRouting(api.id, version.id)} />
      <Card
        title="Routing"
        description="An operation may have conditions and a path of its own: open it under Operations. Changes are live within a second."
      >
        <SaveForm
          action={saveRouting}
          disabledReason={refusalFor(role, 'editor')}
          initialValues={values.fields}
        >
          <input type="hidden" name="apiVersionId" value={version.id} />
          <Switch
            name="routing.keepsBasePath"
            label="Keep the base path"
            hint={`The upstream is asked for ${version.basePath}/… and not only for what follows it.`}
            defaultChecked={values.keepsBasePath}
          />
          <Field
            name="routing.stripPrefix"
            label="Take off a prefix"
            hint="Of the path after the base path, before it is forwarded."
            isOptional
          >
            <Input className="font-mono" placeholder="/internal" />
          </Field>
          <PartSwitch
            name="selection"
            label="Share the base path with other versions"
            hint={`Several versions of ${api.name} may have the base path ${version.basePath} when requests say which they mean.`}
            isOnAtFirst={values.on.includes('selection')}
          >
            <SelectionFields values={values} />
          </PartSwitch>
          <PartSwitch
            name="canary"
            label="Send a share of the apps to another upstream"
            hint="An app stays where it is; a larger share moves only as many as it must."
            isOnAtFirst={values.on.includes('canary')}
          >
            <CanaryFields />
          </PartSwitch>
          <PartSwitch
            name="mirror"
            label="Copy a share of the requests to another upstream"
            hint="Nobody waits for its answers, and nobody is billed for them. What it cannot take is not copied."
            isOnAtFirst={values.on.includes('mirror')}
          >
            <MirrorFields />
          </PartSwitch>
        </SaveForm>
      </Card>
    </>
  );
}

function CanaryFields() {
  return (
    <div className="grid gap-5 sm:grid-cols-[1fr_10rem]">
      <Field name="routing.canary.url" label="URL of the other upstream" isRequired>
        <Input type="url" placeholder="https://next.example.com/v1" />
      </Field>
      <Field name="routing.canary.percent" label="Share of the apps" isRequired>
        <NumberInput unit="%" />
      </Field>
    </div>
  );
}

function MirrorFields() {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field name="routing.mirror.url" label="URL of the mirror" className="sm:col-span-3" isRequired>
        <Input type="url" placeholder="https://shadow.example.com/v1" />
      </Field>
      <Field name="routing.mirror.percent" label="Share of the requests" isRequired>
        <NumberInput unit="%" />
      </Field>
      <Field name="routing.mirror.maxBodyBytes" label="Largest body that is copied" isRequired>
        <NumberInput unit="bytes" />
      </Field>
      <Field name="routing.mirror.maxInFlight" label="Under way at once, a worker" isRequired>
        <NumberInput />
      </Field>
    </div>
  );
}
