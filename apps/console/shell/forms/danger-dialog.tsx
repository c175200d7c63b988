'use client';

import { useNavigation } from '@tollgate/ui/link';
import { ConfirmDialog, type ConfirmDialogProps } from '@tollgate/ui/overlay/confirm-dialog';
import type { RedirectResult } from './save-form.tsx';

/** Props of `DangerDialog`. */
export type DangerDialogProps = Omit<ConfirmDialogProps, 'onConfirm'> & {
  /** An answer with `href` leads there. */
  onConfirm: () => Promise<RedirectResult>;
};

/** Asks before an action after which this page may be gone, and leads on. */
export function DangerDialog({ onConfirm, ...props }: DangerDialogProps) {
  const { navigate } = useNavigation();
  return (
    <ConfirmDialog
      {...props}
      onConfirm={async () => {
        const result = await onConfirm();
        if (result.ok && result.href) navigate(result.href);
        return result;
      }}
    />
  );
}
