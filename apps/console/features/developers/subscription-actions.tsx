import type { Subscription } from '@tollgate/contract/subscriptions';
import { Button } from '@tollgate/ui/forms/button';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { approve, cancel, resume, suspend } from './actions.ts';

/** Props of `SubscriptionActions`. */
export type SubscriptionActionsProps = {
  subscription: Subscription;
  refusal: string | undefined;
  size?: 'sm' | 'md';
};

/** What can be done with a subscription in the state it is in. */
export function SubscriptionActions({ subscription, refusal, size = 'md' }: SubscriptionActionsProps) {
  const { id, status, app, plan } = subscription;
  const name = `${app.name} on ${plan.name}`;
  return (
    <>
      {status === 'pending' ? (
        <ConfirmDialog
          trigger={
            <Button variant="primary" size={size} disabledReason={refusal}>
              Approve
            </Button>
          }
          title={`Approve ${name}?`}
          confirmLabel="Approve subscription"
          tone="default"
          onConfirm={approve.bind(null, id)}
        >
          Its keys work within a second, and its first period starts now.
        </ConfirmDialog>
      ) : null}
      {status === 'active' ? (
        <ConfirmDialog
          trigger={
            <Button size={size} disabledReason={refusal}>
              Suspend
            </Button>
          }
          title={`Suspend ${name}?`}
          confirmLabel="Suspend subscription"
          onConfirm={suspend.bind(null, id)}
        >
          Within a second its requests are refused with 403. You can resume it.
        </ConfirmDialog>
      ) : null}
      {status === 'suspended' ? (
        <ConfirmDialog
          trigger={
            <Button variant="primary" size={size} disabledReason={refusal}>
              Resume
            </Button>
          }
          title={`Resume ${name}?`}
          confirmLabel="Resume subscription"
          tone="default"
          onConfirm={resume.bind(null, id)}
        >
          Its requests are served again within a second.
        </ConfirmDialog>
      ) : null}
      {status === 'cancelled' ? null : (
        <ConfirmDialog
          trigger={
            <Button variant="ghost" size={size} disabledReason={refusal}>
              {status === 'pending' ? 'Decline' : 'Cancel'}
            </Button>
          }
          title={status === 'pending' ? `Decline ${name}?` : `Cancel ${name}?`}
          confirmLabel={status === 'pending' ? 'Decline subscription' : 'Cancel subscription'}
          cancelLabel="Keep it"
          onConfirm={cancel.bind(null, id)}
        >
          It ends for good; the developer can subscribe anew. What was used is still invoiced.
        </ConfirmDialog>
      )}
    </>
  );
}
