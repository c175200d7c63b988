import type { App } from '@tollgate/contract/apps';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '../../shell/search-params.ts';
import { RANGES } from './usage-range.ts';

/** Range, app and environment of a usage page, kept in its address. */
export function UsageFilters({ params, apps }: { params: SearchParams; apps: App[] }) {
  return (
    <FilterBar
      params={params}
      filters={[
        {
          name: 'range',
          label: 'Range',
          allLabel: RANGES.week.label,
          options: Object.entries(RANGES)
            .filter(([name]) => name !== 'week')
            .map(([value, { label }]) => ({ value, label })),
        },
        { name: 'app', label: 'App', options: apps.map(({ id, name }) => ({ value: id, label: name })) },
        {
          name: 'environment',
          label: 'Environment',
          allLabel: 'Live',
          options: [{ value: 'test', label: 'Test' }],
        },
      ]}
    />
  );
}
