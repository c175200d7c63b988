import type { UsageEvent } from '@tollgate/domain/usage-event';
import { makeUsageEvent } from './make-usage-event.ts';

const SCENES = [
  { status: 200, problem: '', billable: 1 },
  { status: 200, problem: '', billable: 1 },
  { status: 201, problem: '', billable: 1 },
  { status: 404, problem: '', billable: 1 },
  { status: 500, problem: '', billable: 0 },
  { status: 429, problem: 'rate_limited', billable: 0 },
  { status: 502, problem: 'upstream_unreachable', billable: 0 },
] as const;

/** Events spread over a range and over several values of every dimension, the same for the same arguments. */
export function makeUsageEvents(
  count: number,
  from: Date,
  to: Date,
  values: Partial<UsageEvent> = {},
): UsageEvent[] {
  const fromUs = from.getTime() * 1000;
  const lengthUs = (to.getTime() - from.getTime()) * 1000;
  let state = 12_345;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor(((state >>> 8) / 0x800000) * limit);
  };
  return Array.from({ length: count }, () => {
    const subscription = below(4);
    const timeUs = fromUs + Math.floor((below(1_000_000) / 1_000_000) * lengthUs) + below(1_000);
    return makeUsageEvent({
      at: new Date(Math.floor(timeUs / 1000)),
      ...SCENES[below(SCENES.length)],
      time_us: timeUs,
      subscription: `sub_${subscription}`,
      app: `app_${subscription % 3}`,
      key: `key_${subscription}_${below(2)}`,
      product: `prd_${subscription % 2}`,
      plan_version: `plv_${subscription % 2}`,
      api_version: `ver_${below(2)}`,
      operation: `opn_${below(5)}`,
      request_bytes: below(2_000),
      response_bytes: below(50_000),
      duration_us: 500 + below(200_000),
      upstream_us: below(500),
      ...values,
    });
  });
}
