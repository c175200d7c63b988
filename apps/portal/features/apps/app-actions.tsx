'use client';

import { Button } from '@tollgate/ui/forms/button';
import { useNavigation } from '@tollgate/ui/link';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { FormDialog } from '@tollgate/ui/overlay/form-dialog';
import { useToast } from '@tollgate/ui/overlay/toast';
import { Pencil, Trash2 } from 'lucide-react';
import { usePaths } from '../../shell/paths-provider.tsx';
import { editApp, endSubscription, removeApp } from './actions.ts';
import { AppFields } from './app-fields.tsx';

/** Edit and delete, in the head of an app's page. */
export function AppActions({ app }: { app: { id: string; name: string; description: string } }) {
  const paths = usePaths();
  const toast = useToast();
  const { navigate } = useNavigation();
  return (
    <>
      <FormDialog
        trigger={<Button icon={<Pencil />}>Edit</Button>}
        title="Edit app"
        action={editApp}
        submitLabel="Save"
        initialValues={{ name: app.name, description: app.description }}
      >
        <input type="hidden" name="appId" value={app.id} />
        <AppFields />
      </FormDialog>
      <ConfirmDialog
        trigger={<Button icon={<Trash2 />}>Delete</Button>}
        title={`Delete ${app.name}?`}
        confirmLabel="Delete app"
        typeToConfirm={app.name}
        onConfirm={async () => {
          const result = await removeApp(app.id);
          if (result.ok) {
            toast({ tone: 'success', title: `${app.name} is deleted` });
            navigate(paths.apps());
          }
          return result;
        }}
      >
        Its keys stop working within a second and its subscriptions end. What was used until now is still
        invoiced.
      </ConfirmDialog>
    </>
  );
}

/** Ends a subscription, after asking. */
export function CancelSubscription({ id, product }: { id: string; product: string }) {
  const toast = useToast();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Cancel the subscription to ${product}`}>
          Cancel
        </Button>
      }
      title={`Cancel the subscription to ${product}?`}
      confirmLabel="Cancel subscription"
      cancelLabel="Keep it"
      onConfirm={async () => {
        const result = await endSubscription(id);
        if (result.ok) toast({ tone: 'success', title: `The subscription to ${product} has ended` });
        return result;
      }}
    >
      Calls to {product} with this app’s keys fail from now on. A flat fee is charged for the time until now
      only. To come back, subscribe again.
    </ConfirmDialog>
  );
}
