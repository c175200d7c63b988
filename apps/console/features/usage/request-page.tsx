import type { UsageDimension } from '@tollgate/contract/usage';
import { GATEWAY_PROBLEMS, type GatewayProblemCode } from '@tollgate/domain/problem-codes';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getRequest } from '@tollgate/services/usage/get-request';
import { labelValues } from '@tollgate/services/usage/label-values';
import { ShareBar } from '@tollgate/ui/charts/share-bar';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { formatBytes, formatDateTime, formatDuration } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { TextLink } from '@tollgate/ui/link';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import type { RequestRow } from './request-row.ts';

/** One request explained: who asked, what was answered, how long it took and whether it is billed. */
export async function RequestPage({ requestId }: { requestId: string }) {
  const { request, labels } = await load(async (ctx) => {
    const found = await getRequest(ctx, { requestId: decodeURIComponent(requestId) });
    return { request: found, labels: await readLabels(ctx, found) };
  });
  const problem = GATEWAY_PROBLEMS[request.problem as GatewayProblemCode];
  return (
    <>
      <PageHeader
        title={`${request.method} ${request.route || 'no route'}`}
        badge={<HttpStatus status={request.status} />}
        description={formatDateTime(request.time, true)}
        breadcrumbs={[{ label: 'Requests', href: paths.requests() }, { label: request.requestId }]}
      />
      <Stack gap="lg">
        {problem ? (
          <Alert tone="warning" title={problem.title}>
            The gateway answered this itself, with the code{' '}
            <code className="font-mono">{request.problem}</code>.
          </Alert>
        ) : null}
        <Card title="Time">
          <Timing request={request} />
        </Card>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card title="Who">
            <Parties request={request} labels={labels} />
          </Card>
          <Card title="What">
            <Facts request={request} />
          </Card>
        </div>
      </Stack>
    </>
  );
}

async function readLabels(ctx: Ctx, request: RequestRow) {
  const label = async (dimension: UsageDimension, id: string) =>
    (await labelValues(ctx, dimension, [id]))(id);
  const [app, subscription, key, version, product] = await Promise.all([
    label('app', request.appId),
    label('subscription', request.subscriptionId),
    label('key', request.keyId),
    label('api_version', request.apiVersionId),
    label('product', request.productId),
  ]);
  return { app, subscription, key, version, product };
}

function Timing({ request }: { request: RequestRow }) {
  const whole = Math.max(request.durationMs, 0.001);
  const upstream = Math.min(request.upstreamMs, whole);
  return (
    <Stack gap="sm">
      <ShareBar
        className="h-2.5"
        parts={[
          { key: 'gateway', share: (whole - upstream) / whole, className: 'text-accent' },
          { key: 'upstream', share: upstream / whole, className: 'text-chart-2' },
        ]}
      />
      <KeyValue
        layout="grid"
        items={[
          { label: 'Whole', value: formatDuration(request.durationMs) },
          { label: 'Gateway', value: formatDuration(request.durationMs - upstream) },
          { label: 'Upstream', value: formatDuration(request.upstreamMs) },
          { label: 'Attempts', value: request.attempts },
        ]}
      />
    </Stack>
  );
}

type PartiesProps = { request: RequestRow; labels: Awaited<ReturnType<typeof readLabels>> };

function Parties({ request, labels }: PartiesProps) {
  const link = (id: string, href: string, label: string) =>
    id ? <TextLink href={href}>{label}</TextLink> : 'none';
  return (
    <KeyValue
      items={[
        { label: 'App', value: link(request.appId, paths.app(request.appId), labels.app) },
        { label: 'Key', value: request.keyId ? labels.key : 'none' },
        {
          label: 'Subscription',
          value: link(
            request.subscriptionId,
            paths.subscription(request.subscriptionId),
            labels.subscription,
          ),
        },
        {
          label: 'Product',
          value: link(request.productId, paths.product(request.productId), labels.product),
        },
        {
          label: 'API version',
          value: link(
            request.apiVersionId,
            paths.apiVersion(request.apiId, request.apiVersionId),
            labels.version,
          ),
        },
        { label: 'Environment', value: request.environment },
      ]}
    />
  );
}

const ANSWERERS = {
  mock: 'a mock, from an example',
  policy: 'a policy',
  cache: 'the cache',
  cache_confirmed: 'the cache, confirmed by the upstream',
  cache_stale: 'the cache, in place of a failing upstream',
};

function answererOf({ answeredBy, problem, attempts }: RequestRow): string {
  if (answeredBy !== '') return ANSWERERS[answeredBy];
  return problem === '' && attempts > 0 ? 'the upstream' : 'the gateway';
}

function Facts({ request }: { request: RequestRow }) {
  const code = (text: string) => <code className="break-all font-mono text-xs">{text || '–'}</code>;
  return (
    <KeyValue
      items={[
        { label: 'Answered by', value: answererOf(request) },
        { label: 'Billable', value: request.isBillable ? 'yes' : 'no' },
        { label: 'Counted in quota', value: request.consumedQuota ? 'yes' : 'no' },
        { label: 'Request body', value: formatBytes(request.requestBytes) },
        { label: 'Response body', value: formatBytes(request.responseBytes) },
        { label: 'Gateway', value: `${request.gateway}, ${request.region}` },
        { label: 'Request id', value: code(request.requestId) },
        { label: 'Event id', value: code(request.id) },
        { label: 'Trace id', value: code(request.traceId) },
        { label: 'Stored', value: formatDateTime(request.receivedAt, true) },
      ]}
    />
  );
}
