import { DomainError } from '@tollgate/domain/errors';
import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { TenantId } from '../query-values.ts';
import { REQUEST_COLUMNS, RequestRow } from './request-row.ts';

const RequestReference = z.string().min(1).max(200);

/** One request by its event id or by the `X-Request-Id` its client saw. Throws `not_found`. */
export async function getRequest(
  analytics: Analytics,
  tenant: string,
  reference: string,
): Promise<RequestRow> {
  const wanted = RequestReference.parse(reference);
  const isEventId = z.uuid().safeParse(wanted).success;
  const [row] = await analytics.query(
    `SELECT ${REQUEST_COLUMNS} FROM usage_events AS e
     WHERE tenant = {tenant:String} AND ${isEventId ? 'e.id = {wanted:UUID}' : 'request_id = {wanted:String}'}
     ORDER BY time DESC LIMIT 1`,
    { tenant: TenantId.parse(tenant), wanted },
    RequestRow,
  );
  if (!row) throw new DomainError('not_found', { detail: 'There is no request with this id.' });
  return row;
}
