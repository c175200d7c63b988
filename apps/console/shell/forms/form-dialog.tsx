'use client';

import { CopyField } from '@tollgate/ui/copy/copy-field';
import { ActionForm } from '@tollgate/ui/forms/action-form';
import { Button } from '@tollgate/ui/forms/button';
import type { FormResult, FormValue } from '@tollgate/ui/forms/form-problem';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { Dialog } from '@tollgate/ui/overlay/dialog';
import { type ReactNode, useState } from 'react';
import { FormSummary } from './form-summary.tsx';

/** What a form in a dialog answers; `secret` is shown once. */
export type SecretResult = FormResult & { secret?: string | undefined };

/** Props of `FormDialog`. */
export type FormDialogProps = {
  trigger: ReactNode;
  title: string;
  description?: ReactNode;
  action: (previous: SecretResult | undefined, form: FormData) => Promise<SecretResult>;
  submitLabel: string;
  initialValues?: Record<string, FormValue>;
  /** How to show the answer's secret; without it the dialog closes after a success. */
  secret?: { label: string; hint: string };
  /** Fields. */
  children: ReactNode;
};

/** A button that opens a form; afterwards the dialog closes, or shows what is told only once. */
export function FormDialog(props: FormDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<string>();
  const close = () => {
    setOpen(false);
    setShown(undefined);
  };
  return (
    <Dialog
      trigger={props.trigger}
      title={props.title}
      description={shown === undefined ? props.description : undefined}
      isOpen={isOpen}
      onOpenChange={(next) => (next ? setOpen(true) : close())}
      isHeld={shown !== undefined}
    >
      {shown !== undefined && props.secret ? (
        <div className="flex flex-col gap-5">
          <CopyField label={props.secret.label} hint={props.secret.hint} value={shown} />
          <Button variant="primary" onClick={close} className="self-end">
            Done
          </Button>
        </div>
      ) : (
        <ActionForm
          action={props.action}
          initialValues={props.initialValues}
          onSuccess={(result) => (props.secret ? setShown(result.secret) : close())}
          className="flex flex-col gap-4"
        >
          <FormSummary />
          {props.children}
          <div className="flex flex-wrap justify-end gap-2 pt-1">
            <Button onClick={close}>Cancel</Button>
            <SubmitButton>{props.submitLabel}</SubmitButton>
          </div>
        </ActionForm>
      )}
    </Dialog>
  );
}
