import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Plus } from 'lucide-react';
import { FormDialog } from '../../../shell/forms/form-dialog.tsx';
import { registerCertificate } from './actions.ts';

/** A button that registers a certificate for a developer's app. */
export function RegisterCertificate({ appId, refusal }: { appId: string; refusal: string | undefined }) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" icon={<Plus />} disabledReason={refusal}>
          Register certificate
        </Button>
      }
      title="Register a certificate"
      description="Make sure that it is this developer’s: who has its key calls as this app."
      action={registerCertificate}
      submitLabel="Register certificate"
      initialValues={{ environment: 'live' }}
    >
      <input type="hidden" name="appId" value={appId} />
      <Field
        name="certificate"
        label="Certificate"
        hint="In PEM, without its key; or its SHA-256 fingerprint."
        isRequired
      >
        <Textarea isCode rows={6} spellCheck={false} autoComplete="off" />
      </Field>
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
