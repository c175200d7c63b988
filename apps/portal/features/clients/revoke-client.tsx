'use client';

import { Button } from '@tollgate/ui/forms/button';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { useToast } from '@tollgate/ui/overlay/toast';
import { Ban } from 'lucide-react';
import { endClient } from './actions.ts';

/** Asks, and then ends a client for good. */
export function RevokeClient({ clientId, name }: { clientId: string; name: string }) {
  const toast = useToast();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" icon={<Ban />} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${name}?`}
      confirmLabel="Revoke client"
      onConfirm={async () => {
        const result = await endClient(clientId);
        if (result.ok)
          toast({
            tone: 'success',
            title: 'The client is revoked',
            description: 'Gateways refuse its tokens and signatures now.',
          });
        return result;
      }}
    >
      Every call with one of its tokens or signatures fails from now on, within a second. This cannot be
      undone. To change secrets without a gap, rotate it instead.
    </ConfirmDialog>
  );
}
