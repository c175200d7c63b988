import type { Client } from '@tollgate/contract/keys';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Select } from '@tollgate/ui/forms/select';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { FormDialog } from '../../../shell/forms/form-dialog.tsx';
import { endClient, renewSecret } from './actions.ts';

/** What can be done to a client that is not revoked. */
export function ClientActions({ client, refusal }: { client: Client; refusal: string | undefined }) {
  const name = client.name || client.id;
  return (
    <span className="flex justify-end gap-1">
      <FormDialog
        trigger={
          <Button size="sm" variant="ghost" disabledReason={refusal}>
            Rotate
          </Button>
        }
        title={`Rotate the secret of ${name}`}
        description="Tokens stay valid until they expire."
        action={renewSecret}
        submitLabel="Rotate secret"
        initialValues={{ overlapSeconds: '86400' }}
        secret={{
          label: 'Client secret',
          hint: 'Copy it now: it is shown this once.',
        }}
      >
        <input type="hidden" name="clientId" value={client.id} />
        <Field name="overlapSeconds" label="The old secret works for">
          <Select
            options={[
              { value: '3600', label: 'an hour' },
              { value: '86400', label: 'a day' },
              { value: '604800', label: 'a week' },
              { value: '0', label: 'no longer' },
            ]}
          />
        </Field>
      </FormDialog>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost" disabledReason={refusal}>
            Revoke
          </Button>
        }
        title={`Revoke client ${name}?`}
        confirmLabel="Revoke client"
        onConfirm={endClient.bind(null, client.id)}
      >
        Within a second its tokens and signatures are refused with 401. This cannot be undone.
      </ConfirmDialog>
    </span>
  );
}
