'use client';

import { type ReactNode, useId, useState, useTransition } from 'react';
import { Alert } from '../feedback/alert.tsx';
import { Button } from '../forms/button.tsx';
import { type FormResult, problemText } from '../forms/form-problem.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';

/** Props of `ConfirmDialog`. */
export type ConfirmDialogProps = Pick<DialogProps, 'trigger' | 'isOpen' | 'onOpenChange'> & {
  /** The question, with the name of the thing: "Revoke key tg_live_ab12?" */
  title: ReactNode;
  /** What will happen, to whom, and whether it can be undone. */
  children?: ReactNode;
  /** The verb: "Revoke key". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'default';
  /** A text that has to be typed first, for what cannot be undone. */
  typeToConfirm?: string;
  /** Does it. A result that is not `ok` stays in the dialog and is shown; otherwise the dialog closes. */
  onConfirm: () => Promise<FormResult | undefined | void> | void;
};

/** Asks before a dangerous action, shows that it runs, and says so when it fails. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [isOpenInside, setOpenInside] = useState(false);
  const isOpen = props.isOpen ?? isOpenInside;
  function setOpen(next: boolean) {
    setOpenInside(next);
    props.onOpenChange?.(next);
  }
  return (
    <Dialog
      trigger={props.trigger}
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={props.title}
      size="sm"
      role="alertdialog"
    >
      {(close) => <ConfirmBody {...props} close={close} />}
    </Dialog>
  );
}

function ConfirmBody(props: ConfirmDialogProps & { close: () => void }) {
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const id = useId();
  const isTyped = props.typeToConfirm === undefined || typed.trim() === props.typeToConfirm;

  function confirm() {
    if (!isTyped || isPending) return;
    startTransition(async () => {
      const result = await props.onConfirm();
      if (result && !result.ok) setFailure(failureText(result));
      else props.close();
    });
  }

  return (
    <div className="flex flex-col gap-4">
      {props.children ? <div className="text-pretty text-ink-muted">{props.children}</div> : null}
      {props.typeToConfirm !== undefined ? (
        <div className="flex flex-col gap-1.5">
          <label htmlFor={id} className="text-ui">
            Type <strong className="select-all break-all font-semibold">{props.typeToConfirm}</strong> to
            confirm
          </label>
          <input
            id={id}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') confirm();
            }}
            autoComplete="off"
            spellCheck={false}
            className="tg-control"
          />
        </div>
      ) : null}
      {failure ? <Alert tone="danger" title={failure} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={props.close}>{props.cancelLabel ?? 'Cancel'}</Button>
        <Button
          onClick={confirm}
          variant={props.tone === 'default' ? 'primary' : 'danger'}
          isPending={isPending}
          disabledReason={isTyped ? undefined : `Type ${props.typeToConfirm} first.`}
        >
          {props.confirmLabel}
        </Button>
      </div>
    </div>
  );
}

function failureText(result: FormResult): string {
  const first = result.errors?.[0];
  return result.message ?? (first ? problemText(first) : 'This did not work. Nothing was changed.');
}
