import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Plus } from 'lucide-react';
import { FormDialog } from '../../../shell/forms/form-dialog.tsx';
import { issueClient } from './actions.ts';

/** A button that makes a client for a developer's app and shows its secret once. */
export function IssueClient({ appId, refusal }: { appId: string; refusal: string | undefined }) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" icon={<Plus />} disabledReason={refusal}>
          Issue client
        </Button>
      }
      title="Issue a client"
      description="On behalf of the developer, who sees its id in their list but not the secret."
      action={issueClient}
      submitLabel="Issue client"
      initialValues={{ environment: 'live', purpose: 'token' }}
      secret={{
        label: 'Client secret',
        hint: 'Copy it now: it is shown this once. The client id is in the list.',
      }}
    >
      <input type="hidden" name="appId" value={appId} />
      <Field name="name" label="Name" isOptional>
        <Input autoComplete="off" />
      </Field>
      <Field name="purpose" label="Used for">
        <Select
          options={[
            { value: 'token', label: 'tokens (OAuth 2.0)' },
            { value: 'signature', label: 'signatures (HMAC)' },
          ]}
        />
      </Field>
      <Field name="environment" label="Environment" hint="Only live usage is invoiced.">
        <Select
          options={[
            { value: 'live', label: 'live' },
            { value: 'test', label: 'test' },
          ]}
        />
      </Field>
    </FormDialog>
  );
}
