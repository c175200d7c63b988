import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Plus } from 'lucide-react';
import { FormDialog } from '../../shell/forms/form-dialog.tsx';
import { issueKey } from './actions.ts';

/** A button that issues a key for a developer's app and shows it once. */
export function IssueKey({ appId, refusal }: { appId: string; refusal: string | undefined }) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" icon={<Plus />} disabledReason={refusal}>
          Issue key
        </Button>
      }
      title="Issue a key"
      description="On behalf of the developer, who sees it in their list but not the key itself."
      action={issueKey}
      submitLabel="Issue key"
      initialValues={{ environment: 'live' }}
      secret={{ label: 'API key', hint: 'Copy it now: it is shown this once and stored only as a hash.' }}
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
      <Field name="expiresAt" label="Last day" hint="It works until the end of this day (UTC)." isOptional>
        <Input type="date" />
      </Field>
    </FormDialog>
  );
}
