import { GATEWAY_PROBLEMS, type GatewayProblemCode } from '@tollgate/domain/problem-codes';
import { getExplanation } from '@tollgate/services/explanations/get-explanation';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { formatDateTime, formatDuration } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { TextLink } from '@tollgate/ui/link';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { ExplanationTimeline } from './explanation-timeline.tsx';

/** One request with each step the gateway took. */
export async function ExplanationPage({ requestId }: { requestId: string }) {
  const explanation = await load((ctx) => getExplanation(ctx, { requestId: decodeURIComponent(requestId) }));
  const { method, path, status, problem, startedAt, durationUs, gateway, region, traceId } = explanation;
  const known = GATEWAY_PROBLEMS[problem as GatewayProblemCode];
  return (
    <>
      <PageHeader
        title={`${method} ${path}`}
        badge={<HttpStatus status={status} />}
        description={formatDateTime(startedAt, true)}
        breadcrumbs={[{ label: 'Explain', href: paths.explanations() }, { label: explanation.requestId }]}
      />
      <Stack gap="lg">
        {known ? (
          <Alert tone="warning" title={known.title}>
            It ended in the code <code className="font-mono">{problem}</code>. The step that decided so is
            marked below.
          </Alert>
        ) : null}
        <Card title="Steps" description="In the order they ended; bars show when each ran.">
          <ExplanationTimeline steps={explanation.steps} durationUs={durationUs} />
        </Card>
        <Card title="Where">
          <KeyValue
            items={[
              { label: 'Whole', value: formatDuration(durationUs / 1000) },
              { label: 'Gateway', value: `${gateway}, ${region}` },
              {
                label: 'Request',
                value: (
                  <TextLink href={paths.request(explanation.requestId)}>
                    <code className="break-all font-mono text-xs">{explanation.requestId}</code>
                  </TextLink>
                ),
              },
              { label: 'Trace id', value: <code className="break-all font-mono text-xs">{traceId}</code> },
            ]}
          />
        </Card>
      </Stack>
    </>
  );
}
