import { renderInlineMarkdown } from '@tollgate/openapi/render-markdown';
import { getApp } from '@tollgate/services/apps/get-app';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getRequest } from '@tollgate/services/usage/get-request';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { formatBytes, formatDateTime, formatDuration } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { TextLink } from '@tollgate/ui/link';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import { Prose } from '../../shell/prose.tsx';
import { explainProblem } from '../problems/index.ts';

/** One request: what was asked, what came back, and what to do about it. */
export async function RequestPage({ requestId }: { requestId: string }) {
  const [{ request, appName }, paths] = await Promise.all([load((ctx) => read(ctx, requestId)), getPaths()]);
  const problem = request.problem ? explainProblem(request.problem) : undefined;
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: 'Usage', href: paths.usage() },
          { label: 'Requests', href: paths.requests() },
          { label: request.requestId || request.id },
        ]}
        title={`${request.method} ${request.route}`}
        badge={<HttpStatus status={request.status} />}
      />
      {problem ? (
        <Alert
          tone="warning"
          title={`${problem.title} (${request.problem})`}
          className="mb-6"
          action={<TextLink href={paths.problem(request.problem)}>What to do</TextLink>}
        >
          <Prose html={renderInlineMarkdown(problem.meaning)} />
        </Alert>
      ) : null}
      <Card>
        <KeyValue
          items={[
            { label: 'Time', value: `${formatDateTime(request.time, true)} UTC` },
            { label: 'Request id', value: <code className="font-mono text-xs">{request.requestId}</code> },
            {
              label: 'App',
              value: appName ? (
                <TextLink href={paths.app(request.appId)}>{appName}</TextLink>
              ) : (
                'a deleted app'
              ),
            },
            { label: 'Environment', value: request.environment },
            {
              label: 'Took',
              value: formatDuration(request.durationMs),
              hint: `${formatDuration(request.upstreamMs)} of it in the API behind the gateway`,
            },
            {
              label: 'Size',
              value: `${formatBytes(request.requestBytes)} sent, ${formatBytes(request.responseBytes)} received`,
            },
            { label: 'Counts towards the quota', value: request.consumedQuota ? 'yes' : 'no' },
            { label: 'Billable', value: request.isBillable ? 'yes' : 'no' },
            ...(ANSWERERS[request.answeredBy]
              ? [{ label: 'Answered by', value: ANSWERERS[request.answeredBy] }]
              : []),
            { label: 'Region', value: request.region },
          ]}
        />
      </Card>
    </>
  );
}

const ANSWERERS: Readonly<Record<string, string>> = {
  mock: 'a mock, from an example',
  cache: 'a copy that the gateway kept',
  cache_confirmed: 'a copy that the gateway kept, confirmed',
  cache_stale: 'a copy that the gateway kept, as the API failed',
};

async function read(ctx: Ctx, requestId: string) {
  const request = await getRequest(ctx, { requestId });
  const app = await getApp(ctx, { appId: request.appId }).catch(() => undefined);
  return { request, appName: app?.name };
}
