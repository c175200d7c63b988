import type { Admission } from '../limits/admission-book.ts';
import type { PipelineContext } from '../pipeline/pipeline-context.ts';
import type { UpstreamPool } from '../upstream/upstream-pools.ts';
import { ExplainingEngine } from './explaining-engine.ts';
import { ExplainingLines } from './explaining-lines.ts';
import type { ExplanationSink } from './explanation-outbox.ts';
import type { ExplanationRecorder } from './explanation-recorder.ts';

/** What a request that is explained is handled with: the worker's own, each part of it telling what it does. */
export function explainedContext(
  context: PipelineContext,
  recorder: ExplanationRecorder,
  sink: ExplanationSink,
): PipelineContext {
  return {
    ...context,
    engine: new ExplainingEngine(context.logger, context.engine.counts, recorder),
    book: explainedBook(context, recorder),
    pools: explainedPools(context, recorder),
    lines: new ExplainingLines(recorder, sink),
  };
}

function explainedBook({ book }: PipelineContext, recorder: ExplanationRecorder): PipelineContext['book'] {
  return {
    counts: book.counts,
    undo: (admission) => book.undo(admission),
    admit: (subscription, environment, planVersion) => {
      const startedAt = performance.now();
      const { record } = subscription;
      recorder.note('subscription', '', startedAt, {
        outcome: 'passed',
        detail: `Subscription ${record.id} to product ${record.productId}, plan version ${planVersion.id}.`,
      });
      const onAdmission = (admission: Admission) => {
        noteAdmission(admission, startedAt, recorder);
        return admission;
      };
      const admission = book.admit(subscription, environment, planVersion);
      return admission instanceof Promise ? admission.then(onAdmission) : onAdmission(admission);
    },
  };
}

function noteAdmission({ set, violated }: Admission, startedAt: number, recorder: ExplanationRecorder): void {
  const isAdmitted = violated.length === 0;
  const names = violated.map(({ spec }) => spec.name).join(', ');
  recorder.note('limits', '', startedAt, {
    outcome: isAdmitted ? 'passed' : 'refused',
    detail: isAdmitted
      ? allTaken(set.allowances.length)
      : `Nothing is left of ${names}, so nothing was taken.`,
    counters: set.allowances.slice(0, 20).map((allowance) => {
      const after = allowance.remaining();
      return {
        name: allowance.spec.name,
        limit: allowance.spec.limit,
        windowSeconds: Math.round((allowance.windowEndMs - allowance.windowStartMs) / 1000),
        before: isAdmitted ? after + 1 : after,
        after,
      };
    }),
  });
}

function allTaken(count: number): string {
  return count === 0 ? 'The plan has no limits.' : 'One was taken of each.';
}

function explainedPools({ pools }: PipelineContext, recorder: ExplanationRecorder): PipelineContext['pools'] {
  const open = new Map<UpstreamPool, { origin: string; startedAt: number }[]>();
  return {
    acquire: (target, nowMs) => {
      const startedAt = performance.now();
      const pool = pools.acquire(target, nowMs);
      if (!pool) {
        recorder.note('upstream', target.origin, startedAt, {
          outcome: 'failed',
          detail: 'It has as many requests under way as it may.',
        });
        return pool;
      }
      open.set(pool, [...(open.get(pool) ?? []), { origin: target.origin, startedAt }]);
      return pool;
    },
    release: (pool) => {
      const attempt = open.get(pool)?.shift();
      if (attempt) {
        recorder.note('upstream', attempt.origin, attempt.startedAt, { outcome: 'passed', detail: '' });
      }
      pools.release(pool);
    },
  };
}
