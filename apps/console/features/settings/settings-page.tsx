import { portalAddress } from '@tollgate/services/context/portal-address';
import { getTenant } from '@tollgate/services/tenants/get-tenant';
import { CopyField } from '@tollgate/ui/copy/copy-field';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { SaveForm } from '../../shell/forms/save-form.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { saveTenant } from './actions.ts';
import { SettingsHeader } from './settings-header.tsx';

/** The tenant itself: its name, currency and addresses. */
export async function SettingsPage() {
  const { role } = await requireSession();
  const { tenant, settings } = await load(async (ctx) => ({
    tenant: await getTenant(ctx),
    settings: ctx.settings,
  }));
  return (
    <>
      <SettingsHeader currentHref={paths.settings()} />
      <Stack gap="lg">
        <Card title="Tenant">
          <SaveForm
            action={saveTenant}
            disabledReason={refusalFor(role, 'admin')}
            initialValues={{
              name: tenant.name,
              currency: tenant.currency,
              hosts: tenant.hosts.join('\n'),
            }}
          >
            <Field name="name" label="Name" hint="Developers see it on your portal and invoices." isRequired>
              <Input maxLength={80} />
            </Field>
            <Field
              name="currency"
              label="Currency of new plans"
              hint="ISO 4217, such as USD or EUR."
              isRequired
            >
              <Input maxLength={3} className="w-28 uppercase" />
            </Field>
            <Field
              name="hosts"
              label="Own host names"
              hint="One a line, such as api.example.com. Point them to the gateway; traffic is then routed by host."
              isOptional
            >
              <Textarea rows={3} isCode />
            </Field>
          </SaveForm>
        </Card>
        <Card title="Addresses" description="These follow from the short name and do not change.">
          <Stack>
            <KeyValue
              items={[
                { label: 'Short name', value: <code className="font-mono text-xs">{tenant.slug}</code> },
                { label: 'Id', value: <code className="font-mono text-xs">{tenant.id}</code> },
              ]}
            />
            <CopyField label="Developer portal" value={portalAddress(settings, tenant.slug)} />
            <CopyField label="Management API" value={`${settings.apiUrl}/v1`} />
          </Stack>
        </Card>
      </Stack>
    </>
  );
}
