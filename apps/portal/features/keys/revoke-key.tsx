'use client';

import { Button } from '@tollgate/ui/forms/button';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { useToast } from '@tollgate/ui/overlay/toast';
import { Ban } from 'lucide-react';
import { revokeKey } from './actions.ts';

/** Asks, and then ends a key for good. */
export function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const toast = useToast();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" icon={<Ban />} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${name}?`}
      confirmLabel="Revoke key"
      onConfirm={async () => {
        const result = await revokeKey(keyId);
        if (result.ok)
          toast({ tone: 'success', title: 'The key is revoked', description: 'Gateways refuse it now.' });
        return result;
      }}
    >
      Every call with this key fails from now on, within a second. This cannot be undone. To change keys
      without a gap, rotate it instead.
    </ConfirmDialog>
  );
}
