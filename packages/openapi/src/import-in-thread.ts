import { Worker } from 'node:worker_threads';
import { ImportProblem, importProblem } from './import-problem.ts';
import type { ImportMessage, ImportOrder } from './import-worker.ts';
import type { ApiSchema, ImportedApi, ImportedOperation, ImportProgress } from './imported-api.ts';
import { defaultImportLimits, type ImportLimits } from './limits.ts';
import { refuseOversized } from './parse/decode-text.ts';
import { setOwn } from './text/json-value.ts';

export type ImportOptions = {
  limits?: Partial<ImportLimits>;
  /** Heap of the thread. Default 768. */
  maxMemoryMb?: number;
  /** Default 60,000. */
  timeoutMs?: number;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
};

/**
 * Reads an OpenAPI document in a thread of its own, under a memory and a time limit. Rejects with ImportProblem
 * when the document is refused or meets a limit, and with the signal's reason when that is aborted.
 */
export async function importInThread(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedApi> {
  const limits = { ...defaultImportLimits, ...options.limits };
  const { maxMemoryMb = 768, timeoutMs = 60_000, onProgress = () => {}, signal } = options;
  signal?.throwIfAborted();
  refuseOversized(bytes.byteLength, limits.maxBytes);
  const worker = startWorker({ bytes: new Uint8Array(bytes), limits }, maxMemoryMb);
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong(timeoutMs)), timeoutMs);
    stop = () => reject(signal?.reason);
    signal?.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([receive(worker, onProgress, maxMemoryMb), interrupted]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function startWorker(order: ImportOrder, maxMemoryMb: number): Worker {
  return new Worker(new URL('./import-worker.ts', import.meta.url), {
    workerData: order,
    transferList: [order.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 64 },
    env: {},
    execArgv: [],
  });
}

function receive(
  worker: Worker,
  onProgress: (progress: ImportProgress) => void,
  maxMemoryMb: number,
): Promise<ImportedApi> {
  const operations: ImportedOperation[] = [];
  const schemas: Record<string, ApiSchema> = {};
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ImportMessage) => {
      if (message.kind === 'progress') attempt(() => onProgress(message.progress), reject);
      else if (message.kind === 'finished') resolve({ ...message.api, operations, schemas });
      else if (message.kind === 'refused') reject(new ImportProblem(message.errors, message.moreErrors));
      else if (message.kind === 'failed') reject(new Error(`Import failed: ${message.message}`));
      else {
        operations.push(...message.operations);
        for (const [name, schema] of message.schemas) setOwn(schemas, name, schema);
        setImmediate(() => worker.postMessage('next'));
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory(maxMemoryMb) : error);
    });
    worker.on('exit', () => reject(new Error('The import thread ended without an answer.')));
  });
}

function attempt(action: () => void, onError: (error: unknown) => void): void {
  try {
    action();
  } catch (error) {
    onError(error);
  }
}

function outOfMemory(maxMemoryMb: number): ImportProblem {
  return importProblem(
    'document',
    `Reading the document needs more than ${maxMemoryMb} MB of memory.`,
    'Import it as JSON instead of YAML, or split the API into several documents.',
  );
}

function tookTooLong(timeoutMs: number): ImportProblem {
  return importProblem(
    'document',
    `Reading the document takes longer than ${timeoutMs / 1000} s.`,
    'Import it as JSON instead of YAML, or split the API into several documents.',
  );
}
