import { Button } from '@tollgate/ui/forms/button';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { purgeCache } from './actions.ts';

/** Props of `PurgeCacheButton`. */
export type PurgeCacheButtonProps = { apiVersionId: string; refusal: string | undefined };

/** Ends, once it is confirmed, all answers that gateways keep of a version. */
export function PurgeCacheButton({ apiVersionId, refusal }: PurgeCacheButtonProps) {
  return (
    <ConfirmDialog
      trigger={<Button disabledReason={refusal}>Purge cache</Button>}
      title="Purge the cache?"
      confirmLabel="Purge"
      onConfirm={purgeCache.bind(null, apiVersionId)}
    >
      Gateways let go of all answers they keep of this version, within a second. Until they have new ones,
      every request goes to the upstream.
    </ConfirmDialog>
  );
}
