'use client';

import type { ApiVersion } from '@tollgate/contract/apis';
import { formatDate } from '@tollgate/ui/data/format';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Switch } from '@tollgate/ui/forms/switch';
import { useState } from 'react';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { saveCredential } from '../actions.ts';

type Credential = NonNullable<ApiVersion['upstream']['credential']>;

const PLACES: Record<Credential['in'], { label: string; name: string; secret: string; hint?: string }> = {
  header: {
    label: 'In a header',
    name: 'Name of the header',
    secret: 'Value of the header',
    hint: 'All of it, such as “Bearer …”.',
  },
  query: { label: 'In the query', name: 'Name of the parameter', secret: 'Value of the parameter' },
  basic: { label: 'As user and password', name: 'User', secret: 'Password' },
};

/** Props of `CredentialForm`. */
export type CredentialFormProps = {
  apiVersionId: string;
  credential: Credential | null;
  refusal: string | undefined;
};

/** What the gateway calls an upstream with. The secret goes in and never comes back. */
export function CredentialForm({ apiVersionId, credential, refusal }: CredentialFormProps) {
  const [isOn, setOn] = useState(credential !== null);
  const [place, setPlace] = useState<Credential['in']>(credential?.in ?? 'header');
  const texts = PLACES[place];
  return (
    <SaveForm
      action={saveCredential}
      disabledReason={refusal}
      initialValues={{ 'credential.name': credential?.name ?? 'Authorization' }}
    >
      <input type="hidden" name="apiVersionId" value={apiVersionId} />
      <Switch
        name="credential.on"
        label="Send a credential with every request"
        hint="In place of what a caller sends under the same name."
        checked={isOn}
        onChange={(event) => setOn(event.target.checked)}
      />
      {isOn ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field name="credential.in" label="It is sent">
            <Select
              options={Object.entries(PLACES).map(([value, { label }]) => ({ value, label }))}
              value={place}
              onChange={(event) => setPlace(event.target.value as Credential['in'])}
            />
          </Field>
          <Field name="credential.name" label={texts.name} isRequired>
            <Input className="font-mono" autoComplete="off" />
          </Field>
          <Field
            name="credential.secret"
            label={texts.secret}
            isRequired={credential === null}
            hint={
              credential
                ? `Set ${formatDate(credential.setAt)}, and shown to nobody. Empty: it stays.`
                : `${texts.hint ?? ''} Kept sealed, and shown to nobody again.`.trim()
            }
            className="sm:col-span-2"
          >
            <Input type="password" className="font-mono" autoComplete="new-password" />
          </Field>
        </div>
      ) : null}
    </SaveForm>
  );
}
