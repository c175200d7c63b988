'use client';

import { CopyField } from '@tollgate/ui/copy/copy-field';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { FormDialog as DialogWithForm, type FormDialogProps } from '@tollgate/ui/overlay/form-dialog';
import { FormSummary } from './form-summary.tsx';

/** What a form in a dialog answers; `secret` is shown once. */
export type SecretResult = FormResult & { secret?: string | undefined };

type SecretDialogProps = Omit<FormDialogProps<SecretResult>, 'outcome' | 'summary'> & {
  /** How to show the answer's secret; without it the dialog closes after a success. */
  secret?: { label: string; hint: string };
};

/** A button that opens a form; afterwards the dialog closes, or shows what is told only once. */
export function FormDialog({ secret, ...dialog }: SecretDialogProps) {
  return (
    <DialogWithForm<SecretResult>
      {...dialog}
      summary={<FormSummary />}
      {...(secret
        ? {
            outcome: {
              title: dialog.title,
              show: (result) => (
                <CopyField label={secret.label} hint={secret.hint} value={result.secret ?? ''} />
              ),
            },
          }
        : {})}
    />
  );
}
