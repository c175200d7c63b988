import { Readable } from 'node:stream';
import type { ClickHouseSettings } from '@clickhouse/client';
import type { UsageEvent } from '@tollgate/domain/usage-event';
import type { Analytics } from './client.ts';

/**
 * Settings every insert of usage needs: an insert repeated with its token and its bytes changes nothing, in
 * `usage_events` and in every roll-up. One thread and one block cut keep repeated blocks identical.
 */
const USAGE_INSERT_SETTINGS = {
  async_insert: 0,
  insert_deduplicate: 1,
  deduplicate_blocks_in_dependent_materialized_views: 1,
  max_insert_threads: '1',
  // On a cluster: acknowledged when the shards have it, not when it waits to be sent to them.
  distributed_foreground_insert: 1,
  input_format_parallel_parsing: 0,
} satisfies ClickHouseSettings;

/**
 * Inserts a closed spool segment, whose bytes are lines of JSON, under its name.
 * Throws ClickHouse's own error: the shipper tells a poisoned row from a store that is down.
 */
export async function insertSegment(
  analytics: Analytics,
  token: string,
  lines: Uint8Array | string,
): Promise<void> {
  await insert(analytics, token, Buffer.from(lines));
}

/** Inserts events under a token of the caller's; the same token and events again change nothing. */
export async function insertEvents(analytics: Analytics, token: string, events: UsageEvent[]): Promise<void> {
  if (events.length === 0) return;
  await insert(analytics, token, Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join('')));
}

async function insert(analytics: Analytics, token: string, body: Buffer): Promise<void> {
  const answer = await analytics.client.exec({
    query: 'INSERT INTO usage_events FORMAT JSONEachRow',
    values: Readable.from([body], { objectMode: false }),
    clickhouse_settings: { ...USAGE_INSERT_SETTINGS, insert_deduplication_token: token },
    abort_signal: AbortSignal.timeout(analytics.insertTimeoutMs),
  });
  await answer.stream.toArray();
}
