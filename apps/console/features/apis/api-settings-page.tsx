import { getApi } from '@tollgate/services/apis/get-api';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { DangerDialog } from '../../shell/forms/danger-dialog.tsx';
import { SaveForm } from '../../shell/forms/save-form.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { removeApi, saveApi } from './actions.ts';
import { ApiHeader } from './api-header.tsx';

/** Name and description of an API, and its removal. */
export async function ApiSettingsPage({ apiId }: { apiId: string }) {
  const { role } = await requireSession();
  const api = await load((ctx) => getApi(ctx, { apiId }));
  return (
    <>
      <ApiHeader api={api} currentHref={paths.apiSettings(api.id)} />
      <Stack gap="lg">
        <Card title="Name and description">
          <SaveForm
            action={saveApi}
            disabledReason={refusalFor(role, 'editor')}
            initialValues={{ name: api.name, description: api.description }}
          >
            <input type="hidden" name="apiId" value={api.id} />
            <Field name="name" label="Name" isRequired>
              <Input maxLength={100} />
            </Field>
            <Field name="description" label="Description" isOptional>
              <Textarea rows={6} />
            </Field>
          </SaveForm>
        </Card>
        <Card
          title="Remove this API"
          description="Removes all its versions from the gateway and the portal. Not possible while a product covers one of them."
        >
          <DangerDialog
            trigger={
              <Button variant="danger" disabledReason={refusalFor(role, 'admin')}>
                Remove API
              </Button>
            }
            title={`Remove ${api.name}?`}
            confirmLabel="Remove API"
            typeToConfirm={api.name}
            onConfirm={removeApi.bind(null, api.id)}
          >
            Requests to its addresses are answered with 404 from the next second on. This cannot be undone.
          </DangerDialog>
        </Card>
      </Stack>
    </>
  );
}
