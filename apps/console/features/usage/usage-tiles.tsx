import type { Usage } from '@tollgate/services/usage/get-usage';
import { formatCompact, formatDuration, formatPercent } from '@tollgate/ui/data/format';
import { Grid } from '@tollgate/ui/layout/stack';
import { type StatDelta, StatTile } from '@tollgate/ui/layout/stat-tile';

/** The sums of a range, each against the range before. */
export function UsageTiles({ totals: { current, previous } }: { totals: Usage['totals'] }) {
  const errorShare = share(current.errors, current.requests);
  const errorShareBefore = share(previous.errors, previous.requests);
  return (
    <Grid columns={4}>
      <StatTile
        label="Requests"
        value={formatCompact(current.requests)}
        delta={delta(current.requests, previous.requests)}
        hint="against the time before"
      />
      <StatTile
        label="Billable"
        value={formatCompact(current.billable)}
        delta={delta(current.billable, previous.billable)}
      />
      <StatTile
        label="Errors"
        value={formatPercent(errorShare)}
        delta={delta(errorShare ?? 0, errorShareBefore ?? 0, true)}
      />
      <StatTile
        label="p95"
        value={formatDuration(current.p95Ms)}
        delta={delta(current.p95Ms ?? 0, previous.p95Ms ?? 0, true)}
      />
    </Grid>
  );
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function delta(now: number, before: number, isLessBetter = false): StatDelta | undefined {
  if (before === 0) return undefined;
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return { label: 'no change', direction: 'flat' };
  const isGood = change > 0 !== isLessBetter;
  return {
    label: formatPercent(Math.abs(change), 0),
    direction: change > 0 ? 'up' : 'down',
    tone: isLessBetter ? (isGood ? 'success' : 'danger') : 'neutral',
  };
}
