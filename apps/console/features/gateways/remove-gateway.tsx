import type { Gateway } from '@tollgate/contract/watch';
import { formatBytes } from '@tollgate/ui/data/format';
import { Button } from '@tollgate/ui/forms/button';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { removeGateway } from './actions.ts';

/** Removes a gateway that will not come back, after saying what that means for usage it has not sent. */
export function RemoveGateway({ gateway, refusal }: { gateway: Gateway; refusal: string | undefined }) {
  const { name, spoolBytes, removableAt } = gateway;
  const tooEarly =
    new Date(removableAt) > new Date()
      ? 'It reported less than 15 minutes ago. Stop it for good, then remove it.'
      : undefined;
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" disabledReason={refusal ?? tooEarly}>
          Remove
        </Button>
      }
      title={`Remove ${name} for good?`}
      confirmLabel="Remove gateway"
      typeToConfirm={name}
      onConfirm={removeGateway.bind(null, name)}
    >
      {spoolBytes > 0
        ? `It last reported ${formatBytes(spoolBytes)} of usage that it had not sent. `
        : 'It last reported an empty spool, but may have served requests since. '}
      Your invoices stop waiting for it: usage that is only on its disk is not billed and is lost with that
      disk. Should the gateway report again, it is listed again and sends what it has; what falls into a
      period that is invoiced by then is billed only if you void that invoice and issue it anew.
    </ConfirmDialog>
  );
}
