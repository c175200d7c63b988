import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Tx } from '@tollgate/db/db';
import { apiImports } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { type DomainError, isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { importInThread } from '@tollgate/openapi/import-in-thread';
import { and, eq } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { chooseUpstream } from './choose-target.ts';
import { fetchDocument } from './fetch-document.ts';
import { type ImportedDocument, storeApiVersion } from './store-api-version.ts';

const PROGRESS_EVERY_MS = 250;

type ImportRow = typeof apiImports.$inferSelect;

/**
 * Reads a queued document and stores it as an API version. What is wrong with the document ends up in the import's
 * `problem`; only failures of ours are thrown, so that the queue tries again.
 */
export async function runApiImport(
  services: Services,
  job: { tenantId: string; importId: string },
): Promise<void> {
  const jobCtx = systemCtx(services, job.tenantId, 'import-api');
  const row = await claim(jobCtx, job.importId);
  if (!row) return;
  // The change is recorded as made by whoever asked for it.
  const ctx: Ctx = { ...jobCtx, actor: row.requestedBy as unknown as Ctx['actor'] };
  try {
    const document = await readDocument(ctx, row);
    await update(ctx, row.id, { step: 'store' });
    await withTenantTx(ctx, async (tx) => {
      // Another worker may have run the same job meanwhile: one of the two stores.
      if (!(await lockRunning(tx, ctx, row.id))) return;
      const stored = await storeApiVersion(tx, ctx, row.target, document);
      await tx
        .update(apiImports)
        .set({ ...stored, status: 'succeeded', step: 'done', document: null, finishedAt: ctx.now() })
        .where(and(eq(apiImports.tenantId, ctx.tenantId), eq(apiImports.id, row.id)));
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    await update(ctx, row.id, {
      status: 'failed',
      problem: toProblem(error),
      document: null,
      finishedAt: ctx.now(),
    });
  }
}

async function claim(ctx: Ctx, importId: string): Promise<ImportRow | undefined> {
  return withTenantTx(ctx, async (tx) => {
    const where = and(eq(apiImports.tenantId, ctx.tenantId), eq(apiImports.id, importId));
    const [row] = await tx.select().from(apiImports).where(where).for('update');
    if (!row || row.status === 'succeeded' || row.status === 'failed') return undefined;
    await tx.update(apiImports).set({ status: 'running', step: 'parse' }).where(where);
    return row;
  });
}

function running(ctx: Ctx, id: string) {
  return and(eq(apiImports.tenantId, ctx.tenantId), eq(apiImports.id, id), eq(apiImports.status, 'running'));
}

async function lockRunning(tx: Tx, ctx: Ctx, id: string): Promise<boolean> {
  const rows = await tx.select({ id: apiImports.id }).from(apiImports).where(running(ctx, id)).for('update');
  return rows.length > 0;
}

/** Changes an import that is still running; a finished one stays as it is. */
async function update(ctx: Ctx, id: string, values: Partial<ImportRow>): Promise<void> {
  await withTenantTx(ctx, (tx) => tx.update(apiImports).set(values).where(running(ctx, id)));
}

async function readDocument(ctx: Ctx, row: ImportRow): Promise<ImportedDocument> {
  const bytes = row.document
    ? await promisify(gunzip)(row.document)
    : await fetchDocument(ctx.settings, row.source);
  let reportedAtMs = 0;
  let reporting = Promise.resolve();
  const api = await importInThread(bytes, {
    onProgress: ({ step, done, total }) => {
      const nowMs = Date.now();
      if (nowMs - reportedAtMs < PROGRESS_EVERY_MS) return;
      reportedAtMs = nowMs;
      // Progress is only shown: a lost report changes nothing.
      reporting = reporting.then(() => update(ctx, row.id, { step, done, total })).catch(() => {});
    },
  });
  // A report that came late would take the import back to an earlier step.
  await reporting;
  const upstreamUrl = await chooseUpstream(ctx, row.target, api);
  const compressed = row.document ?? (await promisify(gzip)(bytes));
  return { api, upstreamUrl, bytes, compressed };
}

function toProblem(error: DomainError): Record<string, unknown> {
  const { title } = PROBLEMS[error.code];
  return { code: error.code, title, detail: error.detail ?? title, errors: error.errors };
}
