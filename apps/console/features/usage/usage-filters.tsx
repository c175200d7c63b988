import { listApps } from '@tollgate/services/apps/list-apps';
import type { Ctx } from '@tollgate/services/context/ctx';
import { listProducts } from '@tollgate/services/products/list-products';
import type { TableFilter } from '@tollgate/ui/data/filter-bar';
import { listAll } from '../../server/list-all.ts';
import { RANGES } from './usage-query.ts';

/**
 * The filter fields that usage pages share, with the tenant's products and apps. Of more than 100 apps nobody chooses from
 * a field: the lists of top apps and each app's page lead to its usage.
 */
export async function usageFilters(ctx: Ctx, defaultRange: string): Promise<TableFilter[]> {
  const [products, apps] = await Promise.all([
    listAll((page) => listProducts(ctx, { page })),
    listApps(ctx, { page: { size: 100 } }),
  ]);
  const fallback = RANGES.find(({ value }) => value === defaultRange) ?? RANGES[1];
  return [
    {
      name: 'range',
      label: 'Time',
      allLabel: fallback.label,
      options: RANGES.filter(({ value }) => value !== fallback.value).map(({ value, label }) => ({
        value,
        label,
      })),
    },
    {
      name: 'productId',
      label: 'Product',
      options: products.data.map(({ id, name }) => ({ value: id, label: name })),
    },
    ...(apps.meta.page.next === null
      ? [
          {
            name: 'appId',
            label: 'App',
            options: apps.data.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
    {
      name: 'environment',
      label: 'Environment',
      allLabel: 'live',
      options: [{ value: 'test', label: 'test' }],
    },
  ];
}
