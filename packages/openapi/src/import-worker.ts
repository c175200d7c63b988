import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { importDocument } from './import-document.ts';
import { type ImportError, ImportProblem } from './import-problem.ts';
import type { ApiSchema, ImportedApi, ImportedOperation, ImportProgress } from './imported-api.ts';
import type { ImportLimits } from './limits.ts';
import { jsonLength } from './text/clean-json.ts';

/** What the import thread is started with. */
export type ImportOrder = { bytes: Uint8Array; limits: ImportLimits };

/** What the import thread says. After each `part` it waits for a `next`, so that its starter stays responsive. */
export type ImportMessage =
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'part'; operations: ImportedOperation[]; schemas: [string, ApiSchema][] }
  | { kind: 'finished'; api: Omit<ImportedApi, 'operations' | 'schemas'> }
  | { kind: 'refused'; errors: ImportError[]; moreErrors: number }
  | { kind: 'failed'; message: string };

// A part of this many characters takes a few milliseconds to receive.
const partLength = 256_000;

const port = parentPort;
if (port) await run(workerData as ImportOrder);

async function run(order: ImportOrder): Promise<void> {
  try {
    const api = importDocument(order.bytes, order.limits, (progress) => {
      if (progress.step !== 'done') post({ kind: 'progress', progress });
    });
    await send(api);
  } catch (error) {
    if (error instanceof ImportProblem) {
      post({ kind: 'refused', errors: error.errors, moreErrors: error.moreErrors });
    } else {
      post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }
}

async function send(api: ImportedApi): Promise<void> {
  const { operations, schemas, ...rest } = api;
  for (const part of inParts(operations)) await sendPart({ kind: 'part', operations: part, schemas: [] });
  for (const part of inParts(Object.entries(schemas))) {
    await sendPart({ kind: 'part', operations: [], schemas: part });
  }
  post({ kind: 'progress', progress: { step: 'done', done: 1, total: 1 } });
  post({ kind: 'finished', api: rest });
}

async function sendPart(part: ImportMessage): Promise<void> {
  if (!port) return;
  const received = once(port, 'message');
  post(part);
  await received;
}

function* inParts<T>(items: T[]): Generator<T[]> {
  let part: T[] = [];
  let length = 0;
  for (const item of items) {
    part.push(item);
    length += jsonLength(item, partLength);
    if (length < partLength) continue;
    yield part;
    part = [];
    length = 0;
  }
  if (part.length > 0) yield part;
}

function post(message: ImportMessage): void {
  port?.postMessage(message);
}
