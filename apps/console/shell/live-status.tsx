'use client';

import type { GatewayList } from '@tollgate/contract/watch';
import { formatDuration } from '@tollgate/ui/data/format';
import { AppLink } from '@tollgate/ui/link';
import { paths } from './paths.ts';
import { usePoll } from './use-poll.ts';

const SETTLED_MS = 4_000;
const WAITING_MS = 250;

/** "Live in 3 of 3 gateways · 210 ms": how far the tenant's newest change has come. */
export function LiveStatus({ initial }: { initial: GatewayList }) {
  const { data } = usePoll(paths.gatewaysData(), initial, (list) =>
    list.meta.liveCount < list.meta.totalCount ? WAITING_MS : SETTLED_MS,
  );
  const { liveCount, totalCount } = data.meta;
  const lags = data.data.flatMap((gateway) => gateway.lagMs ?? []);
  const isLive = totalCount > 0 && liveCount === totalCount;
  return (
    <AppLink
      href={paths.gateways()}
      className="flex items-center gap-2 rounded-md px-1 py-0.5 text-ink-muted text-xs hover:text-ink touch:py-3"
    >
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 rounded-full ${isLive ? 'bg-success' : totalCount === 0 ? 'bg-ink-faint' : 'bg-warning'}`}
      />
      <span className="tabular-nums">
        {totalCount === 0 ? 'No gateway yet' : `Live in ${liveCount} of ${totalCount} gateways`}
        {isLive && lags.length > 0 ? ` · ${formatDuration(Math.max(...lags))}` : ''}
      </span>
    </AppLink>
  );
}
