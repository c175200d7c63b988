import type { UsageDimension, UsageFilter } from '@tollgate/contract/usage';
import type { Ctx } from '@tollgate/services/context/ctx';
import { labelValues } from '@tollgate/services/usage/label-values';
import { formatDateTime } from '@tollgate/ui/data/format';
import { Row } from '@tollgate/ui/layout/stack';
import { FilterChip } from '../../shell/filter-chip.tsx';
import { withQuery } from '../../shell/paths.ts';
import type { UsageQuery } from './usage-query.ts';

const DIMENSIONS: Record<keyof UsageFilter, [dimension: UsageDimension, word: string]> = {
  productId: ['product', 'Product'],
  planVersionId: ['plan_version', 'Plan'],
  appId: ['app', 'App'],
  subscriptionId: ['subscription', 'Subscription'],
  operationId: ['operation', 'Operation'],
  apiVersionId: ['api_version', 'API'],
  keyId: ['key', 'Key'],
  region: ['region', 'Region'],
};

/** One narrowing of a usage page, with what its value is called. */
export interface ScopeChip {
  name: string;
  text: string;
}

/** What the page is narrowed to besides the filters that have a field of their own. */
export async function readScopeChips(ctx: Ctx, query: UsageQuery, inFields: string[]): Promise<ScopeChip[]> {
  const entries = Object.entries(query.range.filter) as [keyof UsageFilter, string][];
  return Promise.all(
    entries
      .filter(([name]) => !inFields.includes(name))
      .map(async ([name, value]) => {
        const [dimension, word] = DIMENSIONS[name];
        const label = await labelValues(ctx, dimension, [value]);
        return { name, text: `${word}: ${label(value)}` };
      }),
  );
}

type ScopeChipsProps = {
  path: string;
  query: UsageQuery;
  chips: ScopeChip[];
  keep?: Record<string, string | undefined>;
};

/** Narrowings that were reached by a link, each with a way out. */
export function ScopeChips({ path, query, chips, keep = {} }: ScopeChipsProps) {
  const range = query.isCustomRange
    ? [
        {
          name: 'from',
          text: `${formatDateTime(query.range.from)} to ${formatDateTime(query.range.to)}`,
        },
      ]
    : [];
  const all = [...range, ...chips];
  if (all.length === 0) return null;
  return (
    <Row>
      {all.map((chip) => {
        const rest = { ...keep, ...query.params, [chip.name]: undefined };
        if (chip.name === 'from') rest.to = undefined;
        return (
          <FilterChip key={chip.name} href={withQuery(path, rest)}>
            {chip.text}
          </FilterChip>
        );
      })}
    </Row>
  );
}
