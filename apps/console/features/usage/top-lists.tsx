import { BarList } from '@tollgate/ui/charts/bar-list';
import { Card } from '@tollgate/ui/layout/card';
import { paths } from '../../shell/paths.ts';
import type { TopUsageRow } from './top-usage-row.ts';
import type { UsageQuery } from './usage-query.ts';

/** Props of `TopLists`. */
export type TopListsProps = {
  tops: Record<'operations' | 'apps' | 'plans' | 'statuses', TopUsageRow[]>;
  query: UsageQuery;
  groupBy: string | undefined;
};

/** The largest of each kind; a click narrows the page to it, or opens the requests with a status. */
export function TopLists({ tops, query, groupBy }: TopListsProps) {
  const narrowTo = (name: string) => (row: TopUsageRow) =>
    row.value ? paths.usage({ ...query.params, groupBy, [name]: row.value }) : undefined;
  const withStatus = (row: TopUsageRow) => paths.requests({ ...query.params, status: row.value });
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <TopList title="Operations" rows={tops.operations} hrefOf={narrowTo('operationId')} />
      <TopList title="Apps" rows={tops.apps} hrefOf={narrowTo('appId')} />
      <TopList title="Plans" rows={tops.plans} hrefOf={narrowTo('planVersionId')} />
      <TopList title="Statuses" rows={tops.statuses} hrefOf={withStatus} />
    </div>
  );
}

type TopListProps = { title: string; rows: TopUsageRow[]; hrefOf: (row: TopUsageRow) => string | undefined };

function TopList({ title, rows, hrefOf }: TopListProps) {
  return (
    <Card title={title}>
      <BarList
        label={`${title} with most requests`}
        items={rows.map((row) => {
          const href = hrefOf(row);
          return { key: row.value, label: row.label, value: row.requests, ...(href ? { href } : {}) };
        })}
        emptyState={<p className="text-ink-muted text-ui">None in this time.</p>}
      />
    </Card>
  );
}
