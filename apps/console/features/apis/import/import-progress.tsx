'use client';

import type { ApiImport } from '@tollgate/contract/apis';
import { formatNumber } from '@tollgate/ui/data/format';
import { Alert } from '@tollgate/ui/feedback/alert';
import { type ProgressStep, ProgressSteps } from '@tollgate/ui/feedback/progress-steps';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { paths } from '../../../shell/paths.ts';
import { usePoll } from '../../../shell/use-poll.ts';
import { ImportErrors } from './import-errors.tsx';

const POLL_MS = 300;

const STEPS = [
  { key: 'queued', label: 'Wait for a worker' },
  { key: 'parse', label: 'Read the document' },
  { key: 'validate', label: 'Check that it is OpenAPI' },
  { key: 'operations', label: 'Read operations and schemas' },
  { key: 'store', label: 'Store the version' },
];

/** The steps of an import, kept current until it is done or has failed. */
export function ImportProgress({ initial }: { initial: ApiImport }) {
  const { data: job, isStale } = usePoll(paths.importData(initial.id), initial, (next) =>
    next.status === 'succeeded' || next.status === 'failed' ? null : POLL_MS,
  );
  return (
    <Stack gap="lg">
      {isStale ? <Alert tone="warning" title="The console is not answering. Trying again." /> : null}
      <Card>
        <ProgressSteps label="Steps of the import" steps={stepsOf(job)} />
      </Card>
      {job.status === 'succeeded' && job.apiId && job.apiVersionId ? (
        <Alert
          tone="success"
          title="Imported"
          action={
            <ButtonLink variant="primary" href={paths.apiVersion(job.apiId, job.apiVersionId)}>
              See its operations
            </ButtonLink>
          }
        >
          The gateway serves it as soon as a published product covers it.
        </Alert>
      ) : null}
      {job.problem ? <ImportErrors problem={job.problem} /> : null}
    </Stack>
  );
}

function stepsOf(job: ApiImport): ProgressStep[] {
  const at = job.status === 'succeeded' ? STEPS.length : STEPS.findIndex(({ key }) => key === job.step);
  return STEPS.map(({ key, label }, index) => {
    if (index < at) return { key, label, state: 'done' };
    if (index > at) return { key, label, state: 'waiting' };
    if (job.status === 'failed') return { key, label, state: 'failed', detail: job.problem?.title };
    const detail = job.total > 1 ? `${formatNumber(job.done)} of ${formatNumber(job.total)}` : undefined;
    return { key, label, state: 'running', detail };
  });
}
