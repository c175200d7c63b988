import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Count, TenantId } from '../query-values.ts';

const KeyIds = z.array(z.string().max(64)).max(1_000);
const LastUse = z.object({ key: z.string(), usedMs: Count });

/** When keys were last accepted by a gateway, RFC 3339; keys never used are absent. */
export async function keyLastUsed(
  analytics: Analytics,
  tenant: string,
  keyIds: string[],
): Promise<Map<string, string>> {
  const keys = KeyIds.parse(keyIds);
  if (keys.length === 0) return new Map();
  const rows = await analytics.query(
    `SELECT key, toUnixTimestamp64Milli(max(used_at)) AS usedMs FROM key_last_used
     WHERE tenant = {tenant:String} AND key IN {keys:Array(String)} GROUP BY key`,
    { tenant: TenantId.parse(tenant), keys },
    LastUse,
  );
  return new Map(rows.map(({ key, usedMs }) => [key, new Date(usedMs).toISOString()]));
}
