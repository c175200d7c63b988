'use client';

import { Button } from '@tollgate/ui/forms/button';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { FormDialog } from '@tollgate/ui/overlay/form-dialog';
import { RefreshCw } from 'lucide-react';
import { renewSecret } from './actions.ts';
import { NewSecret } from './new-secret.tsx';

/** Props of `RotateClient`. */
export type RotateClientProps = {
  clientId: string;
  name: string;
  /** Where tokens are fetched; null of a client that signs. */
  tokenUrl: string | null;
};

/** Gives a client a new secret; the old one goes on working for as long as the reader says. */
export function RotateClient({ clientId, name, tokenUrl }: RotateClientProps) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" icon={<RefreshCw />} aria-label={`Rotate ${name}`}>
          Rotate
        </Button>
      }
      title={`Rotate the secret of ${name}`}
      description="You get a new secret now. How long shall the old one work beside it?"
      action={renewSecret}
      submitLabel="Rotate secret"
      outcome={{
        title: 'Your new secret',
        show: (result) => (
          <NewSecret clientId={result.clientId ?? ''} secret={result.secret ?? ''} tokenUrl={tokenUrl} />
        ),
      }}
    >
      <input type="hidden" name="clientId" value={clientId} />
      <RadioCards
        name="overlapSeconds"
        label="The old secret works for"
        defaultValue="86400"
        options={[
          { value: '3600', label: 'One hour', description: 'For a change that you deploy right away.' },
          { value: '86400', label: 'One day', description: 'Time to roll out everywhere.' },
          { value: '604800', label: 'One week', description: 'For installations you do not control.' },
          { value: '0', label: 'Not at all', description: 'It leaked: it works no more from now on.' },
        ]}
      />
    </FormDialog>
  );
}
