import { DomainError } from '@tollgate/domain/errors';
import { type FeedHeartbeat, GatewayReport } from '@tollgate/domain/snapshot';
import { parseInput } from '@tollgate/services/context/parse-input';
import { authenticateGateway } from '@tollgate/services/feed/authenticate-gateway';
import { readChanges } from '@tollgate/services/feed/read-changes';
import { readSnapshot } from '@tollgate/services/feed/read-snapshot';
import { recordGatewayReport } from '@tollgate/services/feed/record-gateway-report';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { bearerOf } from '../http/bearer.ts';
import { readJson } from '../http/read-json.ts';

const HEARTBEAT_MS = 2000;
/** Explanations of requests may be part of one. */
const REPORT_BYTES = 1_000_000;
const NDJSON = 'application/x-ndjson';

/** The gateways' feed: a snapshot, a stream of changes after a number, and the reports gateways send back. */
export function feedRoutes(context: ApiContext): Hono {
  const { services } = context;
  const routes = new Hono();
  routes.use('*', async (request, next) => {
    await authenticateGateway(services, bearerOf(request.req.raw.headers));
    await next();
  });
  routes.get('/snapshot', async (request) => {
    const { changeNumber, records } = await readSnapshot(services);
    request.header('content-type', NDJSON);
    return stream(request, async (out) => {
      await out.writeln(JSON.stringify({ format: 1, changeNumber }));
      for (const record of records) await out.writeln(JSON.stringify(record));
      await out.writeln(JSON.stringify({ end: true, count: records.length }));
    });
  });
  routes.get('/changes', async (request) => {
    const text = request.req.query('after') ?? '';
    const after = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(after)) {
      throw new DomainError('validation_failed', {
        errors: [{ location: 'after', message: 'must be a change number' }],
      });
    }
    const first = await readChanges(services, after);
    // 410 tells the gateway to take a new snapshot.
    if (first.state === 'snapshot_needed') return request.json({ code: 'snapshot_needed' }, 410);
    request.header('content-type', NDJSON);
    return stream(request, (out) => sendChanges(context, after, out));
  });
  routes.post('/reports', async (request) => {
    const report = parseInput(GatewayReport, await readJson(request.req.raw, REPORT_BYTES));
    await recordGatewayReport(services, report);
    return request.body(null, 204);
  });
  return routes;
}

interface LineSink {
  writeln(line: string): Promise<unknown>;
  onAbort(listener: () => void): void;
}

async function sendChanges(context: ApiContext, after: number, out: LineSink): Promise<void> {
  const abort = new AbortController();
  out.onAbort(() => abort.abort());
  let number = after;
  while (!abort.signal.aborted && !context.changes.isStopped) {
    // Waiting begins before reading, so that a change committed in between is not slept through.
    const woken = context.changes.wait(HEARTBEAT_MS, abort.signal);
    const answer = await readChanges(context.services, number);
    if (answer.state === 'snapshot_needed') return;
    if (answer.state === 'batch') {
      await out.writeln(JSON.stringify(answer.batch));
      number = answer.batch.changeNumber;
    } else {
      const heartbeat: z.infer<typeof FeedHeartbeat> = { heartbeat: true, changeNumber: answer.changeNumber };
      await out.writeln(JSON.stringify(heartbeat));
    }
    await woken;
  }
}
