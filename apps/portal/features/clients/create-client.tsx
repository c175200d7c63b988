'use client';

import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { FormDialog } from '@tollgate/ui/overlay/form-dialog';
import { Plus } from 'lucide-react';
import { addClient } from './actions.ts';
import { NewSecret } from './new-secret.tsx';

/** Asks what the client is for, and then shows its secret once. */
export function CreateClient({ appId, tokenUrl }: { appId: string; tokenUrl: string }) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" icon={<Plus />}>
          Create client
        </Button>
      }
      title="Create a client"
      description="A client has a secret that does not travel with calls. The docs of an API say what it takes."
      action={addClient}
      submitLabel="Create client"
      outcome={{
        title: 'Your new client',
        show: ({ clientId, secret, purpose }) => (
          <NewSecret
            clientId={clientId ?? ''}
            secret={secret ?? ''}
            tokenUrl={purpose === 'signature' ? null : tokenUrl}
          />
        ),
      }}
    >
      <input type="hidden" name="appId" value={appId} />
      <Field name="name" label="Name" hint="Where it is used, such as “production server”." isOptional>
        <Input maxLength={60} autoFocus />
      </Field>
      <RadioCards
        name="purpose"
        label="Used for"
        defaultValue="token"
        columns={2}
        options={[
          { value: 'token', label: 'Tokens', description: 'Fetches tokens of ten minutes (OAuth 2.0).' },
          { value: 'signature', label: 'Signatures', description: 'Signs each request (HMAC).' },
        ]}
      />
      <RadioCards
        name="environment"
        label="Environment"
        defaultValue="live"
        columns={2}
        options={[
          { value: 'live', label: 'Live', description: 'Counts towards your quota and invoices.' },
          { value: 'test', label: 'Test', description: 'Metered apart, and never invoiced.' },
        ]}
      />
    </FormDialog>
  );
}
