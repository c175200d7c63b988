import type { WorkerContext } from './context.ts';

/** One kind of background work. It may run twice, so doing it again must change nothing. */
export type Job = (context: WorkerContext, payload: unknown) => Promise<void>;
