'use client';

import { Button } from '@tollgate/ui/forms/button';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { FormDialog } from '@tollgate/ui/overlay/form-dialog';
import { RefreshCw } from 'lucide-react';
import type { FirstCallRequest } from '../../shell/try/first-call-request.ts';
import { NewKey } from '../first-call/index.ts';
import { rotateKey } from './actions.ts';

/** Props of `RotateKey`. */
export type RotateKeyProps = { keyId: string; name: string; firstCall: FirstCallRequest | undefined };

/** Gives a new key in place of one, which goes on working for as long as the reader says. */
export function RotateKey({ keyId, name, firstCall }: RotateKeyProps) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" icon={<RefreshCw />} aria-label={`Rotate ${name}`}>
          Rotate
        </Button>
      }
      title={`Rotate ${name}`}
      description="You get a new key now. How long shall the old one work beside it?"
      action={rotateKey}
      submitLabel="Rotate key"
      outcome={{
        title: 'Your new key',
        show: ({ token }) => <NewKey token={token ?? ''} firstCall={firstCall} />,
      }}
    >
      <input type="hidden" name="keyId" value={keyId} />
      <RadioCards
        name="overlapSeconds"
        label="The old key works for"
        defaultValue="86400"
        options={[
          { value: '3600', label: 'One hour', description: 'For a change that you deploy right away.' },
          { value: '86400', label: 'One day', description: 'Time to roll out everywhere.' },
          { value: '604800', label: 'One week', description: 'For installations you do not control.' },
          { value: '0', label: 'Not at all', description: 'It leaked: calls with it fail within a second.' },
        ]}
      />
    </FormDialog>
  );
}
