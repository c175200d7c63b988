import { type ListProductsInput, type Product, ProductStatus } from '@tollgate/contract/products';
import { listProducts } from '@tollgate/services/products/list-products';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { formatNumber } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Boxes, Plus } from 'lucide-react';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { PRODUCT_TONES } from './product-tones.ts';

const columns: TableColumn<Product>[] = [
  { id: 'name', header: 'Product', isSortable: true, cell: (product) => product.name },
  {
    id: 'status',
    header: 'Status',
    cell: (product) => <StatusBadge tone={PRODUCT_TONES[product.status]}>{product.status}</StatusBadge>,
  },
  { id: 'visibility', header: 'Visibility', cell: (product) => <Badge>{product.visibility}</Badge> },
  {
    id: 'covers',
    header: 'Covers',
    cell: (product) =>
      product.covers.map((cover) => `${cover.apiName} ${cover.version}`).join(', ') || 'nothing yet',
  },
  { id: 'plans', header: 'Plans', align: 'end', cell: (product) => formatNumber(product.planCount) },
  {
    id: 'subscriptions',
    header: 'Subscriptions',
    align: 'end',
    cell: (product) => formatNumber(product.subscriptionCount),
  },
  {
    id: 'createdAt',
    header: 'Made',
    isSortable: true,
    isWideOnly: true,
    cell: (product) => <RelativeTime at={product.createdAt} />,
  },
];

const newLink = (
  <ButtonLink href={paths.newProduct()} variant="primary" icon={<Plus />}>
    New product
  </ButtonLink>
);

/** What the tenant sells. */
export async function ProductsPage({ params }: { params: SearchParams }) {
  const list = readListState(params, {
    path: paths.products(),
    hasSearch: true,
    filters: ['status', 'visibility'],
    defaultSort: 'name',
  });
  const products = await load((ctx) => listProducts(ctx, list.input as ListProductsInput));
  return (
    <>
      <PageHeader
        title="Products"
        description="What you sell: APIs or parts of them, with docs and plans."
        actions={newLink}
      />
      <Stack>
        {products.data.length > 0 || list.isFiltered ? (
          <FilterBar
            params={list.params}
            searchLabel="Name of a product"
            filters={[
              {
                name: 'status',
                label: 'Status',
                options: ProductStatus.options.map((status) => ({ value: status, label: status })),
              },
              {
                name: 'visibility',
                label: 'Visibility',
                options: [
                  { value: 'public', label: 'public' },
                  { value: 'private', label: 'private' },
                ],
              },
            ]}
          />
        ) : null}
        <ListTable
          label="Products"
          list={list}
          page={products}
          columns={columns}
          getRowId={(product) => product.id}
          getRowHref={(product) => paths.product(product.id)}
          narrow="cards"
          emptyState={
            <EmptyState icon={<Boxes />} title="No products yet" action={newLink}>
              A product bundles API versions and offers them on plans. Developers find it on your portal.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
