'use client';

import { type ReactNode, useState } from 'react';
import { ActionForm } from '../forms/action-form.tsx';
import { Button } from '../forms/button.tsx';
import { FormErrorSummary } from '../forms/form-error-summary.tsx';
import type { FormResult, FormValue } from '../forms/form-problem.tsx';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Dialog } from './dialog.tsx';

/** Props of `FormDialog`. */
export type FormDialogProps<Result extends FormResult> = {
  trigger: ReactNode;
  title: string;
  description?: ReactNode;
  action: (previous: Result | undefined, form: FormData) => Promise<Result>;
  submitLabel: string;
  initialValues?: Record<string, FormValue>;
  /** What to show once after a success, until the reader is done; without it the dialog closes. */
  outcome?: { title: string; show: (result: Result) => ReactNode };
  /** What is wrong, above the fields; a plain list when absent. */
  summary?: ReactNode;
  /** Fields. */
  children: ReactNode;
};

/** A button that opens a form; afterwards the dialog closes, or shows what is told only once. */
export function FormDialog<Result extends FormResult>(props: FormDialogProps<Result>) {
  const { outcome } = props;
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<Result>();
  const close = () => {
    setOpen(false);
    setShown(undefined);
  };
  return (
    <Dialog
      trigger={props.trigger}
      title={shown && outcome ? outcome.title : props.title}
      description={shown ? undefined : props.description}
      isOpen={isOpen}
      onOpenChange={(next) => (next ? setOpen(true) : close())}
      isHeld={shown !== undefined}
      size={shown ? 'lg' : 'md'}
    >
      {shown && outcome ? (
        <div className="flex min-w-0 flex-col gap-5">
          {outcome.show(shown)}
          <Button variant="primary" onClick={close} className="self-end">
            Done
          </Button>
        </div>
      ) : (
        <ActionForm
          action={props.action}
          {...(props.initialValues ? { initialValues: props.initialValues } : {})}
          onSuccess={(result) => (outcome ? setShown(result) : close())}
          className="flex flex-col gap-4"
        >
          {props.summary ?? <FormErrorSummary />}
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
