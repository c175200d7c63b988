'use client';

import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { FormDialog } from '@tollgate/ui/overlay/form-dialog';
import { Plus } from 'lucide-react';
import type { FirstCallRequest } from '../../shell/try/first-call-request.ts';
import { NewKey } from '../first-call/index.ts';
import { createKey } from './actions.ts';

/** Asks what the key is for, then shows it once. */
export function CreateKey({ appId, firstCall }: { appId: string; firstCall: FirstCallRequest | undefined }) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" icon={<Plus />}>
          Create key
        </Button>
      }
      title="Create a key"
      description="One key for each place that calls the API, so that each can be rotated by itself."
      action={createKey}
      submitLabel="Create key"
      outcome={{
        title: 'Your new key',
        show: ({ token }) => <NewKey token={token ?? ''} firstCall={firstCall} />,
      }}
    >
      <input type="hidden" name="appId" value={appId} />
      <Field name="name" label="Name" hint="Where it is used, such as “production server”." isOptional>
        <Input maxLength={60} autoFocus />
      </Field>
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
      <Field name="expiresInDays" label="Expires">
        <Select
          options={[
            { value: '', label: 'Never' },
            { value: '7', label: 'In 7 days' },
            { value: '30', label: 'In 30 days' },
            { value: '90', label: 'In 90 days' },
            { value: '365', label: 'In a year' },
          ]}
        />
      </Field>
    </FormDialog>
  );
}
