import type { ImportError } from './import-problem.ts';
import type { ApiSchema, ImportedApi, ImportedOperation, ImportProgress } from './imported-api.ts';
import type { ImportLimits } from './limits.ts';

/** What the import thread is started with. */
export type ImportOrder = { bytes: Uint8Array; limits: ImportLimits };

/** What the import thread says. After each `part` it waits for a `next`, so that its starter stays responsive. */
export type ImportMessage =
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'part'; operations: ImportedOperation[]; schemas: [string, ApiSchema][] }
  | { kind: 'finished'; api: Omit<ImportedApi, 'operations' | 'schemas'> }
  | { kind: 'refused'; errors: ImportError[]; moreErrors: number }
  | { kind: 'failed'; message: string };
