import { uuidV7 } from '@tollgate/domain/ids';
import type { UsageEvent } from '@tollgate/domain/usage-event';

let made = 0;

/** A usage event that a gateway might have written, with an id of its own; anything can be set. */
export function makeUsageEvent(values: Partial<UsageEvent> & { at?: Date | string } = {}): UsageEvent {
  const { at = '2026-11-10T12:00:00Z', ...rest } = values;
  const timeMs = new Date(at).getTime();
  made++;
  return {
    id: uuidV7(timeMs),
    time_us: timeMs * 1000,
    region: 'local',
    gateway: 'gw-1',
    tenant: 'tnt_one',
    environment: 'live',
    api: 'api_world',
    api_version: 'ver_world1',
    operation: 'opn_list',
    product: 'prd_world',
    plan_version: 'plv_pro1',
    subscription: 'sub_one',
    app: 'app_one',
    key: 'key_one',
    method: 'GET',
    route: '/world/v1/countries',
    status: 200,
    problem: '',
    billable: 1,
    request_bytes: 400,
    response_bytes: 1_200,
    duration_us: 20_000,
    upstream_us: 19_500,
    attempts: 1,
    request_id: `req_${made}`,
    trace_id: '',
    ...rest,
  };
}
