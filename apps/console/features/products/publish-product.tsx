import type { Product } from '@tollgate/contract/products';
import { Button } from '@tollgate/ui/forms/button';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { publish } from './actions.ts';

/** The button that puts a draft or deprecated product on the portal. */
export function PublishProduct({ product, refusal }: { product: Product; refusal: string | undefined }) {
  if (product.status === 'published' || product.status === 'retired') return null;
  const where =
    product.visibility === 'public'
      ? 'Everybody finds it on your portal'
      : 'Its subscribers see it on your portal';
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" disabledReason={refusal}>
          Publish
        </Button>
      }
      title={`Publish ${product.name}?`}
      confirmLabel="Publish product"
      tone="default"
      onConfirm={publish.bind(null, product.id)}
    >
      {where}, and the gateway serves its subscribers within a second.
    </ConfirmDialog>
  );
}
