import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Plus } from 'lucide-react';
import { FormDialog } from '../../../shell/forms/form-dialog.tsx';
import { issueClient } from './actions.ts';

/** A button that makes an OAuth client for a developer's app and shows its secret once. */
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
      initialValues={{ environment: 'live' }}
      secret={{
        label: 'Client secret',
        hint: 'Copy it now: it is shown this once and stored only as a hash. The client id is in the list.',
      }}
    >
      <input type="hidden" name="appId" value={appId} />
      <Field name="name" label="Name" isOptional>
        <Input autoComplete="off" />
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
