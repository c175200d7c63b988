import type { Product } from '@tollgate/contract/products';
import type { Role } from '@tollgate/domain/roles';
import { Button } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { Row, Stack } from '@tollgate/ui/layout/stack';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { DangerDialog } from '../../shell/forms/danger-dialog.tsx';
import { SaveForm } from '../../shell/forms/save-form.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { deprecate, remove, retire, saveProduct } from './actions.ts';
import { loadProduct } from './load-product.ts';
import { ProductFields } from './product-fields.tsx';
import { ProductHeader } from './product-header.tsx';

/** A product's texts and visibility, and its end. */
export async function ProductSettingsPage({ productId }: { productId: string }) {
  const { role } = await requireSession();
  const { product, portalHref } = await load((ctx) => loadProduct(ctx, productId));
  return (
    <>
      <ProductHeader
        product={product}
        portalHref={portalHref}
        currentHref={paths.productSettings(product.id)}
      />
      <Stack gap="lg">
        <Card title="Product">
          <SaveForm
            action={saveProduct}
            disabledReason={refusalFor(role, 'editor')}
            initialValues={{
              name: product.name,
              summary: product.summary,
              description: product.description,
              visibility: product.visibility,
            }}
          >
            <input type="hidden" name="productId" value={product.id} />
            <ProductFields />
          </SaveForm>
        </Card>
        {product.status === 'retired' ? null : <EndCard product={product} role={role} />}
      </Stack>
    </>
  );
}

function EndCard({ product, role }: { product: Product; role: Role }) {
  return (
    <Card
      title="End this product"
      description="Deprecated products take no new subscriptions; retired ones are refused by the gateway."
    >
      <Row>
        {product.status === 'published' ? (
          <ConfirmDialog
            trigger={<Button disabledReason={refusalFor(role, 'editor')}>Deprecate</Button>}
            title={`Deprecate ${product.name}?`}
            confirmLabel="Deprecate product"
            onConfirm={deprecate.bind(null, product.id)}
          >
            Nobody can subscribe any more. The {product.subscriptionCount} subscriptions there are go on. You
            can publish it again.
          </ConfirmDialog>
        ) : null}
        {product.status === 'draft' ? (
          <DangerDialog
            trigger={
              <Button variant="danger" disabledReason={refusalFor(role, 'editor')}>
                Delete draft
              </Button>
            }
            title={`Delete ${product.name}?`}
            confirmLabel="Delete product"
            onConfirm={remove.bind(null, product.id)}
          >
            The draft and its draft plans are gone for good.
          </DangerDialog>
        ) : (
          <ConfirmDialog
            trigger={
              <Button variant="danger" disabledReason={refusalFor(role, 'admin')}>
                Retire
              </Button>
            }
            title={`Retire ${product.name}?`}
            confirmLabel="Retire product"
            typeToConfirm={product.name}
            onConfirm={retire.bind(null, product.id)}
          >
            Within a second the gateway refuses its {product.subscriptionCount} subscriptions. This cannot be
            undone.
          </ConfirmDialog>
        )}
      </Row>
    </Card>
  );
}
